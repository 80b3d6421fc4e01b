"""Proof-reading of the letters' folder and the forms."""

import re
import shutil
from dataclasses import replace
from zipfile import ZipFile

import pytest

from pipeline.domain.words import OutgoingKind
from pipeline.report.proof import proof_read
from pipeline.report.samples import ALERT_FACTS, SHEETS, samples
from pipeline.report.stationery import stationery


@pytest.fixture
def copied(settings, tmp_path):
    """The shipped wording in a folder that a test may spoil."""
    for folder in (settings.letters, settings.forms):
        shutil.copytree(folder, tmp_path / "config" / folder.name)
    return replace(settings, folder=tmp_path / "config")


def test_the_shipped_wording_has_no_mistake(settings) -> None:
    assert proof_read(settings) == ()


def test_a_missing_template_is_named(copied) -> None:
    (copied.letters / "digest.j2").unlink()
    (error,) = proof_read(copied)
    assert error.file == copied.letters / "digest.j2"
    assert "缺少信件模板" in error.what


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        ("第一行\n{% call look.small() %}没有收尾", 2, ["{% call %} 没有收尾", "{% endcall %}"]),
        ("\n{% iff house %}", 2, ["不认识 {% iff %}"]),
        ("{{ house.name|shout }}", 1, ["不认识“|shout”"]),
        ("{{ house.name ", 1, ["没有写完整"]),
        ("落款\n{{ hause.name }}", 2, ["不认识的名称：hause", "是不是要写 house？"]),
        ("落款\n{{ house.telefone }}", 2, ["没有的内容：telefone", "是不是要写 telephone？", "README.md"]),
        ("{{ look.smal() }}", 1, ["没有的内容：smal"]),
        ("{{ house.name|day }}", 1, ["与内容不相配"]),
        ("{% include 'colophon.j2' %}", 1, ["缺少信件模板"]),
    ],
)
def test_a_slip_in_a_template_is_told_once_with_its_line_in_chinese(
    copied, written: str, line: int, words: list[str]
) -> None:
    file = copied.letters / "closing.j2"
    file.write_text(written, encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.line == line
    assert error.file.name == ("colophon.j2" if "colophon" in written else "closing.j2")
    for word in words:
        assert word in str(error)
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", f"{error.what}{error.remedy}")


@pytest.mark.parametrize(
    ("name", "old", "new", "word"),
    [
        ("part_month.j2", "month.accepted ~", "month.acepted ~", "acepted"),
        ("digest.j2", "item.since", "item.sinse", "sinse"),
        ("decision.j2", '{% elif verb == "put_aside" %}', '{% elif verb == "put_aside" %}{{ unit.nmae }}', "nmae"),
        ("part_mend.j2", "mend_by|day", "mend_bi|day", "mend_bi"),
        ("alert_sealed.j2", "facts.folder", "facts.foldr", "foldr"),
        ("part_results.j2", "line.mark|word", "line.marc|word", "marc"),
    ],
)
def test_a_wrong_fact_in_any_branch_of_any_mail_is_told(copied, name: str, old: str, new: str, word: str) -> None:
    file = copied.letters / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    (error,) = proof_read(copied)
    assert (error.file, error.line) == (file, text[: text.index(old)].count("\n") + 1)
    assert word in error.what


def test_a_wrong_fact_that_only_a_macro_of_the_look_stumbles_over_is_told_where_it_was_handed_over(copied) -> None:
    file = copied.letters / "part_month.j2"
    file.write_text(file.read_text(encoding="utf-8").replace("month.adopted)", "month.adoptd)"), encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.file == file
    assert "是不是要写 adopted？" in error.remedy


def test_a_mail_without_a_subject_is_told(copied) -> None:
    for written in ("{% block subject %}{% endblock %}", "{% block subjet %}主题{% endblock %}"):
        (copied.letters / "digest.j2").write_text(written, encoding="utf-8")
        (error,) = proof_read(copied)
        assert (error.file, error.what) == (copied.letters / "digest.j2", "信件模板没有邮件主题")


def test_a_template_that_is_not_utf8_is_told(copied) -> None:
    (copied.letters / "closing.j2").write_bytes("落款".encode("gb18030"))
    (error,) = proof_read(copied)
    assert error.file.name == "closing.j2"


def test_a_missing_word_is_told_with_the_line_to_add(copied) -> None:
    words = copied.letters / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('approved = "已批准采用"\n', ""), encoding="utf-8")
    (error,) = proof_read(copied)
    assert "[state] approved" in error.what
    assert "[state]" in error.remedy
    assert (error.file, words.read_text(encoding="utf-8").splitlines()[error.line - 1][:7]) == (words, "[state]")


def test_a_bureaus_own_template_is_read_too(copied, own) -> None:
    (own / "closing.j2").write_text("{% if %}", encoding="utf-8")
    (error,) = proof_read(copied)
    assert error.file == own / "closing.j2"


@pytest.fixture
def own(copied):
    """The bureau's own letters/, still empty."""
    folder = copied.bureaus["yuhua"].folder / "letters"
    folder.mkdir(parents=True)
    return folder


def test_a_file_in_a_bureaus_letters_that_no_mail_opens_is_told_with_the_name_that_was_meant(copied, own) -> None:
    for name in ("receipt_acepted.j2", "closing.j2.txt", "word.toml", "README.md", ".DS_Store", "通知.docx"):
        (own / name).write_text("", encoding="utf-8")
    told = {error.file.name: str(error) for error in proof_read(copied)}
    assert set(told) == {"receipt_acepted.j2", "closing.j2.txt", "word.toml"}
    assert "是不是要写 receipt_accepted.j2？" in told["receipt_acepted.j2"]
    assert "是不是要写 closing.j2？" in told["closing.j2.txt"]
    assert "是不是要写 words.toml？" in told["word.toml"]


def test_a_template_that_a_bureaus_own_takes_in_may_have_any_name(copied, own) -> None:
    (own / "closing.j2").write_text("{% include 'part_own.j2' %}", encoding="utf-8")
    (own / "part_own.j2").write_text("{{ house.name }}", encoding="utf-8")
    assert proof_read(copied) == ()


def test_a_word_of_a_bureau_that_nobody_asks_for_is_told(copied, own) -> None:
    (own / "words.toml").write_text('[state]\nrecieved = "已收下"\n[stat]\nheld = "待核"\n', encoding="utf-8")
    told = [(error.file, error.line, str(error)) for error in proof_read(copied)]
    assert [(file, line) for file, line, _ in told] == [(own / "words.toml", 2), (own / "words.toml", 3)]
    assert "是不是要写 received？" in told[0][2]
    assert "是不是要写 state？" in told[1][2]


@pytest.mark.parametrize("broken", ["[state\n", 'state = "已"\n', "[state]\nheld = 3\n", '[state]\nheld = ""\n'])
def test_words_that_cannot_be_read_are_told_and_never_raised(copied, own, broken: str) -> None:
    (own / "words.toml").write_text(broken, encoding="utf-8")
    errors = proof_read(copied)
    assert errors
    assert {error.file for error in errors} == {own / "words.toml"}


def test_the_name_of_an_attachment_that_cannot_be_filled_in_is_told(copied) -> None:
    words = copied.letters / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("（{unit}）", "（{danwei}）"), encoding="utf-8")
    (error,) = proof_read(copied)
    assert "审核表（{danwei}）" in error.what
    assert "{unit}" in error.remedy


