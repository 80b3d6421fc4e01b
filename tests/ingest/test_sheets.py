"""Excel workbooks as the desk reads them; whatever the bytes, a workbook is read or told to be unreadable."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from word_files.raw import zipped
from xlsxwriter import Workbook

from pipeline.domain.document import WordDocument
from pipeline.ingest.grid import Grid
from pipeline.ingest.sheet_limits import MOST_CELLS, Allowance
from pipeline.ingest.sheets import read_csv, read_sheets, read_workbook
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.settings.values import Limits

FILES = Path(__file__).parents[1] / "letters" / "files"
HEADING = ["序号", "信息稿件名称", "采用刊物或新媒体", "链接", "刊发日期"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(fill, **options: object) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def raw_sheet(rows: str, *, book: str = "", extra: dict[str, str] | None = None) -> bytes:
    relation = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/{{}}" Target="{{}}"/>{{}}'
    )
    relation += "</Relationships>"
    texts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relation.format("officeDocument", "xl/workbook.xml", ""),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
        '<sheet name="S" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation.format("worksheet", "worksheets/sheet1.xml", ""),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{rows}</worksheet>',
        **(extra or {}),
    }
    return zipped(texts)


def in_circles(compound: bytes) -> bytes:
    """A compound file each of whose short sectors is followed by the first one (MS-CFB, 2.4)."""
    table = (int.from_bytes(compound[60:64], "little") + 1) * 512
    return compound[:table] + bytes(512) + compound[table + 512 :]


def read(content: bytes, kind: str = "xlsx") -> WordDocument:
    return read_workbook(content, kind, Limits())


def grids(content: bytes) -> tuple[Grid, ...]:
    return read_sheets(content, "xlsx", Limits())


def test_a_report_with_merged_cells_links_and_real_dates_is_read() -> None:
    def fill(book: Workbook) -> None:
        sheet, days = book.add_worksheet("4月"), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.merge_range("A1:E1", "2022年4月采用情况")
        sheet.write_row(1, 0, HEADING)
        sheet.merge_range("A3:A4", 1)
        sheet.merge_range("B3:B4", "走访慰问老兵")
        sheet.write(2, 2, "泉州晚报")
        sheet.write_url(2, 3, "https://a.example.com/1", string="点击阅读")
        sheet.write_datetime(2, 4, date(2022, 4, 3), days)
        sheet.write(3, 2, "红网")
        sheet.write_formula(3, 3, '=HYPERLINK("https://b.example.com/2","链接")', None, "链接")
        sheet.write(3, 4, "4月5日")

    document = read(workbook(fill))
    assert document.other_form == "adoption_report"
    assert [(r.place, r.title, r.outlet, r.url, r.date) for r in document.report] == [
        ("第3行（序号1）", "走访慰问老兵", "泉州晚报", "https://a.example.com/1", date(2022, 4, 3)),
        ("第4行（序号1）", "走访慰问老兵", "红网", "https://b.example.com/2", date(2022, 4, 5)),
    ]


def test_days_counted_from_1904_are_the_days_that_are_shown() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, date(2022, 4, 3), book.add_format({"num_format": "yyyy-mm-dd"}))

    (grid,) = grids(workbook(fill, date_1904=True))
    assert grid.lines[0].spots[0].day == date(2022, 4, 3)


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("yyyy-mm-dd", True), ("m月d日", True), ('[$-804]yyyy"年"m"月"', True), ("mmm-yy", True), ("mmm", True),
        ("0.00E+00", False), ("h:mm:ss", False), ("[Red]0", False), ('0"月"', False), ("mm:ss", False),
    ],
)  # fmt: skip
def test_a_number_is_a_day_where_its_format_shows_one(code: str, is_day: bool) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet().write_number(0, 0, 44654, book.add_format({"num_format": code}))

    (grid,) = grids(workbook(fill))
    assert (grid.lines[0].spots[0].day == date(2022, 4, 3)) is is_day


def test_each_sheet_that_is_a_report_is_read_and_named_hidden_ones_are_not() -> None:
    def fill(book: Workbook) -> None:
        for name in ("4月", "5月", "旧表"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADING)
            sheet.write_row(1, 0, [1, f"{name}走访", "红网", "", "2022.4.3"])
        sheet.hide()
        book.add_worksheet("说明").write(0, 0, "填表说明")

    document = read(workbook(fill))
    assert [row.place for row in document.report] == ["“4月”第2行（序号1）", "“5月”第2行（序号1）"]
    assert "旧表走访" in document.text  # looked through for secrecy all the same


def test_an_ordinary_sheet_is_no_report_but_its_text_is_read() -> None:
    document = read(workbook(lambda book: book.add_worksheet().write_row(0, 0, ["姓名", "机密★1年", 3])))
    assert (document.other_form, document.report) == (None, ())
    assert document.text.splitlines()[-3:] == ["姓名", "机密★1年", "3"]  # a cell a line: a level may stand alone in one


def test_a_stray_cell_at_the_far_end_costs_nothing() -> None:
    content = workbook(lambda book: book.add_worksheet().write(1_048_575, 16_383, "x"))
    (grid,) = grids(content)
    assert [(line.number, set(line.spots)) for line in grid.lines] == [(1_048_576, {16_383})]


def test_rows_and_cells_without_a_place_follow_each_other() -> None:
    first, second = '<c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c>', '<c t="str"><v>b</v></c>'
    (grid,) = grids(raw_sheet(f"<sheetData><row>{first}</row><row>{second}</row></sheetData>"))
    assert [[spot.text for spot in line.spots.values()] for line in grid.lines] == [["a", "2"], ["b"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="x"><c r="??" s="-1" t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="n"><v>1e999</v></c></row>',
        '<row><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c s="9999999999"><v>nan</v></c></row>',
        '<mergeCells><mergeCell ref="A1"/><mergeCell ref="A1:XFD1048576"/><mergeCell/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:B2" r:id="x" xmlns:r="y"/></hyperlinks>',
    ],
)
def test_odd_cells_are_read_without_a_fault(rows: str) -> None:
    assert len(grids(raw_sheet(rows))) == 1


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (zipped({"xl/workbook.xml": "<x/>"}), "xlsx", UNSUPPORTED),
        (raw_sheet("<sheetData>"), "xlsx", DAMAGED),
        (raw_sheet("", book="<!DOCTYPE a>"), "xlsx", DAMAGED),
        (b"PK\x03\x04 xl/workbook.xml", "xlsx", DAMAGED),
        ((FILES / "report.xls").read_bytes()[:3000], "xls", DAMAGED),
        ((FILES / "old-word.doc").read_bytes(), "xls", DAMAGED),
        (in_circles((FILES / "report-wps.et").read_bytes()), "xls", DAMAGED),
        ((FILES / "encrypted.docx").read_bytes(), "xlsx", ENCRYPTED),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(content: bytes, kind: str, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(content, kind)
    assert told.value.code == code


def test_a_workbook_of_too_many_cells_is_over_the_limit() -> None:
    allowance = Allowance(Limits())
    for _ in range(MOST_CELLS):
        allowance.take("")
    with pytest.raises(Unreadable) as told:
        allowance.take("")
    assert told.value.code == OVER_LIMIT


def test_a_workbook_of_too_much_text_is_over_the_limit() -> None:
    content = workbook(lambda book: book.add_worksheet().write_column(0, 0, ["字" * 1000] * 20))
    with pytest.raises(Unreadable) as told:
        read_workbook(content, "xlsx", Limits(text_chars=10_000))
    assert told.value.code == OVER_LIMIT


@given(st.data())
def test_a_workbook_with_broken_bytes_is_read_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["report.xls", "report-wps.et"]))
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcome = read(bytes(content), "xls").other_form
    except Unreadable as told:
        outcome = told.code
    assert outcome in {None, "adoption_report", DAMAGED, ENCRYPTED, OVER_LIMIT}


@given(st.text(max_size=60))
@example("\xad")
def test_any_text_is_read_as_csv(text: str) -> None:
    for line in read_csv(text).lines:
        assert line.written
