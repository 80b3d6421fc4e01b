"""Rows of an adoption report out of a table of whatever origin (rules.md S7): claims as written, not matched yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.domain.reported import ReportedRow
from pipeline.domain.text import normal
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.report_headings import Column, Columns, columns_of
from pipeline.ingest.report_uses import uses_of
from pipeline.ingest.report_words import DITTO, PLACES
from pipeline.ingest.word_lines import one_line

MOST_ROWS = 5_000  # of one table; a station reports some dozens a month
_SEARCHED = 30  # lines from the top that may be the heading
_END = re.compile(
    r"(?:[合总小共累]\s*计|共\s*\d+\s*[条篇件]|(?:备\s*)?注:|说明:|填报(?:单位|人|时间|日期)|(?:填表|制表|审核|联系)人)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[年./\-]")
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z]{1,8}-\d{4}-\d{5,}(?!\d)")
_LEFT_OVER = frozenset({Column.SERIAL, Column.UNIT, Column.MODE})  # a form's own words in rows that nobody filled


def rows_of(grid: Grid) -> tuple[ReportedRow, ...] | None:
    """The rows of a table that is an adoption report, one for each use; None for any other table."""
    reading = _Reading(grid)
    rows = tuple(reading.rows())[:MOST_ROWS]
    return rows if reading.columns is not None else None


def year_of(texts: tuple[str, ...]) -> int | None:
    """The year that the texts over a table tell, None where they tell none or several."""
    years = {int(one) for text in texts for one in _YEAR.findall(normal(text))}
    return years.pop() if len(years) == 1 else None


def is_closing(line: Line) -> bool:
    """Whether a row is a sum or a note below the table (合计, 填表人)."""
    written = line.written
    return bool(written) and bool(_END.match(normal(written[min(written)].text)))


@dataclass
class _Reading:
    """One table being read from the top; every heading met sets the columns anew."""

    grid: Grid
    columns: Columns | None = None
    _above: dict[Column, Spot] = field(default_factory=dict)  # what 同上 and merged cells stand for
    _texts: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[ReportedRow]:
        lines = self.grid.lines
        skip = False
        for place, line in enumerate(lines):
            if self.columns is None and place >= _SEARCHED:
                return
            if skip:
                skip = False
                continue
            below = lines[place + 1] if place + 1 < len(lines) else None
            found = columns_of(line, below)
            if found is not None:
                skip = below is not None and len(found) > len(columns_of(line) or ())
                self.columns = found
                self._above.clear()
            elif self.columns is None:
                self._texts += [spot.text for spot in line.written.values()]
            elif not self._is_furniture(line):
                yield from self._uses(line, self._taken(line))

    def _is_furniture(self, line: Line) -> bool:
        """A blank row, a sum, a section's name over the whole width, a row nobody filled."""
        written = line.written
        if not written:
            return True
        first = written[min(written)]
        if is_closing(line) or first.span >= max(2, len(self.columns or ()) - 1):
            return True
        return {self._column(place) for place in written} <= {*_LEFT_OVER, None}

    def _column(self, place: int) -> Column | None:
        return (self.columns or {}).get(place)

    def _taken(self, line: Line) -> dict[Column, Spot]:
        """What each column holds, 同上 and merged cells filled from above."""
        taken: dict[Column, Spot] = {}
        for place, column in (self.columns or {}).items():
            spot = line.spots.get(place, Spot())
            if spot.merged or normal(spot.text) in DITTO:
                spot = self._above.get(column, Spot())
            taken[column] = self._above[column] = spot
        return taken

    def _uses(self, line: Line, taken: dict[Column, Spot]) -> Iterator[ReportedRow]:
        title = one_line([taken.get(Column.TITLE, Spot()).text]).strip()
        number = _NUMBER.search(normal(taken.get(Column.NUMBER, Spot()).text) or normal(title))
        unit = normal(taken.get(Column.UNIT, Spot()).text)
        for use in uses_of(taken, named=bool(title or number), year=year_of((*self.grid.above, *self._texts))):
            yield ReportedRow(
                place=self._place(line, taken),
                title=title,
                outlet=use.outlet,
                url=use.url,
                shared_url=use.shared_url,
                date=use.day,
                date_text=use.day_text,
                mode=use.mode,
                position=normal(taken.get(Column.POSITION, Spot()).text) or None,
                unit=unit or None,
                number=number[0] if number else None,
                doubt="；".join(filter(None, (line.doubt, use.doubt))),
            )

    def _place(self, line: Line, taken: dict[Column, Spot]) -> str:
        serial = normal(taken.get(Column.SERIAL, Spot()).text)
        named = "row_serial" if serial and len(serial) < 8 else "row"
        sheet = PLACES["sheet"].format(sheet=self.grid.name) if self.grid.name else ""
        return sheet + PLACES[named].format(number=line.number, serial=serial)