def test_the_form_that_goes_with_receipts_must_be_there(copied) -> None:
    (copied.forms / "form2_review.docx").unlink()
    (error,) = proof_read(copied)
    assert error.file == copied.forms / "form2_review.docx"
    assert "缺少表格模板" in error.what


@pytest.mark.parametrize("name", ["form1_booking.docx", "form2_review.docx", "annex2_adoptions.docx"])
def test_a_form_that_is_no_word_file_is_told(copied, name: str) -> None:
    (copied.forms / name).write_bytes(b"PK\x03\x04 half a file")
    (error,) = proof_read(copied)
    assert error.file == copied.forms / name
    assert "打不开" in error.what


@pytest.mark.parametrize(
    ("new", "words"),
    [("{{ titel }}", ["不认识的占位符：titel", "是不是要写 title？"]), ("{{ title ", ["占位符写错了"])],
)
def test_a_placeholder_that_nobody_fills_in_is_told(copied, new: str, words: list[str]) -> None:
    file = copied.forms / "form2_review.docx"
    with ZipFile(file) as paper:
        members = {name: paper.read(name) for name in paper.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(b"{{ title }}", new.encode())
    with ZipFile(file, "w") as paper:
        for name, content in members.items():
            paper.writestr(name, content)
    (error,) = proof_read(copied)
    assert error.file == file
    for word in words:
        assert word in str(error)


def test_every_kind_of_mail_is_tried_with_each_of_its_words(settings) -> None:
    desk = stationery(settings, "yuhua")
    for kind in SHEETS:
        assert [type(sheet) for sheet in samples(kind, desk.words.tables)][:1] == [SHEETS[kind]]
    verbs = {sheet.verb for sheet in samples(OutgoingKind.DECISION, desk.words.tables)}
    assert verbs == set(desk.words.tables["verb"])


def test_the_facts_of_an_alert_are_those_that_the_readme_names(settings) -> None:
    readme = (settings.letters / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("- 提醒"))
    assert set(re.findall(r"`(\w+)`", line)) - {"at", "facts"} == set(ALERT_FACTS)
