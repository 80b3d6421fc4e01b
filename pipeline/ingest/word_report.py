"""An adoption report in a Word file: annex 2 as a table, perhaps going on in a second one without its heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.reported import ReportedRow
from pipeline.domain.text import word_count
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.report_headings import columns_of, is_of_the_plan
from pipeline.ingest.report_rows import rows_of
from pipeline.ingest.word_blocks import Block, Cell, Paragraph, Table

_PROSE = 20  # words: a paragraph at least this long is text, not a heading or a note
_ARTICLE = 120  # words of such paragraphs: the file is a manuscript, a table in it an ordinary one
_ABOVE = 6  # paragraphs over a table that may tell its year


def reports_in(blocks: Sequence[Block], addresses: Mapping[str, str]) -> dict[int, tuple[ReportedRow, ...]]:
    """The rows of the adoption reports among a document's blocks, by the place of each table.

    A table of adoptions inside a manuscript is no report, unless its heading is annex 2's own.

    Args:
        blocks: of the document.
        addresses: what links point to, by the ids of their relationships.
    """
    article = _prose(blocks) >= _ARTICLE
    found: dict[int, tuple[ReportedRow, ...]] = {}
    heading: tuple[Line, ...] = ()
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        grid = replace(grid_of(block, addresses), above=_above(blocks, place))
        own = _heading(grid)
        if own and (not article or is_of_the_plan(own[0])):
            heading = own
            found[place] = rows_of(grid) or ()
        elif not own and _goes_on(grid, heading):
            found[place] = rows_of(replace(grid, lines=(*heading, *grid.lines))) or ()
        else:
            heading = ()
    return found


def heading_in(blocks: Sequence[Block]) -> Table | None:
    """The heading of the first adoption report among a document's blocks, as a table of its own."""
    for block in blocks:
        own = () if isinstance(block, Paragraph) else _heading(grid_of(block, {}))
        if own and isinstance(block, Table):
            return Table(rows=tuple(block.rows[line.number - 1] for line in own))
    return None


def grid_of(table: Table, addresses: Mapping[str, str]) -> Grid:
    """A Word table as lines of spots."""
    lines = []
    for number, row in enumerate(table.rows, 1):
        spots = {cell.column: _spot(cell, addresses) for cell in row}
        lines.append(Line(number=number, spots=spots))
    return Grid(lines=tuple(lines))


def _spot(cell: Cell, addresses: Mapping[str, str]) -> Spot:
    found = (addresses.get(relation) for one in cell.paragraphs for relation in one.links)
    link = next((address for address in found if address), None)
    return Spot(text=cell.text, span=cell.span, merged=cell.merged, link=link)


def _heading(grid: Grid) -> tuple[Line, ...]:
    """The row of headings, or both of them; () without any."""
    for line, below in zip(grid.lines, (*grid.lines[1:], None), strict=True):
        both = columns_of(line, below)
        if both is not None:
            told_below = below is not None and len(both) > len(columns_of(line) or ())
            return (line, below) if told_below and below is not None else (line,)
    return ()


def _goes_on(grid: Grid, heading: Sequence[Line]) -> bool:
    """Whether a table without a heading has the columns of the one before: a second page set apart."""
    columns = {column for line in heading for column in line.spots}
    return bool(grid.lines) and bool(columns) and set(grid.lines[0].spots) == columns


def _prose(blocks: Sequence[Block]) -> int:
    texts = (re.sub(r"\s+", "", block.text) for block in blocks if isinstance(block, Paragraph))
    return sum(count for count in map(word_count, texts) if count >= _PROSE)


def _above(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    near = blocks[max(0, place - _ABOVE) : place]
    return tuple(block.text for block in near if isinstance(block, Paragraph))
