"""Paragraphs and tables of an OpenDocument text in reading order."""

import re
from collections.abc import Iterator

from pipeline.ingest.blocks_made import MOST_COLUMNS, Allowance, Spanned, laid_out, paragraph
from pipeline.ingest.odt_names import Node, child, name_of, number, said
from pipeline.ingest.odt_styles import Styles
from pipeline.ingest.word_blocks import Block
from pipeline.ingest.word_runs import Line
from pipeline.ingest.word_styles import Look
from pipeline.ingest.word_symbols import TICKED, UNTICKED, plain

_WRAPPERS = {
    *("text:list", "text:list-item", "text:list-header", "text:section", "text:index-body", "text:index-title"),
    *("text:table-of-content", "text:numbered-paragraph", "draw:text-box", "draw:a", "draw:g"),
}
_ROWS = {"table:table-header-rows", "table:table-rows", "table:table-row-group"}
_ASIDE = {"text:note", "office:annotation", "text:tracked-changes", "text:hidden-text", "text:ruby-text"}
_SHAPES = {"draw:custom-shape", "draw:rect", "draw:ellipse", "draw:text-box"}
_PHOTOGRAPHS = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_ROWS = 2_000  # that one row may stand for
_CHECKBOX = "FORMCHECKBOX"


class BlockReader:
    """Reads the blocks of one document; `addresses` are those behind its words so far."""

    def __init__(self, styles: Styles) -> None:
        self.addresses: dict[str, str] = {}
        self._styles = styles
        self._allowance = Allowance()

    def read(self, holder: Node) -> tuple[Block, ...]:
        """The blocks of a text, a cell, a text box or the like."""
        return tuple(self._blocks(holder))

    def _blocks(self, holder: Node) -> Iterator[Block]:
        for one in holder:
            name = name_of(one.tag)
            if name in {"text:p", "text:h"}:
                yield from self._paragraph(one)
            elif name == "table:table":
                rows = [self._cells(row) for row in self._rows(one)]
                yield from laid_out(rows, self._allowance)
            elif name in _WRAPPERS:
                yield from self._blocks(one)
            elif name == "draw:frame" or name in _SHAPES:
                yield from self._adrift(one, name)

    def _adrift(self, one: Node, name: str) -> Iterator[Block]:
        """A frame that hangs on the page and on no paragraph."""
        line = Line()
        boxes: list[Node] = []
        look = self._styles.paragraph("").look
        self._drawn(one, name, line, boxes)
        if line.pictures:
            yield paragraph(line, look)
        for box in boxes:
            yield from self._blocks(box)

    def _paragraph(self, one: Node) -> Iterator[Block]:
        self._allowance.take()
        style = self._styles.paragraph(said(one, "text:style-name"))
        line, boxes = Line(), []  # type: tuple[Line, list[Node]]
        self._inside(one, line, style.look, boxes)
        yield paragraph(line, style.look, starts_page=style.new_page)
        for box in boxes:
            yield from self._blocks(box)

    def _inside(self, parent: Node, line: Line, look: Look, boxes: list[Node]) -> None:
        self._say(_SPACES.sub(" ", parent.text or ""), line, look)
        for one in parent:
            name = name_of(one.tag)
            if name == "text:s":
                self._say(" " * number(one, "text:c", 1_000), line, look)
            elif name in {"text:tab", "text:line-break"}:
                self._say("\t" if name == "text:tab" else "\n", line, look)
            elif name == "draw:frame" or name in _SHAPES:
                self._drawn(one, name, line, boxes)
            elif name.startswith("field:"):
                self._field(one, line, look)
            elif name not in _ASIDE:
                self._link(one, name, line)
                own = self._styles.span(said(one, "text:style-name"), look) if name == "text:span" else look
                self._inside(one, line, own, boxes)
            self._say(_SPACES.sub(" ", one.tail or ""), line, look)

    def _say(self, text: str, line: Line, look: Look) -> None:
        if text and not look.hidden:
            line.chunks.append((plain("", text), look))

    def _link(self, one: Node, name: str, line: Line) -> None:
        address = said(one, "xlink:href") if name == "text:a" else ""
        if address:
            self.addresses[address] = address
            line.links.append(address)

    def _field(self, one: Node, line: Line, look: Look) -> None:
        """The form fields of older Word versions."""
        if said(one, "field:type").endswith(_CHECKBOX):
            values = {said(row, "field:name").rpartition(".")[2]: said(row, "field:value") for row in one}
            self._say(TICKED if values.get("Checkbox_Checked") == "true" else UNTICKED, line, look)

    def _drawn(self, one: Node, name: str, line: Line, boxes: list[Node]) -> None:
        if name in _SHAPES:
            boxes.append(one)
            return
        box = child(one, "draw:text-box")
        if box is not None:
            boxes.append(box)
            return
        targets = (said(row, "xlink:href") for row in one if name_of(row.tag) == "draw:image")
        line.pictures += [target for target in targets if target.lower().endswith(_PHOTOGRAPHS)][:1]

    def _rows(self, table: Node) -> Iterator[Node]:
        for one in table:
            name = name_of(one.tag)
            if name == "table:table-row":
                for _ in range(number(one, "table:number-rows-repeated", _MOST_ROWS)):
                    self._allowance.take()
                    yield one
            elif name in _ROWS:
                yield from self._rows(one)

    def _cells(self, row: Node) -> list[Spanned]:
        """The cells that begin in a row; those only covered by another are told by its spans."""
        cells: list[Spanned] = []
        for one in row:
            if name_of(one.tag) != "table:table-cell":
                continue
            cell = Spanned(
                blocks=self.read(one),
                across=number(one, "table:number-columns-spanned", MOST_COLUMNS),
                down=number(one, "table:number-rows-spanned", _MOST_ROWS),
            )
            cells += [cell] * min(number(one, "table:number-columns-repeated", MOST_COLUMNS), MOST_COLUMNS - len(cells))
        return cells
