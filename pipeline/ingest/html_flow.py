"""A web page as a flow of paragraphs and tables: linear on anything, as html_text; nothing is fetched or run."""

from collections.abc import Callable

from pipeline.ingest.blocks_made import NESTING, Allowance, laid_out, paragraph
from pipeline.ingest.flow import Flow
from pipeline.ingest.html_css import USUAL, Sheet
from pipeline.ingest.html_parts import OpenTable, is_ticked, spaced, value
from pipeline.ingest.html_text import TAG, shown, unescaped
from pipeline.ingest.word_blocks import Block
from pipeline.ingest.word_runs import Line
from pipeline.ingest.word_styles import Look
from pipeline.ingest.word_symbols import TICKED, UNTICKED

_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "hr"),
    *("center", "section", "article", "address", "header", "footer", "body", "caption", "figure", "fieldset"),
}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source", "v:imagedata"}
_CELLS = {"td", "th"}
_DEEPEST = 1_000  # open elements whose look is kept
_NEAR = 60  # open elements looked at for the one that a closing tag closes


def flow_of_html(source: str, most: int, picture: Callable[[str], bytes | None]) -> Flow:
    """The page that an HTML source shows.

    Args:
        source: the HTML; only the first `8 * most` characters are looked at.
        most: characters of text at most.
        picture: the bytes of a picture by its address in the source; None where the file does not hold it.

    Raises:
        Unreadable: over_limit, where it has more paragraphs and cells than any document.
    """
    reader = _Reader(Sheet(source[: 8 * most]))
    reader.read(shown(source, most))
    text = "".join(reader.said).strip()[:most]
    return Flow(
        blocks=tuple(reader.blocks), text=text, addresses=reader.addresses, picture=picture, tracked=reader.tracked
    )


class _Reader:
    """One page, tag by tag."""

    def __init__(self, sheet: Sheet) -> None:
        self.blocks: list[Block] = []
        self.said: list[str] = []
        self.addresses: dict[str, str] = {}
        self.tracked = False
        self._sheet = sheet
        self._allowance = Allowance()
        self._open: list[tuple[str, Look]] = []
        self._look = USUAL
        self._line = Line()
        self._line_look = USUAL  # of the block that the line stands in
        self._tables: list[OpenTable] = []

    def read(self, visible: str) -> None:
        done = 0
        for tag in TAG.finditer(visible):
            self._text(visible[done : tag.start()])
            done = tag.end()
            name = (tag[1] or "").lower()
            if not name:
                continue
            if visible.startswith("</", tag.start()):
                self._close(name)
            else:
                self._start(name, tag[2] or "")
        self._text(visible[done:])
        self._end_paragraph()
        while self._tables:
            self._end_table()

    def _text(self, source: str) -> None:
        text = spaced(unescaped(source)) if source else ""
        if not text or (text.isspace() and not self._line.chunks):
            return
        deleted = any(name == "del" for name, _ in self._open[-_NEAR:])
        self.tracked |= deleted
        if not deleted:
            self.said.append(text)
        if not self._look.hidden:
            self._line.chunks.append((text, self._look))

    def _start(self, name: str, attributes: str) -> None:
        if name in _BLOCKS or name in _CELLS or name in {"table", "tr"}:
            self._allowance.take()  # before it holds anything: a page may be nothing but tags
            self._end_paragraph()
        if name == "table" and len(self._tables) < NESTING:
            self._tables.append(OpenTable())
        elif self._tables and name == "tr":
            self._tables[-1].start_row()
        elif self._tables and name in _CELLS:
            self._tables[-1].start_cell(attributes)
        else:
            self._inline(name, attributes)
        if name not in _VOID and len(self._open) < _DEEPEST:
            self._open.append((name, self._look))
            self._look = self._sheet.look(name, attributes, self._look)
        if name in _BLOCKS or name in _CELLS:
            self._line_look = self._look

    def _close(self, name: str) -> None:
        if name in _BLOCKS or name in _CELLS or name in {"table", "tr"}:
            self._end_paragraph()
        if name == "table" and self._tables:
            self._end_table()
        elif self._tables and name in {*_CELLS, "tr"}:
            self._tables[-1].end_cell()
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _NEAR), -1):
            if self._open[depth][0] == name:
                self._look = self._open[depth][1]
                del self._open[depth:]
                break

    def _inline(self, name: str, attributes: str) -> None:
        if name == "br":
            self._line.page_break |= "page-break-before" in value("style", attributes).lower()
            self._say("\n")
        elif name == "input" and value("type", attributes).lower() in {"checkbox", "radio"}:
            self._say(TICKED if is_ticked(attributes) else UNTICKED)
        elif name == "img" and not self._look.hidden:
            self._line.pictures += filter(None, [unescaped(value("src", attributes))])
        elif name == "a":
            self._link(unescaped(value("href", attributes)).strip())

    def _say(self, text: str) -> None:
        self.said.append(text)
        if not self._look.hidden:
            self._line.chunks.append((text, self._look))

    def _link(self, address: str) -> None:
        if address.startswith(("http://", "https://")):
            self.addresses[address] = address
            self._line.links.append(address)

    def _end_table(self) -> None:
        table = self._tables.pop()
        table.end_cell()
        self._put(laid_out(table.rows, self._allowance))

    def _end_paragraph(self) -> None:
        line = self._line
        if line.pictures or line.page_break or any(text.strip() for text, _ in line.chunks):
            self._allowance.take()
            self._put((paragraph(line, self._line_look),))
        if self.said and not self.said[-1].endswith("\n"):  # of a hidden paragraph, too
            self.said.append("\n")
        if line.chunks or line.pictures or line.links or line.page_break:
            self._line = Line()
        self._line_look = self._look

    def _put(self, blocks: tuple[Block, ...]) -> None:
        inside = next((table.blocks for table in reversed(self._tables) if table.blocks is not None), None)
        (self.blocks if inside is None else inside).extend(blocks)
