"""A sheet of the tally before it is written: headings, kinds of cells, one fact a row."""

import math
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from pipeline.report.bulletin_wording import Cells
from pipeline.report.period_view import PeriodReport
from pipeline.report.tally_wording import TallyWording

Value = str | int | Decimal | date | None
_MARGIN = 2  # Latin characters: room for the cell's edges
_HEADING = 12  # Latin characters after which a heading may be broken
_HIGHEST = 400.0  # points; Excel takes no row higher than 409
_LINE, _AIR = 15.0, 6.0  # points of height: a line of text, and what is left free around it


class Cell(StrEnum):
    """What a column holds."""

    TEXT = auto()
    SHORT = auto()  # a few words, centred
    COUNT = auto()
    POINTS = auto()
    MONEY = auto()
    PERCENT = auto()  # a share of one
    TENTHS = auto()  # one that is no whole percents
    DAY = auto()
    LINK = auto()


@dataclass(frozen=True, kw_only=True)
class Column:
    """A heading and what stands under it."""

    heading: str
    cell: Cell
    widest: int = 46  # Latin characters; longer text is broken into lines


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet: its name, the title over it, columns, rows, and a last row of sums where there is one."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sums: tuple[Value, ...] | None = None
    still: int = 0  # columns that stay in sight when the sheet is moved sideways


def text(heading: str, widest: int = 46) -> Column:
    """A column of words, broken into lines beyond `widest` Latin characters."""
    return Column(heading=heading, cell=Cell.TEXT, widest=widest)


def short(heading: str, cell: Cell = Cell.SHORT) -> Column:
    """A column of a few words, numbers or days."""
    return Column(heading=heading, cell=cell, widest=24)


@dataclass(frozen=True, kw_only=True)
class Tallied:
    """A period, and the words for it."""

    report: PeriodReport
    said: TallyWording
    cells: Cells

    def table(
        self, name: str, columns: tuple[Column, ...], rows: tuple[tuple[Value, ...], ...], **more: object
    ) -> Table:
        """The sheet of that name in tally.toml."""
        title = str(getattr(self.said.titles, name)).format(period=self.report.period_title)
        return Table(name=getattr(self.said.sheets, name), title=title, columns=columns, rows=rows, **more)  # type: ignore[arg-type]

    def yes(self, said: bool) -> str:
        """是 or 否."""
        return self.cells.yes if said else self.cells.no

    def met(self, done: bool | None) -> str:
        """完成, 未完成, or nothing where nothing is owed."""
        return "" if done is None else self.cells.met if done else self.cells.not_met


def widths(table: Table) -> tuple[float, ...]:
    """Widths in Excel's characters that fit what stands in the columns; a long heading is broken into two lines."""
    return tuple(_width(table, n, column) for n, column in enumerate(table.columns))


def height(row: tuple[Value, ...], wide: tuple[float, ...]) -> float:
    """Points of height that hold every line of a row, with a little air."""
    lines = max(
        (math.ceil(_wide(_shown(value)) / (room - 1)) for value, room in zip(row, wide, strict=True)), default=1
    )
    return min(max(lines, 1) * _LINE + _AIR, _HIGHEST)


def _width(table: Table, n: int, column: Column) -> float:
    least = min(_wide(column.heading), _HEADING) + _MARGIN
    return float(max(least, min(_longest(table, n) + 2, column.widest)))


def _longest(table: Table, n: int) -> int:
    rows = (*table.rows, *((table.sums,) if table.sums else ()))
    return max((_wide(_shown(row[n])) for row in rows), default=0)


def _shown(value: Value) -> str:
    """About what the cell will show."""
    return "" if value is None else "2022-05-06" if isinstance(value, date) else str(value)


def _wide(text: str) -> int:
    """Latin characters' room: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
