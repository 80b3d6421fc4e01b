"""A table of whatever origin (Word, Excel, HTML, plain text) as lines of spots: what the readers of tables share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.domain.text import normal


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A cell of a table as written."""

    text: str = ""
    day: date | None = None  # where the cell holds a real date
    number: float | None = None  # where it holds a real number
    link: str | None = None  # the address behind the text
    span: int = 1  # columns it takes
    merged: bool = False  # it only continues the cell above

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not normal(self.text)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of a table: its spots by column from 0; columns without a spot are blank."""

    number: int  # as a reader counts the rows, from 1
    spots: Mapping[int, Spot]
    doubt: str = ""  # why its spots may stand in the wrong columns

    @property
    def written(self) -> dict[int, Spot]:
        """The spots that hold something of their own."""
        return {column: spot for column, spot in self.spots.items() if not spot.merged and not spot.blank}


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; rows that are not there are left out."""

    lines: tuple[Line, ...]
    name: str = ""  # of the sheet
    hidden: bool = False
    above: tuple[str, ...] = ()  # texts over it, which may tell the year


def text_of(grids: tuple[Grid, ...]) -> str:
    """Everything written in tables, a cell a line: for secrecy, never for show."""
    lines = []
    for grid in grids:
        lines.append(grid.name)
        lines += [spot.text for line in grid.lines for _, spot in sorted(line.written.items())]
    return "\n".join(line for line in lines if line)
