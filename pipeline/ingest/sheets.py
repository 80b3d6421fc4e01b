"""Excel files of either kind, and CSV as a grid: their text, and the adoption report in them (rules.md S7)."""

import contextlib
import csv
import io

from pipeline.domain.document import WordDocument
from pipeline.ingest.form import ADOPTION_REPORT
from pipeline.ingest.grid import Grid, Line, Spot, text_of
from pipeline.ingest.report_rows import rows_of
from pipeline.ingest.sheet_limits import MOST_CELLS, Allowance
from pipeline.ingest.trouble import DAMAGED, Unreadable
from pipeline.ingest.xls import read_xls
from pipeline.ingest.xlsx import read_xlsx
from pipeline.settings.values import Limits

KINDS = frozenset({"xlsx", "xls", "et"})


def read_sheets(content: bytes, kind: str, limits: Limits) -> tuple[Grid, ...]:
    """The sheets of a workbook as grids, hidden ones too.

    Args:
        content: the file.
        kind: one of `KINDS`, told by the content.
        limits: what it may cost.

    Raises:
        Unreadable: encrypted, damaged, over_limit, unsupported or empty; nothing else, whatever the bytes.
    """
    allowance = Allowance(limits)
    try:
        return read_xlsx(content, allowance) if kind == "xlsx" else read_xls(content, allowance)
    except RecursionError as fault:
        raise Unreadable(DAMAGED, "nested too deeply") from fault


def read_workbook(content: bytes, kind: str, limits: Limits) -> WordDocument:
    """What the desk wants to know of a workbook: what is written in it, and the rows of a report.

    Raises:
        Unreadable: as `read_sheets`.
    """
    grids = read_sheets(content, kind, limits)
    reports = [rows for rows in (rows_of(_named(grid, grids)) for grid in grids if not grid.hidden) if rows is not None]
    return WordDocument(
        other_form=ADOPTION_REPORT if reports else None,
        report=tuple(row for rows in reports for row in rows),
        text=text_of(grids),
    )


def read_csv(text: str) -> Grid:
    """A CSV text as a grid; commas, tabs or semicolons part its cells. Never raises; `MOST_CELLS` cells at most."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    sign = max((",", "\t", ";"), key=first.count)
    lines, left = [], MOST_CELLS
    with contextlib.suppress(csv.Error):
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=sign), 1):
            spots = {place: Spot(text=cell.strip()) for place, cell in enumerate(row) if cell.strip()}
            left -= len(row)
            if left < 0:
                break
            line = Line(number=number, spots=spots)
            lines += [line] if line.written else []  # a soft hyphen alone is no text
    return Grid(lines=tuple(lines))


def _named(grid: Grid, grids: tuple[Grid, ...]) -> Grid:
    """The sheet with its name among the texts that tell the year; alone it needs none in a row's place."""
    alone = sum(bool(one.lines) for one in grids) == 1
    return Grid(lines=grid.lines, name="" if alone else grid.name, above=(grid.name,))
