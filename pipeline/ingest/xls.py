"""Old Excel workbooks (.xls; .et of WPS holds the same records) as grids."""

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from pipeline.ingest.day_text import day_of_serial
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.ole import MAGIC
from pipeline.ingest.sheet_limits import Allowance, spread
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, Unreadable

_BLANK = {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR}
_DAYS_1904 = 1462
_STREAM = 2  # of the entries of a compound file


def read_xls(content: bytes, allowance: Allowance) -> tuple[Grid, ...]:
    """The sheets of a workbook, hidden ones too.

    Raises:
        Unreadable: encrypted, damaged, over_limit.
    """
    try:
        _refuse_loops(content)
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), on_demand=True
        )
        return tuple(_grid(book, sheet, allowance) for sheet in book.sheets())
    except (Unreadable, MemoryError):
        raise
    except Exception as fault:  # damaged records make xlrd fail in any way, its own errors among them
        locked = "encrypted" in str(fault).lower()
        raise Unreadable(ENCRYPTED if locked else DAMAGED, repr(fault)) from fault


def _refuse_loops(content: bytes) -> None:
    """A short stream whose sectors lead back to each other (MS-CFB, 2.4): xlrd would follow them for ever."""
    if not content.startswith(MAGIC):
        return
    opened = CompDoc(content, logfile=io.StringIO())
    for node in opened.dirlist:
        sector, steps = node.first_SID, 0
        short = node.etype == _STREAM and node.tot_size < opened.min_size_std_stream
        while short and 0 <= sector < len(opened.SSAT):
            sector, steps = opened.SSAT[sector], steps + 1
            if steps > len(opened.SSAT):
                raise Unreadable(DAMAGED, "sectors that lead back to each other")


def _grid(book: Any, sheet: Any, allowance: Allowance) -> Grid:
    lines = {}
    for row in range(sheet.nrows):
        spots = dict(_spots(book, sheet, row))
        for spot in spots.values():
            allowance.take(spot.text)
        if spots:
            lines[row] = spots
    # xlrd tells the first row and column, and the first beyond.
    spread(lines, ((top, left, below - 1, beyond - 1) for top, below, left, beyond in sheet.merged_cells))
    told = tuple(Line(number=row + 1, spots=lines[row]) for row in sorted(lines))
    return Grid(lines=told, name=str(sheet.name), hidden=bool(sheet.visibility))


def _spots(book: Any, sheet: Any, row: int) -> Iterator[tuple[int, Spot]]:
    for column, cell in enumerate(sheet.row(row)):
        behind = sheet.hyperlink_map.get((row, column))
        link = str(behind.url_or_path) if behind is not None and behind.type == "url" else None
        if cell.ctype not in _BLANK or link:
            yield column, _spot(cell, book.datemode, link)


def _spot(cell: Any, datemode: int, link: str | None) -> Spot:
    if cell.ctype == xlrd.XL_CELL_DATE:
        day = day_of_serial(cell.value + (_DAYS_1904 if datemode else 0)) if abs(cell.value) < 1e9 else None
        if day is not None:
            return Spot(text=day.isoformat(), day=day, link=link)
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        number = float(cell.value)
        text = str(int(number)) if number == number // 1 and abs(number) < 1e15 else repr(number)
        return Spot(text=text, number=number, link=link)
    return Spot(text=str(cell.value).strip() if cell.ctype not in _BLANK else "", link=link)
