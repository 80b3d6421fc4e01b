"""Proof-reading of what the documents of a period are made from: Word templates and tables of words."""

import shutil
from dataclasses import replace

import pytest
from report.bulletin_paper import FORMS
from report.docx_text import changed_docx

from pipeline.report.proof import proof_read
from pipeline.report.proof_papers import prove_papers
from pipeline.settings.errors import Complaints


@pytest.fixture
def forms(tmp_path):
    """The shipped forms in a folder that a test may spoil."""
    return shutil.copytree(FORMS, tmp_path / "forms")


def faults(forms):
    """What is said of them."""
    notes = Complaints()
    prove_papers(forms, notes)
    return notes.errors


def test_a_spoilt_table_of_words_is_told_by_config_check(settings, forms) -> None:
    (forms / "tally.toml").unlink()
    shutil.copytree(settings.letters, forms.parent / "letters")
    assert [error.file.name for error in proof_read(replace(settings, folder=forms.parent))] == ["tally.toml"]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("bulletin.toml", "met = ", "mett = ", ["缺少 [cells] met", "[cells] 里没有 mett", "是不是要写 met？"]),
        ("bulletin.toml", "{n}{unit}", "{n}{danwei}", ["[change] ", "写法不能用"]),
        ("bulletin.toml", "praised_ranks = 3", "praised_ranks = 三", ["读不懂"]),
        ("tally.toml", 'rank = "名次"', "rank = 1", ["[headings] rank", "写法不能用"]),
        ("tally.toml", "[answers]", "[answer]", ["缺少 [answers] answers", "没有 answer 这个词"]),
    ],
)
def test_a_slip_in_the_words_of_the_documents_is_told_with_its_line(forms, name, old, new, words) -> None:
    file = forms / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    errors = faults(forms)
    assert {error.file for error in errors} == {file}
    told = "\n".join(map(str, errors))
    assert [word for word in words if word not in told] == []
    assert "validation" not in told


@pytest.mark.parametrize("name", ["bulletin.toml", "tally.toml", "bulletin.docx", "fees.docx"])
def test_each_file_of_the_documents_must_be_there(forms, name) -> None:
    (forms / name).unlink()
    (error,) = faults(forms)
    assert error.file == forms / name
    assert error.what.startswith("缺少")


def test_a_name_that_the_bulletin_does_not_tell_is_named(forms) -> None:
    file = forms / "bulletin.docx"
    file.write_bytes(changed_docx(file.read_bytes(), "{{ issuer }}", "{{ isuer }}"))
    (error,) = faults(forms)
    assert "不认识的占位符：isuer" in error.what
    assert "是不是要写 issuer？" in error.remedy
