"""RTF files (.rtf, and many a .doc): read as a flow of paragraphs and tables (RTF 1.9.1)."""

from pipeline.domain.document import WordDocument
from pipeline.ingest.document import document_of
from pipeline.ingest.flow import Flow
from pipeline.ingest.rtf_codes import Codes
from pipeline.ingest.rtf_page import Page
from pipeline.ingest.rtf_state import DESTINATIONS, STARRED, Goes, Groups, Sink, sink_in
from pipeline.ingest.rtf_tokens import Token, tokens
from pipeline.ingest.rtf_words import CHARACTERS, FORMATS, character, form_box, link_of
from pipeline.ingest.trouble import DAMAGED, EMPTY, OVER_LIMIT, TRUNCATED, Unreadable
from pipeline.settings.values import Limits

_PICTURES = {"pngblip", "jpegblip"}
_WATERMARK = "gtextUNICODE"


def read_rtf(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of an RTF file.

    Raises:
        Unreadable: empty, damaged, truncated or over_limit; nothing else, whatever the bytes.
    """
    return document_of(flow_of_rtf(content, limits), limits)


def flow_of_rtf(content: bytes, limits: Limits) -> Flow:
    """The same file as a flow; raises as above."""
    if not content:
        raise Unreadable(EMPTY)
    if not content.startswith(b"{\\rtf"):
        raise Unreadable(DAMAGED, "no \\rtf at its beginning")
    return _Reader(limits).read(content)


class _Reader:
    """One file, token by token; nothing here calls itself, so no nesting is too deep for the stack."""

    def __init__(self, limits: Limits) -> None:
        self._groups = Groups()
        self._codes = Codes()
        self._styles: dict[int, str] = {}
        self._page = Page(self._styles, limits.text_chars)
        self._bytes = bytearray()  # of characters not decoded yet: some take several
        self._to_skip = 0  # characters that stand for a \\u just read
        self._starred = False
        self._name = ""  # of a shape's property

    def read(self, content: bytes) -> Flow:
        for token in tokens(content):
            self._take(token)
            if token.word == "}" and not self._groups.depth:
                return self._page.flow(self._groups.now)
        raise Unreadable(TRUNCATED, f"{self._groups.depth} groups never closed")

    def _take(self, token: Token) -> None:
        word, number, raw = token
        if word == "":
            self._text(raw)
            return
        self._flush()
        if word == "{":
            self._to_skip, self._starred = 0, False
            if not self._groups.open():
                raise Unreadable(OVER_LIMIT, "groups nested too deeply, or too many")
        elif word == "}":
            self._to_skip = 0
            ended = self._groups.close()
            if ended is not None:
                self._ended(ended)
        elif word == "*":
            self._starred = True
        elif word == "u":
            self._put(self._codes.shown(character(number or 0), self._groups.now.font))
            self._to_skip = self._groups.now.skip
        elif self._to_skip and word != "bin":
            self._to_skip -= 1
        else:
            self._word(word, number, raw)

    def _word(self, word: str, number: int | None, raw: bytes) -> None:
        starred, self._starred = self._starred, False
        now = self._groups.now
        if starred and word not in STARRED:
            now.sink = sink_in(now.sink, Goes.NOWHERE)
        elif word in DESTINATIONS:
            self._begin(word)
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in FORMATS:
            FORMATS[word](now, 1 if number is None else number)
            self._page.tracked |= word in {"deleted", "revised"} and number != 0
        elif word == "plain":
            now.plain(self._codes.usual_font)
        elif word == "ansicpg":
            self._codes.set_page(number)
        elif word == "deff":
            self._codes.usual_font = now.font = number or 0
        elif now.sink.goes is Goes.BODY:
            self._page.structure(word, number or 0, now)
        else:
            self._in_sink(now.sink, word, number or 0, raw)

    def _begin(self, word: str) -> None:
        now = self._groups.now
        now.sink = sink_in(now.sink, DESTINATIONS[word])
        if now.sink.goes is Goes.BODY:
            self._page.enter_box()

    def _in_sink(self, sink: Sink, word: str, number: int, raw: bytes) -> None:
        if sink.goes is Goes.ASIDE and word in {"par", "cell", "row", "nestcell", "nestrow", "sect"}:
            self._page.say("\n")
        elif sink.goes is Goes.PICTURE and word == "bin":
            sink.raw, sink.binary = [raw], True
        elif sink.goes is Goes.PICTURE and word in _PICTURES:
            sink.photograph = True
        elif sink.goes is Goes.FONTS and word == "fcharset":
            self._codes.charsets[self._groups.now.font] = number
        elif sink.goes is Goes.BOX:
            sink.numbers[word] = number

    def _text(self, raw: bytes) -> None:
        sink = self._groups.now.sink
        self._starred = False
        if sink.goes is Goes.PICTURE:
            if not sink.binary:
                sink.raw.append(raw)
        elif sink.goes is not Goes.NOWHERE:
            skipped = min(self._to_skip, len(raw))
            self._to_skip -= skipped
            self._bytes += raw[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._put(self._codes.text(raw, self._groups.now.font))

    def _put(self, text: str) -> None:
        now = self._groups.now
        goes = now.sink.goes
        if goes is Goes.BODY:
            self._page.put(text, now)
        elif goes is Goes.ASIDE:
            self._page.say(text)
        elif goes is Goes.FONTS:
            self._codes.names[now.font] = self._codes.names.get(now.font, "") + text
        elif goes is Goes.STYLES:
            self._styles[now.style] = (self._styles.get(now.style, "") + text).replace(";", "").lstrip().lower()
        else:
            now.sink.pieces.append(text)

    def _ended(self, sink: Sink) -> None:
        """A destination is complete."""
        said = "".join(sink.pieces)
        if sink.goes is Goes.BODY:
            self._page.leave_box(self._groups.now)
        elif sink.goes is Goes.PICTURE and sink.photograph and sink.shown:
            self._page.add_picture(sink)
        elif sink.goes is Goes.INSTRUCTION and sink.shown:
            self._page.add_link(link_of(said))
        elif sink.goes is Goes.BOX and sink.shown:
            self._page.put(form_box(sink.numbers), self._groups.now)
        elif sink.goes is Goes.NAME:
            self._name = said.strip()
        elif sink.goes is Goes.VALUE and self._name == _WATERMARK:
            self._page.watermark(said, self._groups.now, shown=sink.shown)
