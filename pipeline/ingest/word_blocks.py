"""A document's paragraphs and tables in reading order, as frozen values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.ingest.ooxml_names import Element, child, short, switched_on, value
from pipeline.ingest.word_runs import Line, RunReader, branch
from pipeline.ingest.word_styles import PLAIN, Look, Styles

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_BLANKS = {0xA0: " ", 0x3000: " ", 0x2002: " ", 0x2003: " "}
_ILLEGAL = {code: None for code in range(0x20) if code not in (0x09, 0x0A)}
_CLEAN = {**_INVISIBLE, **_BLANKS, **_ILLEGAL}
_WRAPPERS = {"w:ins", "w:moveTo", "w:customXml", "w:smartTag"}
_GONE = {"w:del", "w:moveFrom"}


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph as printed; `text` may hold line breaks and tabs, never blanks at its ends."""

    text: str
    meant: str | None = None  # in a form, where the look says more: nothing struck out, the chosen word marked
    look: Look = PLAIN  # size and boldness of most of its characters
    pictures: tuple[str, ...] = ()  # relationship ids
    links: tuple[str, ...] = ()  # the same, of addresses behind its words
    page_break: bool = False  # holds one, or begins on a new page


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table; `merged` when it only continues the cell above."""

    blocks: tuple["Block", ...]
    column: int  # of the grid, from 0
    span: int = 1
    merged: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph in it, those of tables inside it too."""
        return tuple(paragraphs(self.blocks))

    @property
    def text(self) -> str:
        """Its lines that are not blank."""
        return "\n".join(one.text for one in self.paragraphs if one.text)

    @property
    def meant(self) -> str:
        """The same, as the cell of a form means it (`Paragraph.meant`)."""
        lines = (one.text if one.meant is None else one.meant for one in self.paragraphs)
        return "\n".join(filter(None, lines))


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; deleted rows are left out."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


class BlockReader:
    """Reads the blocks of one document's body."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._runs = RunReader(styles)
        self._joined: list[tuple[str, Look]] = []  # of a paragraph whose mark was deleted: it runs on in the next

    @property
    def tracked(self) -> bool:
        """Whether tracked changes were met so far."""
        return self._runs.tracked

    def read(self, container: Element) -> tuple[Block, ...]:
        """The blocks of a w:body, a w:tc, a text box or the like."""
        return tuple(self._blocks(container))

    def _blocks(self, container: Element) -> Iterator[Block]:
        for one in container:
            name = short(one.tag)
            self._runs.tracked |= name in _GONE or name in {"w:ins", "w:moveTo"}
            if name == "w:p":
                yield from self._paragraph(one)
            elif name == "w:tbl":
                yield from self._table(one)
            elif name in _WRAPPERS or name in {"w:sdt", "mc:AlternateContent"}:
                inner = _unwrapped(one, name)
                if inner is not None:
                    yield from self._blocks(inner)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "w:pPr")
        look = self._styles.paragraph(properties)
        line = self._runs.read(paragraph, look)
        line.chunks[:0], self._joined = self._joined, []
        if child(properties, "w:rPr", "w:del") is not None:
            self._runs.tracked = True
            self._joined = line.chunks
            line = replace(line, chunks=[])
        read = printed(line, look)
        starts_page = bool(switched_on(properties, "w:pageBreakBefore"))
        if not self._joined or line.pictures or line.page_break:
            yield replace(read, page_break=True) if line.page_break or starts_page else read
        for box in line.boxes:
            yield from self._blocks(box)

    def _table(self, table: Element) -> Iterator[Block]:
        rows = tuple(filter(None, (self._row(row) for row in self._members(table, "w:tr"))))
        if len(rows) == 1 and len(rows[0]) == 1:  # a frame around ordinary paragraphs
            yield from rows[0][0].blocks
        elif rows:
            yield Table(rows=rows)

    def _row(self, row: Element) -> tuple[Cell, ...]:
        properties = child(row, "w:trPr")
        if child(properties, "w:del") is not None:
            self._runs.tracked = True
            return ()
        column, cells = _number(value(properties, "w:gridBefore"), 0), []
        for one in self._members(row, "w:tc"):
            said = child(one, "w:tcPr")
            span = max(1, _number(value(said, "w:gridSpan"), 1))
            merge = value(said, "w:vMerge")
            merged = merge is not None and merge.lower() != "restart"
            cells.append(Cell(blocks=self.read(one), column=column, span=span, merged=merged))
            column += span
        return tuple(cells)

    def _members(self, parent: Element, wanted: str) -> Iterator[Element]:
        """Rows of a table or cells of a row, out of the wrappers around them."""
        for one in parent:
            name = short(one.tag)
            if name == wanted:
                yield one
            elif name in _WRAPPERS or name in {"w:sdt", "mc:AlternateContent"}:
                inner = _unwrapped(one, name)
                if inner is not None:
                    yield from self._members(inner, wanted)


def _unwrapped(one: Element, name: str) -> Element | None:
    if name == "w:sdt":
        return child(one, "w:sdtContent")
    return branch(one) if name == "mc:AlternateContent" else one


def printed(line: Line, look: Look) -> Paragraph:
    """A paragraph of what stands on its line; `look` holds where it is empty."""
    meant = line.meant
    return Paragraph(
        text=_clean(line.text),
        meant=None if meant is None else _clean(meant),
        look=_prevailing(line, look),
        pictures=tuple(line.pictures),
        links=tuple(line.links),
    )


def _clean(text: str) -> str:
    lines = (one.strip() for one in text.translate(_CLEAN).split("\n"))
    return "\n".join(one for one in lines if one)


def _prevailing(line: Line, look: Look) -> Look:
    """The look of most of the paragraph's characters."""
    weights: dict[Look, int] = {}
    for text, own in line.chunks:
        one = replace(own, struck=False, stressed=False) if own.struck or own.stressed else own
        weights[one] = weights.get(one, 0) + len(text.strip())
    return max(weights, key=weights.__getitem__, default=look)


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 5 else otherwise
