"""The month's letters before they are sent: as mail programs write them, and as our own readers read them."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.demo import odd_files, packed
from pipeline.demo.manners import MANNERS
from pipeline.demo.month import load_month
from pipeline.demo.month.shapes import Program, Sent, Thing
from pipeline.demo.papers import manuscript_docx
from pipeline.demo.writing import Receipt, UnknownUnit, Writer
from pipeline.domain.letter import Letter
from pipeline.ingest.kind import kind_of
from pipeline.ingest.letter import read_letter
from pipeline.ingest.word import read_word
from pipeline.ingest.word97 import read_word97
from pipeline.settings import Settings, load
from pipeline.settings.values import Limits

ROOT = Path(__file__).resolve().parents[2]
RECEIPT = Receipt(
    subject="【YH-2026-00004】需补正1处：东塘街道组织退役士兵参加适应性培训", message_id="<yh-2026-00004.1@x.test>"
)


@pytest.fixture(scope="module")
def settings() -> Settings:
    """The shipped config."""
    return load(ROOT / "config")


def writer(settings: Settings, bureau: str = "yuhua") -> Writer:
    return Writer(month=load_month(), bureau=settings.bureaus[bureau])


def read(raw: bytes) -> Letter:
    return read_letter(raw, Limits(), lambda content: sha256(content).hexdigest())


def of_program(program: Program) -> Sent:
    return Sent(
        id="try", at="2026-05-06 09:00", sender="lituo", subject="2026年度+黎托街道退役军人服务站+走访慰问喆堃老兵",
        story="visit", text="一行\n两行", brings=["manuscript", "form", "photo"], program=program,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("program", list(MANNERS))
def test_a_letter_of_every_program_is_read_as_it_was_meant(settings: Settings, program: Program) -> None:
    who, sent = writer(settings), of_program(program)
    files = who.files(sent)
    letter = read(who.letter(sent, files, None))
    assert letter.subject == sent.subject
    assert letter.sender == "lituo@yuhua.test"
    assert letter.text.split() == ["一行", "两行"]
    assert [part.name for part in letter.parts] == ["黎托街道走访慰问老兵.docx", "信息稿件审核表.docx", "合影2.jpg"]
    assert [part.sha256 for part in letter.parts] == [sha256(file.content).hexdigest() for file in files]
    assert letter.defects == ()


def test_a_letter_is_written_in_the_same_bytes_each_time(settings: Settings) -> None:
    for id_ in ("yh-visit", "yh-in-word-only", "yh-zip", "yh-locked", "yh-bounce", "yh-no-form-mended"):
        sent = load_month().letter(id_)
        one, other = writer(settings), writer(settings)
        assert one.letter(sent, one.files(sent), RECEIPT) == other.letter(sent, other.files(sent), RECEIPT), id_


def test_an_answer_carries_the_receipts_subject_and_token(settings: Settings) -> None:
    who, sent = writer(settings), load_month().letter("yh-no-form-mended")
    letter = read(who.letter(sent, who.files(sent), RECEIPT))
    assert letter.subject == f"回复：{RECEIPT.subject}"
    assert letter.origin.in_reply_to == (RECEIPT.message_id,)


def test_what_mends_a_piece_tells_the_same_story(settings: Settings) -> None:
    who = writer(settings)
    first, mended = load_month().letter("yh-locked"), load_month().letter("yh-locked-mended")
    [form] = [part.document.form for part in read(who.letter(first, who.files(first), None)).parts if part.document][:1]
    [manuscript] = [part.document for part in read(who.letter(mended, who.files(mended), RECEIPT)).parts]
    assert form is not None
    assert manuscript is not None
    assert manuscript.manuscript is not None
    assert manuscript.manuscript.title == form.title


def test_the_old_word_file_tells_what_its_letter_tells_now(settings: Settings) -> None:
    who, sent = writer(settings), load_month().letter("yh-word97")
    old, new = (who.files(replace(sent, brings=(Thing(what=what),)))[0].content for what in ("word97", "manuscript"))
    assert kind_of(old) == "doc"
    assert read_word97(old, Limits()).manuscript == read_word(new, Limits()).manuscript


def test_no_two_letters_tell_quite_the_same(settings: Settings) -> None:
    told = {}
    for bureau, sent in load_month().letters():
        who = writer(settings, bureau)
        unit = who.unit_of(sent) if sent.copy_of is None else None
        if unit is not None and sent.story and sent.about is None:
            story = who._story(sent, unit, sent.story)
            told[sent.id] = (story.title, story.paragraphs)
    assert len(set(told.values())) == len(told) >= 55


def test_every_letters_unit_is_on_the_shipped_rosters_and_a_strange_one_is_told(settings: Settings) -> None:
    for bureau, sent in load_month().letters():
        if sent.copy_of is None:
            assert "@" in writer(settings, bureau).address_of(sent)
    with pytest.raises(UnknownUnit, match="nowhere"):
        writer(settings).address_of(Sent(id="x", at="2026-05-06 09:00", sender="nowhere"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (odd_files.locked_word("a"), "encrypted_office"),
        (odd_files.rich_text(["标题", "正文{一}\\。"]), "rtf"),
        (odd_files.scanned_pdf(["标题", "正文。" * 40]), "pdf"),
        (odd_files.with_macros(manuscript_docx("标题", ["正文。"])), "docm"),
        (odd_files.broken_rar("a"), "rar"),
        (packed.rar({"照片.jpg": b"x"}), "rar"),
        (odd_files.damaged_word(manuscript_docx("标题", ["正文。"])), "docx"),
        (packed.zip_gbk({"文稿.docx": b"x"}), "zip"),
    ],
)
def test_odd_files_are_what_they_pretend_to_be(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
