"""Paragraphs of an RTF file gathered into cells, rows and tables, tables in tables too."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.ingest.blocks_made import MOST_COLUMNS, NESTING, Allowance, framed
from pipeline.ingest.word_blocks import Block, Cell

_NEAR = 40  # twips: edges of cells closer than this are the same edge


@dataclass(frozen=True)
class Edge:
    """One cell as its row defines it: where it ends, and which others it is merged with."""

    right: int  # twips
    below: bool  # goes on from the cell above
    beside: bool  # goes on from the cell on its left


@dataclass
class RowShape:
    r"""The definition of the rows to come (\trowd up to \row)."""

    left: int = 0
    edges: list[Edge] = field(default_factory=list)
    _marks: set[str] = field(default_factory=set)

    def mark(self, word: str) -> None:
        r"""\clvmrg and \clmrg, for the next edge."""
        self._marks.add(word)

    def end_cell(self, right: int) -> None:
        r"""\cellx."""
        if len(self.edges) < MOST_COLUMNS:
            self.edges.append(Edge(right, "clvmrg" in self._marks, "clmrg" in self._marks))
        self._marks = set()


_Row = tuple[int, tuple[Edge, ...], tuple[tuple[Block, ...], ...]]


@dataclass
class _Level:
    """A depth of nesting: the rows done of its open table, the cells done of the open row, the open cell."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class Gathered:
    """What was read so far; level 0 is the page, level 1 the cells of a table, level 2 those of one inside it."""

    def __init__(self, allowance: Allowance) -> None:
        self._levels = [_Level()]
        self._allowance = allowance

    def add(self, blocks: Iterable[Block], level: int) -> None:
        """Blocks that stand at a level; deeper tables end before them."""
        self._go_to(level)
        for block in blocks:
            self._allowance.take()
            self._levels[-1].blocks.append(block)

    def end_cell(self, level: int) -> None:
        r"""\cell or \nestcell."""
        self._go_to(max(1, level))
        self._allowance.take()
        here = self._levels[-1]
        here.cells.append(tuple(here.blocks))
        here.blocks = []

    def end_row(self, level: int, shape: RowShape) -> None:
        r"""\row or \nestrow."""
        self._go_to(max(1, level))
        here = self._levels[-1]
        if here.cells:
            here.rows.append((shape.left, tuple(shape.edges), tuple(here.cells)))
        here.cells, here.blocks = [], []

    def blocks(self) -> tuple[Block, ...]:
        """Everything, the tables still open closed."""
        self._go_to(0)
        return tuple(self._levels[0].blocks)

    def _go_to(self, level: int) -> None:
        level = min(max(level, 0), NESTING)
        while len(self._levels) - 1 < level:
            self._levels.append(_Level())
        while len(self._levels) - 1 > level:
            ended = self._levels.pop()
            self._levels[-1].blocks += _table(ended.rows)
            if ended.cells or ended.blocks:  # a row that was never ended
                loose = [block for cell in ended.cells for block in cell]
                self._levels[-1].blocks += loose + ended.blocks


def _table(rows: list[_Row]) -> tuple[Block, ...]:
    columns = _columns(rows)
    return framed([_cells(row, columns) for row in rows])


def _columns(rows: list[_Row]) -> list[int]:
    """The edges of all rows from left to right, those that are nearly the same once."""
    found = sorted({left for left, _, _ in rows} | {edge.right for _, edges, _ in rows for edge in edges})
    kept: list[int] = []
    for edge in found:
        if not kept or edge - kept[-1] > _NEAR:
            kept.append(edge)
    return kept


def _cells(row: _Row, columns: list[int]) -> tuple[Cell, ...]:
    left, edges, contents = row
    cells: list[Cell] = []
    start = _place(left, columns)
    for number, blocks in enumerate(contents):
        edge = edges[number] if number < len(edges) else None
        end = start + 1 if edge is None else max(start + 1, _place(edge.right, columns))
        if edge is not None and edge.beside and cells:
            before = cells[-1]
            cells[-1] = Cell(
                blocks=before.blocks + blocks, column=before.column, span=end - before.column, merged=before.merged
            )
        else:
            merged = edge is not None and edge.below
            cells.append(Cell(blocks=blocks, column=start, span=end - start, merged=merged))
        start = end
    return tuple(cells)


def _place(edge: int, columns: list[int]) -> int:
    """The number of an edge among those kept: the last one that is not beyond it by more than a hair."""
    return max(0, bisect_left(columns, edge - _NEAR))
