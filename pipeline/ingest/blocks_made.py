"""Paragraphs and tables of documents that are not Word's own XML: .rtf, .odt, PDF and web pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.ingest.word_blocks import Block, Cell, Paragraph, Table, printed
from pipeline.ingest.word_runs import Line
from pipeline.ingest.word_styles import PLAIN, Look

MOST_COLUMNS = 200  # of a table; Word knows 63
NESTING = 20  # tables in tables
_MOST = 150_000  # paragraphs and cells of one document; a book of three hundred pages has fewer


@dataclass
class Allowance:
    """What a document may still bring: a file of few bytes can mean millions of cells."""

    left: int = _MOST

    def take(self, number: int = 1) -> None:
        """Use up some of it.

        Raises:
            Unreadable: over_limit, when nothing is left.
        """
        self.left -= number
        if self.left < 0:
            raise Unreadable(OVER_LIMIT, f"more than {_MOST} paragraphs and cells")


@dataclass(frozen=True, kw_only=True)
class Spanned:
    """A cell as a format describes it that counts rows and columns: how many it takes of each."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1


@lru_cache(maxsize=4096)
def plain_look(size: int, bold: bool = False, centred: bool = False, style: str = "", hidden: bool = False) -> Look:
    """A look that leaves nothing open; `size` in half-points."""
    return replace(PLAIN, size=size, bold=bold, centred=centred, style=style, hidden=hidden)


def paragraph(line: Line, look: Look, *, starts_page: bool = False) -> Paragraph:
    """A paragraph of what was gathered on its line; `look` holds where it is empty."""
    if not (line.chunks or line.pictures or line.links or line.page_break or starts_page):
        return _blank(look)
    return replace(printed(line, look), page_break=line.page_break or starts_page)


@lru_cache(maxsize=256)
def _blank(look: Look) -> Paragraph:
    return Paragraph(text="", look=look)


def framed(rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table; nothing for one without cells, and its contents for a mere frame of one cell."""
    kept = tuple(row for row in rows if row)
    if len(kept) == 1 and len(kept[0]) == 1:
        return kept[0][0].blocks
    return (Table(rows=kept),) if kept else ()


def laid_out(rows: Sequence[Sequence[Spanned]], allowance: Allowance) -> tuple[Block, ...]:
    """A table from rows in which only the cells stand that begin there, as HTML has them."""
    above: dict[int, tuple[int, int]] = {}  # column → rows that a cell from above still takes, columns it takes
    lines = []
    for row in rows:
        cells: list[Cell] = []
        column, going = 0, dict(above)
        above = {at: (left - 1, across) for at, (left, across) in above.items() if left > 1}
        for one in row:
            column = _continued(cells, going, column)
            across = max(1, min(one.across, MOST_COLUMNS - column))
            if column >= MOST_COLUMNS:
                break
            cells.append(Cell(blocks=one.blocks, column=column, span=across))
            if one.down > 1:
                above[column] = (min(one.down, len(rows)) - 1, across)
            column += across
        while any(at >= column for at in going):
            column = _continued(cells, going, min(at for at in going if at >= column))
        allowance.take(len(cells))
        lines.append(tuple(cells))
    return framed(lines)


def _continued(cells: list[Cell], going: dict[int, tuple[int, int]], column: int) -> int:
    """Put in the cells that go on from above at this column; the first column behind them."""
    while column in going:
        across = going.pop(column)[1]
        cells.append(Cell(blocks=(), column=column, span=across, merged=True))
        column += across
    return column
