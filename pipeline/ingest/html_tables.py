"""The tables of an HTML body as grids: linear on anything, as html_text; tables that only lay a page out are left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.domain.text import normal
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.html_text import TAG, shown, unescaped

_SPAN = {
    "colspan": re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d{1,3})", re.I),
    "rowspan": re.compile(r"\browspan\s*=\s*[\"']?\s*(\d{1,4})", re.I),
}
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s\"'>]{1,2000}))", re.I)
_BREAKING = {"p", "div", "br", "li"}
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MOST_ROWS = 5_000  # of one table
_MOST_COLUMNS = 60


@dataclass
class _Cell:
    row: int
    column: int
    across: int
    down: int
    pieces: list[str] = field(default_factory=list)
    link: str | None = None

    def spot(self) -> Spot:
        lines = (_BLANKS.sub(" ", unescaped(line)).strip() for line in "".join(self.pieces).split("\n"))
        return Spot(text="\n".join(filter(None, lines)), link=self.link, span=self.across)


@dataclass
class _Table:
    """A table being read."""

    rows: int = 0
    cells: list[_Cell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)  # column → rows that a cell from above still takes
    covered: dict[int, frozenset[int]] = field(default_factory=dict)  # row → columns that cells from above take
    column: int = 0
    holds_tables: bool = False
    open: _Cell | None = None

    def next_row(self) -> None:
        self.rows += 1
        self.column, self.open = 0, None
        if self.rows <= _MOST_ROWS:
            self.covered[self.rows] = frozenset(self.taken)
        self.taken = {column: left - 1 for column, left in self.taken.items() if left > 1}

    def next_cell(self, attributes: str) -> None:
        if not self.rows:
            self.next_row()
        above = self.covered.get(self.rows, frozenset())
        while self.column in above:
            self.column += 1
        across, down = (min(_span(attributes, name), most) for name, most in (("colspan", 60), ("rowspan", 2_000)))
        self.open = None
        if self.rows <= _MOST_ROWS and self.column < _MOST_COLUMNS:
            self.open = _Cell(self.rows, self.column, across, down)
            self.cells.append(self.open)
            if down > 1:
                self.taken |= {self.column + n: down - 1 for n in range(across)}
        self.column += across

    def grid(self) -> Grid:
        spots: dict[int, dict[int, Spot]] = {}
        for row, columns in self.covered.items():
            for column in columns:
                spots.setdefault(row, {})[column] = Spot(merged=True)
        for cell in self.cells:
            spots.setdefault(cell.row, {})[cell.column] = cell.spot()
        return Grid(lines=tuple(Line(number=row, spots=spots[row]) for row in sorted(spots)))


def tables_of(source: str, most: int) -> Iterator[Grid]:
    """The tables of an HTML source that hold no others, in the order in which they end.

    Args:
        source: the HTML; only the first `8 * most` characters are looked at.
        most: characters of text at most.
    """
    visible = shown(source, most)
    open_tables: list[_Table] = []
    done = 0
    for tag in TAG.finditer(visible):
        name, closing = (tag[1] or "").lower(), visible.startswith("</", tag.start())
        if open_tables and open_tables[-1].open is not None:
            open_tables[-1].open.pieces.append(visible[done : tag.start()].replace("\n", " "))
        done = tag.end()
        if name == "table" and not closing:
            for outer in open_tables[-1:]:
                outer.holds_tables = True
            open_tables.append(_Table())
        elif name == "table" and open_tables:
            table = open_tables.pop()
            if table.cells and not table.holds_tables:
                yield table.grid()
        elif open_tables:
            _within(open_tables[-1], name, tag[2] or "", closing=closing)


def _within(table: _Table, name: str, attributes: str, *, closing: bool) -> None:
    if name == "tr":
        if closing:
            table.open = None
        else:
            table.next_row()
    elif name in {"td", "th"}:
        if closing:
            table.open = None
        else:
            table.next_cell(attributes)
    elif table.open is not None:
        if name in _BREAKING:
            table.open.pieces.append("\n")
        elif name == "a" and not closing and table.open.link is None:
            found = _HREF.search(attributes)
            address = normal(unescaped(next(filter(None, found.groups()), ""))) if found else ""
            table.open.link = address if address.startswith(("http://", "https://")) else None


def _span(attributes: str, name: str) -> int:
    found = _SPAN[name].search(attributes)
    return max(1, int(found[1])) if found else 1
