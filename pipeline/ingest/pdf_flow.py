"""The pages of a PDF put together: headers and page numbers aside, tables among paragraphs, pictures last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.blocks_made import Allowance, Spanned, laid_out, paragraph, plain_look
from pipeline.ingest.flow import Flow
from pipeline.ingest.pdf_columns import Columns, columns_in, left_alone
from pipeline.ingest.pdf_grid import Ruled, tables_in
from pipeline.ingest.pdf_lines import Row, lines_of
from pipeline.ingest.pdf_page import Glyph, Image, Sheet
from pipeline.ingest.pdf_paragraphs import Area, area_of, paragraphs_of
from pipeline.ingest.word_blocks import Block, paragraphs
from pipeline.ingest.word_runs import Line

_PAGE_NUMBER = re.compile(r"[\s—–―\-_·.]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[\s—–―\-_·.]*")
_EDGE = 64.0  # points from the top or the bottom: only headers, footers and page numbers stand there
_NUMBER_EDGE = 110.0  # points from the bottom, for what can be nothing but a page's number
_APART = 2.5  # sizes: so far from the text a header stands at least
_FULL = 0.75  # of a page's height
_PADDING = 4.0  # points within a cell's edges


_Held = dict[tuple[int, int], list[Glyph]]


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A page sorted: its lines outside tables, its tables with what is in them, its headers and footers."""

    rows: tuple[Row, ...]
    tables: tuple[tuple[Ruled, _Held], ...]
    images: tuple[Image, ...]
    aside: tuple[str, ...]
    full: bool  # its text goes down to its end, and may go on on the next page
    columns: Columns | None = None  # `rows` are the same lines, put together across


def flow_of(sheets: Sequence[Sheet], allowance: Allowance) -> Flow:
    """A document's pages as one flow.

    Raises:
        Unreadable: over_limit, where there are more cells than any document has.
    """
    pages = [_sorted(sheet) for sheet in sheets]
    width = max((sheet.width for sheet in sheets), default=0.0)
    pile = _Pile(allowance, area_of([row for page in pages for row in page.rows], width))
    for page in pages:
        pile.add(page)
    blocks = pile.finished()
    asides = [line for page in pages for line in page.aside] + ["".join(sheet.slanted) for sheet in sheets]
    text = "\n".join(filter(None, (*(one.text for one in paragraphs(blocks)), *asides)))
    return Flow(blocks=blocks, text=text, picture=pile.pictures.get)


class _Pile:
    """What was put together so far; lines wait for the next page, which may go on with them."""

    def __init__(self, allowance: Allowance, area: Area) -> None:
        self.pictures: dict[str, bytes] = {}
        self._allowance = allowance
        self._wide = self._area = area
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._images: list[Image] = []  # outside tables; they follow the text, which may run around them

    def add(self, page: _Page) -> None:
        """The next page."""
        rows = self._without_columns(page)
        left = list(page.images)
        for table, held in page.tables:
            above = [row for row in rows if row.y < table.ys[0]]
            self._take(above)
            rows = rows[len(above) :]
            self._end_rows()
            inside = [image for image in left if table.slot(image.x, image.y) is not None]
            left = [image for image in left if image not in inside]
            self._blocks += self._table(table, held, inside)
        self._take(rows)
        self._images += left
        if not page.full:
            self._end_rows()

    def _without_columns(self, page: _Page) -> list[Row]:
        """The lines of a page that are left when those above and in its columns are put in."""
        narrow = left_alone(page.rows, self._area) if self._area is not self._wide and not page.tables else None
        columns = page.columns or narrow
        if columns is None:
            return list(page.rows)
        self._take(columns.above)
        self._take(columns.rows, columns.area)
        return list(columns.below)

    def _take(self, rows: Sequence[Row], area: Area | None = None) -> None:
        """Lines that may go on those before, if they take the same area."""
        area = area or self._wide
        if rows and not _alike(area, self._area):
            self._end_rows()
            self._area = area
        self._rows += rows

    def finished(self) -> tuple[Block, ...]:
        """Everything."""
        self._end_rows()
        return (*self._blocks, *map(self._picture, self._images))

    def _end_rows(self) -> None:
        self._allowance.take(len(self._rows))
        self._blocks += paragraphs_of(self._rows, self._area)
        self._rows = []

    def _table(self, table: Ruled, held: _Held, images: Sequence[Image]) -> tuple[Block, ...]:
        lines: list[list[Spanned]] = [[] for _ in table.ys[1:]]
        for slot, box in sorted(table.boxes.items()):
            if slot == (box.row, box.column):
                area = Area(left=box.left + _PADDING, right=box.right - _PADDING)
                blocks: list[Block] = [*paragraphs_of(lines_of(held.get(slot, ())), area)]
                blocks += [self._picture(image) for image in images if table.slot(image.x, image.y) == slot]
                lines[box.row].append(Spanned(blocks=tuple(blocks), across=box.across, down=box.down))
        return laid_out(lines, self._allowance)

    def _picture(self, image: Image) -> Block:
        self._allowance.take()
        key = f"picture {len(self.pictures)}"
        self.pictures[key] = image.content
        return paragraph(Line(pictures=[key]), plain_look(21))


def _sorted(sheet: Sheet) -> _Page:
    tables: list[tuple[Ruled, _Held]] = [(table, {}) for table in tables_in(sheet.rules)]
    free: list[Glyph] = []
    for one in sheet.glyphs:
        for table, held in tables:
            slot = table.slot((one.x0 + one.x1) / 2, one.y - one.size / 3)
            if slot is not None:
                held.setdefault(slot, []).append(one)
                break
        else:
            free.append(one)
    rows = lines_of(free)
    tops, ends = [table.ys[0] for table, _ in tables], [table.ys[-1] for table, _ in tables]
    aside = _aside(rows, sheet.height, tops, ends)
    lowest = max((row.y for row in rows if row not in aside), default=0.0)
    return _Page(
        rows=tuple(row for row in rows if row not in aside),
        tables=tuple(tables),
        images=tuple(sheet.images),
        aside=tuple(row.text for row in aside),
        columns=None if tables else columns_in(_without(free, aside), sheet.width),
        full=lowest > _FULL * sheet.height and not any(image.y > lowest for image in sheet.images),
    )


def _alike(one: Area, other: Area) -> bool:
    return abs(one.left - other.left) < _PADDING and abs(one.right - other.right) < _PADDING


def _without(glyphs: Sequence[Glyph], rows: Sequence[Row]) -> list[Glyph]:
    """The characters that do not stand at the height of certain lines."""
    return [one for one in glyphs if all(abs(one.y - row.y) > row.size / 2 for row in rows)]


def _aside(rows: Sequence[Row], height: float, tops: Sequence[float], ends: Sequence[float]) -> list[Row]:
    """Headers, footers and page numbers: near an edge of the page and apart from the text."""
    found: list[Row] = []
    for row in rows[:2]:
        below = min((y for y in (*(one.y for one in rows), *tops) if y > row.y), default=0.0)
        if row.y < _EDGE and below - row.y > _APART * row.size:
            found.append(row)
    for row in rows[-2:]:
        above = max((y for y in (*(one.y for one in rows), *ends) if y < row.y), default=height)
        number = row.y > height - _NUMBER_EDGE and _PAGE_NUMBER.fullmatch(row.text)
        if row not in found and (number or (row.y > height - _EDGE and row.y - above > _APART * row.size)):
            found.append(row)
    return found
