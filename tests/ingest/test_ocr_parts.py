"""Scans and Word files that hold a form as a picture: which are looked at, and what becomes of them."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from builders.letters import attachment, photo, unread
from letters.making.golden import asset
from letters.making.paper import package, para, picture
from PIL import Image

from pipeline.domain.document import Picture, ReviewForm, WordDocument
from pipeline.domain.letter import Part
from pipeline.domain.reported import ReportedRow
from pipeline.ingest.kind import kind_of
from pipeline.ingest.ocr_pages import SIDE, pictures_in
from pipeline.ingest.ocr_parts import may_show_form, with_seen
from pipeline.ingest.ocr_words import Seen
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.writings import READERS
from pipeline.settings.values import Limits

FILES = Path(__file__).resolve().parents[1] / "letters" / "files" / "dresses"
SHEET = Picture(format="jpeg", width=1000, height=1414, paper=True)
SCAN = unread("扫描.pdf", "pdf", "scan")
FORM = ReviewForm(title="走访", unit="左家塘", author="张三", sensitive=False, first_opinion="", second_opinion="")
READ = WordDocument(form=FORM, text="信息稿件审核表")
PASTED = package(
    para("信息稿件审核表") + picture("rIdS1"), [("rIdS1", "image", "media/scan.jpg")],
    {"word/media/scan.jpg": asset("form-photo.jpg")},
)  # fmt: skip

DRESSES = {
    "docx": PASTED,
    "rtf": b"{\\rtf1\\ansi {\\pict\\jpegblip " + asset("form-photo.jpg").hex().encode() + b"}\\par}",
    **{kind: (FILES / f"pasted.{kind}").read_bytes() for kind in ("doc", "odt", "pdf")},
}


def in_word(*pictures: Picture, name: str = "文档1.docx") -> Part:
    return attachment(name, name.rpartition(".")[2], document=WordDocument(pictures=pictures, text="附件"))


def scanned(*sizes: tuple[int, int]) -> bytes:
    first, *others = (Image.new("RGB", size, "white") for size in sizes)
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "looked_at"),
    [
        (SCAN, True),
        (unread("审核表.pdf", "pdf", "encrypted"), False),
        *((in_word(SHEET, name=f"文档1.{kind}"), True) for kind in ("docx", "doc", "wps", "rtf", "odt", "pdf")),
        (in_word(SHEET, SHEET), False),
        (in_word(replace(SHEET, paper=False)), False),
        (in_word(SHEET, replace(SHEET, paper=False), name="审核表.docx"), True),
        (in_word(name="审核表.docx"), False),
        (photo("IMG_1.jpg"), False),
    ],
)
def test_scans_and_word_files_that_are_one_sheet_are_looked_at(part: Part, looked_at: bool) -> None:
    assert may_show_form((part,), ("审核表",)) == ((part,) if looked_at else ())


def test_what_is_called_like_a_form_comes_first() -> None:
    named = in_word(SHEET, SHEET, name="审核表.docx")
    assert may_show_form((SCAN, named), ("审核表",)) == (named, SCAN)


@pytest.mark.parametrize("content", DRESSES.values(), ids=DRESSES)
def test_a_heading_over_a_pasted_scan_is_no_manuscript_and_the_scan_is_looked_at(content: bytes) -> None:
    kind = kind_of(content)
    document = READERS[kind](content, Limits())
    assert document.manuscript is None
    assert [one.paper for one in document.pictures] == [True]
    (pasted,) = pictures_in(content, Limits())
    assert (max(pasted.size) <= SIDE, pasted.mode) == (True, "RGB")


def test_a_scan_that_is_a_form_and_nothing_else_is_read_and_one_of_several_pages_waits_all_the_same() -> None:
    whole, one_of_many = (with_seen(SCAN, Seen(document=READ, whole=whole)) for whole in (True, False))
    assert (whole.document, whole.trouble) == (READ, None)
    assert (one_of_many.document, one_of_many.trouble) == (READ, SCAN.trouble)


def test_what_a_picture_without_a_form_says_is_there_to_be_looked_at_for_secrecy() -> None:
    seen = Seen(document=WordDocument(text="机密"))
    read = with_seen(in_word(SHEET), seen)
    assert read.document == WordDocument(pictures=(SHEET,), text="附件\n机密")
    scan = with_seen(SCAN, seen)
    assert (scan.document, scan.trouble) == (WordDocument(text="机密"), SCAN.trouble)


def test_rows_of_a_report_read_from_a_picture_wait_for_a_person() -> None:
    row = ReportedRow(place="第2行", title="走访", outlet="泉州晚报")
    read = with_seen(photo("采用.jpg"), Seen(document=WordDocument(other_form="adoption_report", report=(row,))))
    assert read.document is not None
    (told,) = read.document.report
    assert (told.place, told.doubt) == ("《采用.jpg》第2行", "这一行是从图片读出的，请对照图片核对")


def test_the_pages_of_a_scan_are_looked_at_no_larger_than_others() -> None:
    pages = list(pictures_in(scanned((2000, 1000), (90, 120)), Limits()))
    assert [(max(page.size), page.width > page.height) for page in pages] == [(SIDE, True), (SIDE, False)]


@pytest.mark.parametrize("content", [scanned((400, 300)), PASTED], ids=["scan", "word"])
def test_a_picture_inside_of_more_pixels_than_the_settings_allow_is_not_drawn(content: bytes) -> None:
    pixels = 1074 * 1466 if content == PASTED else 400 * 300
    assert len(list(pictures_in(content, Limits(picture_pixels=pixels)))) == 1
    with pytest.raises(Unreadable, match="over_limit"):
        list(pictures_in(content, Limits(picture_pixels=pixels - 1)))
