"""Proof-reading of the letters' folder."""

import shutil
from dataclasses import replace

import pytest

from pipeline.report.proof import proof_read


@pytest.fixture
def copied(settings, tmp_path):
    """The shipped wording in a folder that a test may spoil."""
    shutil.copytree(settings.letters, tmp_path / "config" / "letters")
    return replace(settings, folder=tmp_path / "config")


def test_the_shipped_wording_has_no_mistake(settings) -> None:
    assert proof_read(settings) == ()


def test_a_missing_template_is_named(copied) -> None:
    (copied.letters / "digest.j2").unlink()
    (error,) = proof_read(copied)
    assert error.file == copied.letters / "digest.j2"
    assert "缺少信件模板" in error.what


def test_a_slip_in_a_template_is_told_with_its_line(copied) -> None:
    (copied.letters / "closing.j2").write_text("第一行\n{% call look.small() %}没有收尾", encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.file.name == "closing.j2"
    assert error.line == 2


def test_an_unknown_filter_is_told(copied) -> None:
    (copied.letters / "closing.j2").write_text("{{ house.name|shout }}", encoding="utf-8")
    (error,) = proof_read(copied)
    assert "shout" in error.what


def test_a_template_that_is_not_utf8_is_told(copied) -> None:
    (copied.letters / "closing.j2").write_bytes("落款".encode("gb18030"))
    (error,) = proof_read(copied)
    assert error.file.name == "closing.j2"


def test_a_name_no_mail_knows_is_told(copied) -> None:
    (copied.letters / "closing.j2").write_text("{{ hause.name }}", encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.what == "信件模板用了不认识的名称：hause"


def test_a_missing_word_is_told_with_the_line_to_add(copied) -> None:
    words = copied.letters / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('approved = "已批准采用"\n', ""), encoding="utf-8")
    (error,) = proof_read(copied)
    assert "[state] approved" in error.what
    assert "[state]" in error.remedy


def test_a_bureaus_own_template_is_read_too(copied) -> None:
    own = copied.bureaus["yuhua"].folder / "letters"
    own.mkdir(parents=True)
    (own / "closing.j2").write_text("{% if %}", encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.file == own / "closing.j2"
