"""Adoption reports as units write them (J annex 2): as a Word file, as a workbook, as a table in the mail."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime

import xlsxwriter

from pipeline.demo import papers
from pipeline.demo.attachments import File
from pipeline.demo.month.reported import Row
from pipeline.demo.month.shapes import Thing, What
from pipeline.demo.month.stories import ReportForm

Table = Sequence[Sequence[str]]
REPORTS: tuple[What, ...] = ("report_word", "report_sheet")
_WIDTHS = (6, 40, 22, 46, 16, 12)
_EPOCH = datetime(1980, 1, 1)


def table_of(form: ReportForm, rows: Sequence[Row], title_of: Callable[[str], str]) -> Table:
    """The report's columns and rows as texts.

    Args:
        form: the wording of its headings.
        rows: what it reports.
        title_of: the title of the piece a letter brought, by the letter's id.
    """
    with_mode = any(row.mode for row in rows)
    lines = [
        [str(n), title_of(row.piece) if row.piece else row.title, row.outlet, row.link, row.date, row.mode]
        for n, row in enumerate(rows, 1)
    ]
    width = len(form.columns) + with_mode
    return [[*form.columns, form.mode][:width], *(line[:width] for line in lines)]


def report_file(thing: Thing, form: ReportForm, unit: str, table: Table) -> File:
    """The report as the file it is asked to be; the same arguments give the same bytes."""
    heading = [line.format(unit=unit) for line in form.heading]
    make, ending = (_workbook, "xlsx") if thing.what == "report_sheet" else (papers.table_docx, "docx")
    return File(name=thing.name or f"{form.file}.{ending}", content=make(heading, table))


def _workbook(heading: Sequence[str], table: Table) -> bytes:
    """A workbook as an office fills it: a merged title, real days, links that can be clicked."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy/m/d"})
    book.set_properties({"created": _EPOCH})
    sheet = book.add_worksheet()
    last = len(table[0]) - 1
    for line, text in enumerate(heading):
        sheet.merge_range(line, 0, line, last, text, book.add_format({"align": "center", "bold": True}))
    for line, row in enumerate(table, len(heading)):
        for column, text in enumerate(row):
            _cell(sheet, (line, column), text)
    for column, width in enumerate(_WIDTHS[: last + 1]):
        sheet.set_column(column, column, width)
    book.close()
    return out.getvalue()


def _cell(sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], text: str) -> None:
    try:
        sheet.write_datetime(*place, date.fromisoformat(text))
    except ValueError:
        if text.startswith("http"):
            sheet.write_url(*place, text)
        else:
            sheet.write_string(*place, text)
