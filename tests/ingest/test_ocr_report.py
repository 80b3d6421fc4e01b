"""An adoption report that goes on over the pages of a scan or over several photographs: one table of proposals."""

import io
from datetime import date
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from builders.letters import photo
from PIL import Image, ImageDraw, ImageFont

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Part
from pipeline.ingest import ocr
from pipeline.ingest.document import document_of
from pipeline.ingest.ocr_flow import flow_of
from pipeline.ingest.ocr_parts import with_all_seen
from pipeline.ingest.ocr_report import Looked, Page, seen_in
from pipeline.ingest.ocr_words import Box, Pane, Seen, Sheet, Word
from pipeline.ingest.report_join import reported_in
from pipeline.settings.ocr import OcrSettings
from pipeline.settings.values import Limits

HEAD = ("序号", "信息稿件名称", "采用刊物", "刊发日期")
FIRST = ("1", "走访慰问", "泉州晚报", "2022年4月6日")
SECOND = ("2", "义诊进社区", "学习强国", "2022年4月9日")
THIRD = ("3", "老兵宣讲", "晋江经济报", "2022年4月12日")
NOTHING = "这一页没有读出采用情况，请打开原件核对、补录"
LEFT = "从这一页起没有读，请打开原件核对、补录"


def page(*rows: tuple[str, ...], words: str = "") -> Page:
    """A page with the cells of these rows, or with words alone."""
    found, panes = [], []
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            box = Box(left=across * 200, top=down * 60, right=across * 200 + 190, bottom=down * 60 + 52)
            panes.append(Pane(box=box))
            found.append(
                Word(
                    text=text,
                    score=0.9,
                    box=Box(left=box.left + 9, top=box.top + 9, right=box.right - 9, bottom=box.top + 40),
                )
            )
    if words:
        found.append(Word(text=words, score=0.9, box=Box(left=0, top=900, right=300, bottom=930)))
    flow = flow_of(Sheet(words=tuple(found), panes=tuple(panes)))
    read = document_of(flow, Limits())
    document = WordDocument(form=read.form, other_form=read.other_form, report=read.report, text=read.text)
    return Page(document=document, flow=flow)


def seen(*pages: Page, left: bool = False) -> Seen:
    return seen_in({"a": Looked(pages=pages, left=left)}, Limits())["a"]


def told(document: WordDocument | None) -> list[tuple[str, str]]:
    return [(row.place, row.title or row.doubt) for row in document.report] if document is not None else []


def test_rows_go_on_over_the_pages_with_and_without_the_heading_again() -> None:
    found = seen(page(HEAD, FIRST), page(SECOND), page(HEAD, THIRD))
    assert found.whole
    assert told(found.document) == [
        ("第1页第2行（序号1）", "走访慰问"), ("第2页第1行（序号2）", "义诊进社区"), ("第3页第2行（序号3）", "老兵宣讲"),
    ]  # fmt: skip
    assert found.document.report[1].date == date(2022, 4, 9)


def test_a_heading_in_two_rows_holds_on_the_next_page() -> None:
    upper, lower = ("序号", "信息稿件名称", "采用情况", "采用情况"), ("", "", "媒体", "日期")
    found = seen(page(upper, lower, FIRST), page(SECOND))
    assert [(row.title, row.outlet) for row in found.document.report] == [
        ("走访慰问", "泉州晚报"), ("义诊进社区", "学习强国"),
    ]  # fmt: skip


def test_a_page_that_says_something_else_and_pages_not_looked_at_have_a_row_that_waits() -> None:
    found = seen(page(HEAD, FIRST), page(words="审核人签字"), left=True)
    assert not found.whole
    assert told(found.document) == [("第1页第2行（序号1）", "走访慰问"), ("第2页", NOTHING), ("第3页", LEFT)]


def test_a_blank_page_is_nothing() -> None:
    found = seen(page(HEAD, FIRST), page())
    assert (found.whole, len(found.document.report)) == (True, 1)


def sheets(*names: str) -> tuple[Part, ...]:
    return tuple(photo(name, paper=True) for name in names)


def test_several_photographs_are_one_report_whichever_comes_first() -> None:
    parts = sheets("2.jpg", "1.jpg", "3.jpg")
    pages = (page(SECOND), page(HEAD, FIRST), page(THIRD))
    files = {part.sha256: Looked(pages=(one,)) for part, one in zip(parts, pages, strict=True)}
    rows = reported_in(with_all_seen(parts, seen_in(files, Limits()), ()), beside_piece=False)
    assert [(row.place, row.title) for row in rows] == [
        ("《2.jpg》第1行（序号2）", "义诊进社区"),
        ("《1.jpg》第2行（序号1）", "走访慰问"),
        ("《3.jpg》第1行（序号3）", "老兵宣讲"),
    ]
    assert all(row.doubt for row in rows)


def test_a_sheet_beside_a_pictured_report_that_could_not_be_read_has_a_row_and_a_photograph_has_none() -> None:
    parts = (*sheets("1.jpg", "2.jpg", "3.jpg", "4.jpg"), photo("现场.jpg"))
    looked = (page(HEAD, FIRST), page(words="潦草"), page())
    files = {part.sha256: Looked(pages=(one,)) for part, one in zip(parts, looked, strict=False)}
    rows = reported_in(with_all_seen(parts, seen_in(files, Limits()), ()), beside_piece=False)
    assert [row.place for row in rows] == ["《1.jpg》第2行（序号1）", "《2.jpg》", "《4.jpg》"]
    assert all(NOTHING in row.doubt for row in rows[1:])


def test_sheets_beside_another_form_are_left_alone() -> None:
    parts = sheets("1.jpg", "2.jpg")
    read = {parts[0].sha256: Seen(document=WordDocument(other_form="booking", text="预约"))}
    assert [bool(part.document and part.document.report) for part in with_all_seen(parts, read, ())] == [False, False]


def drawn(*rows: tuple[str, ...]) -> Image.Image:
    sheet = Image.new("RGB", (900, 60 * len(rows) + 80), "white")
    pen, face = ImageDraw.Draw(sheet), ImageFont.truetype(pylopdf_fonts_zh_cn.sans_path(), 24)
    edges = (30, 110, 380, 620, 870)
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            pen.rectangle((edges[across], 40 + down * 60, edges[across + 1], 100 + down * 60), outline="black", width=2)
            pen.text((edges[across] + 12, 54 + down * 60), text, "black", face)
    return sheet


@pytest.mark.skipif(not ocr.installed(), reason="the extra ocr is not installed")
def test_a_scan_of_two_pages_is_really_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    drawn(HEAD, FIRST).save(out, "PDF", save_all=True, append_images=[drawn(SECOND, THIRD)])
    (tmp_path / "a").write_bytes(out.getvalue())
    found = ocr.read_pictures([tmp_path / "a"], Limits(ocr=OcrSettings(on=True)))["a"]
    assert found.whole
    assert [(row.place, row.title, row.outlet, row.date_text) for row in found.document.report] == [
        ("第1页第2行（序号1）", *FIRST[1:]),
        ("第2页第1行（序号2）", *SECOND[1:]),
        ("第2页第2行（序号3）", *THIRD[1:]),
    ]
