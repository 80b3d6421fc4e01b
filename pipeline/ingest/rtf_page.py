"""What an RTF file shows, gathered while its tokens go by."""

from binascii import unhexlify

from pipeline.ingest.blocks_made import Allowance, paragraph
from pipeline.ingest.flow import Flow
from pipeline.ingest.rtf_state import Sink, State
from pipeline.ingest.rtf_tables import Gathered, RowShape
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.ingest.word_blocks import Block
from pipeline.ingest.word_runs import Line

_NOT_HEX = bytes(set(range(256)) - set(b"0123456789abcdefABCDEF"))


class Page:
    """The paragraphs, tables, pictures and links so far."""

    def __init__(self, styles: dict[int, str], most: int) -> None:
        self.tracked = False
        self._styles = styles
        self._most = most  # characters
        self._allowance = Allowance()
        self._gathered = Gathered(self._allowance)
        self._line = Line()
        self._boxes: list[Block] = []  # of text boxes anchored in the open paragraph: they follow it
        self._outer: list[tuple[Gathered, Line, list[Block]]] = []  # where a text box interrupted
        self._shape = RowShape()
        self._said: list[str] = []
        self._length = 0
        self._high = ""  # the first half of a character beyond FFFF
        self._pictures: dict[str, Sink] = {}
        self._addresses: dict[str, str] = {}

    def say(self, text: str) -> None:
        """Text that is read, shown or not.

        Raises:
            Unreadable: over_limit, where there is more of it than the settings allow.
        """
        self._length += len(text)
        if self._length > self._most:
            raise Unreadable(OVER_LIMIT, f"more than {self._most} characters")
        self._said.append(text)

    def put(self, text: str, state: State) -> None:
        """Text of the body."""
        text = self._whole(text)
        if not text or state.deleted:
            return
        self.say(text)
        if not state.hidden:
            self._line.chunks.append((text, state.look(self._styles)))

    def structure(self, word: str, number: int, state: State) -> None:
        """A control word that ends a paragraph, a cell or a row, or tells a row's shape; others mean nothing here."""
        level = state.level
        if word in {"par", "sect"}:
            self._end_paragraph(state, level)
        elif word in {"cell", "nestcell"}:
            level = 1 if word == "cell" else max(2, level)
            self._end_paragraph(state, level)
            self._gathered.end_cell(level)
        elif word in {"row", "nestrow"}:
            self._gathered.end_row(1 if word == "row" else max(2, level), self._shape)
        elif word == "trowd":
            self._shape = RowShape()
        elif word == "trleft":
            self._shape.left = number
        elif word in {"clvmrg", "clmrg"}:
            self._shape.mark(word)
        elif word == "cellx":
            self._shape.end_cell(number)
        elif word == "page":
            self._line.page_break = True

    def enter_box(self) -> None:
        """A text box begins in the midst of a paragraph."""
        self._outer.append((self._gathered, self._line, self._boxes))
        self._gathered, self._line, self._boxes = Gathered(self._allowance), Line(), []

    def leave_box(self, state: State) -> None:
        """It ends."""
        blocks = self._finished(state)
        if self._outer:
            self._gathered, self._line, self._boxes = self._outer.pop()
        self._boxes += blocks

    def add_picture(self, sink: Sink) -> None:
        """A photograph in the open paragraph."""
        key = f"picture {len(self._pictures)}"
        self._pictures[key] = sink
        self._line.pictures.append(key)

    def add_link(self, address: str) -> None:
        """The address behind the words to come; "" for none."""
        if address:
            self._addresses[address] = address
            self._line.links.append(address)

    def watermark(self, text: str, state: State, *, shown: bool) -> None:
        """Words drawn as a shape."""
        self.say(f"\n{text}\n")
        if shown:
            self._line.chunks.append((text, state.look(self._styles)))

    def flow(self, state: State) -> Flow:
        """All of it."""
        return Flow(
            blocks=self._finished(state),
            text="".join(self._said),
            addresses=self._addresses,
            picture=self._photograph,
            tracked=self.tracked,
        )

    def _end_paragraph(self, state: State, level: int) -> None:
        self.say("\n")
        block = paragraph(self._line, state.look(self._styles), starts_page=state.starts_page)
        self._gathered.add([block, *self._boxes], level)
        self._line, self._boxes = Line(), []

    def _finished(self, state: State) -> tuple[Block, ...]:
        if self._line.chunks or self._line.pictures or self._boxes:
            self._end_paragraph(state, 0)
        return self._gathered.blocks()

    def _photograph(self, key: str) -> bytes | None:
        sink = self._pictures[key]
        joined = b"".join(sink.raw)
        if sink.binary:
            return joined
        digits = joined.translate(None, _NOT_HEX)
        return unhexlify(digits[: len(digits) // 2 * 2])

    def _whole(self, text: str) -> str:
        """Halves of a character put together; a half alone is nothing."""
        if "\ud800" <= text[-1:] <= "\udbff":
            self._high = text[-1:]
            return text[:-1]
        high, self._high = self._high, ""
        if "\udc00" <= text[:1] <= "\udfff":
            return (high + text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        return text
