"""The tally 统计表: a period as an Excel workbook, a sheet a question, a fact a row."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.report.bulletin_wording import Wording
from pipeline.report.formats import one_line, percent
from pipeline.report.official_numbers import safe_link
from pipeline.report.period_view import Document, PeriodReport
from pipeline.report.same_bytes import Properties, naive_utc, properties
from pipeline.report.tally_look import Look
from pipeline.report.tally_sheets import sheets
from pipeline.report.tally_table import Cell, Table, Tallied, Value, height, widths
from pipeline.report.tally_wording import TallyCells, TallyWording

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 32_000  # characters; Excel takes no more than 32767 in a cell
_FORMULA_SIGNS = ("=", "+", "-", "@")
_HEAD = 2  # rows over the facts: title and headings
_LANDSCAPE_FROM = 92  # Latin characters that an upright page holds in readable type
_A4 = 9


def tally(report: PeriodReport, wording: Wording, said: TallyWording) -> Document:
    """The period as a workbook that opens in Excel, WPS and LibreOffice; no text of a unit ever becomes a formula."""
    name = wording.files.tally.format(period=report.period_title)
    told = properties(report, name.rpartition(".")[0])
    tables = sheets(Tallied(report=report, said=said, cells=wording.cells))
    return Document(name=name, media_type=XLSX, content=workbook(tables, told, said.cells))


def workbook(tables: Iterable[Table], told: Properties, said: TallyCells) -> bytes:
    """These sheets as one workbook; the same ones make the same bytes."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _options())
    book.set_properties({"title": told.title, "author": told.author, "created": naive_utc(told.made_at)})
    look = Look(book)
    for table in tables:
        _write(book.add_worksheet(table.name), table, look, said)
    book.close()
    return out.getvalue()


def _options() -> dict[str, object]:
    """How the workbook takes texts; made anew each time, since xlsxwriter writes into what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "宋体", "font_size": 11, "valign": "vcenter"},
    }


def _write(sheet: Any, table: Table, look: Look, said: TallyCells) -> None:
    """One sheet."""
    last, wide = len(table.columns) - 1, widths(table)
    sheet.merge_range(0, 0, 0, last, table.title, look.title)
    sheet.set_row(0, 34)
    sheet.set_row(1, 36)
    for n, column in enumerate(table.columns):
        sheet.write_string(1, n, column.heading, look.heading)
        sheet.set_column(n, n, wide[n])
    for n, row in enumerate((*table.rows, *((table.sums,) if table.sums else ())), _HEAD):
        sheet.set_row(n, height(row, wide))
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _put(sheet, (n, at), value, column.cell, look)
    if not table.rows:
        sheet.merge_range(_HEAD, 0, _HEAD, last, said.nothing, look.of(Cell.SHORT))
    sheet.autofilter(1, 0, 1 + max(len(table.rows), 1), last)
    sheet.freeze_panes(_HEAD, table.still)
    _page(sheet, sum(wide), said.footer)


def _put(sheet: Any, where: tuple[int, int], value: Value, cell: Cell, look: Look) -> None:
    """A value as what it is: number, day, link or text."""
    face = look.of(cell)
    if value is None:
        sheet.write_blank(*where, None, face)
    elif isinstance(value, int | Decimal):
        broken = cell is Cell.PERCENT and "." in percent(Decimal(value))
        sheet.write_number(*where, float(value), look.of(Cell.TENTHS) if broken else face)
    elif isinstance(value, date):
        sheet.write_datetime(*where, value, face)
    elif cell is Cell.LINK and safe_link(value):
        sheet.write_url(*where, value, face, value)
    else:
        text = one_line(value)[:_LONGEST]
        sheet.write_string(*where, text, look.quoted(cell) if text.startswith(_FORMULA_SIGNS) else face)


def _page(sheet: Any, width: float, footer: str) -> None:
    """How a sheet prints: one page wide, headings on every page, pages numbered."""
    sheet.set_paper(_A4)
    if width > _LANDSCAPE_FROM:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&C{footer}")
