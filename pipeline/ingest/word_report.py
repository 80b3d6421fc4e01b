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
    heading: Line | None = None
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        grid = replace(grid_of(block, addresses), above=_above(blocks, place))
        own = _heading(grid)
        if own is not None and (not article or is_of_the_plan(own)):
            heading = own
            found[place] = rows_of(grid) or ()
        elif own is None and heading is not None and _goes_on(grid, heading):
            found[place] = rows_of(replace(grid, lines=(replace(heading, number=0), *grid.lines))) or ()
        else:
            heading = None
    return found


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


def _heading(grid: Grid) -> Line | None:
    pairs = zip(grid.lines, (*grid.lines[1:], None), strict=True)
    return next((line for line, below in pairs if columns_of(line, below) is not None), None)


def _goes_on(grid: Grid, heading: Line) -> bool:
    """Whether a table without a heading has the columns of the one before: a second page set apart."""
    return bool(grid.lines) and set(grid.lines[0].spots) == set(heading.spots)


def _prose(blocks: Sequence[Block]) -> int:
    texts = (re.sub(r"\s+", "", block.text) for block in blocks if isinstance(block, Paragraph))
    return sum(count for count in map(word_count, texts) if count >= _PROSE)


def _above(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    near = blocks[max(0, place - _ABOVE) : place]
    return tuple(block.text for block in near if isinstance(block, Paragraph))
