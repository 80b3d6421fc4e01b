"""The words that a PDF's pages draw, told by their operators alone (ISO 32000-1, 8.2 and 9.4)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.ingest.remains_pdf_codes import Coding, of_hex

_TOKEN = re.compile(
    rb"\(((?:\\.|[^()\\]){0,4000})\)|<([0-9A-Fa-f\s]{0,8000})>|/([^\s/<>\[\]()]{1,60})"
    rb"|([-+]?\d{0,9}\.?\d{1,9})|([A-Za-z]{1,3}\*?|['\"])",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"b": b"", b"f": b"\n", b"\n": b"", b"\r\n": b""}
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_VARIANTS = 6  # fonts that a name may mean
_SAME_LINE = 1.5  # points

Drawn = tuple[bytes | None, bytes]  # a font's name and a string; no name for a line's end


def words_of_page(source: bytes, fonts: Mapping[bytes, Sequence[Coding]]) -> Iterator[str]:
    """What the operators draw, line by line; several times where a font's name may mean several.

    Args:
        source: of one page or many, perhaps cut.
        fonts: by name what they may mean; by b"" what any other may.
    """
    drawn = list(_Pen().draw(source))
    meant = {font: fonts.get(font) or fonts.get(b"", ()) for font, _ in drawn if font is not None}
    for variant in range(min(max(map(len, meant.values()), default=0), _VARIANTS)):
        chosen = {font: codings[variant % len(codings)] if codings else None for font, codings in meant.items()}
        yield "".join(["\n" if font is None else _text(chosen[font], raw) for font, raw in drawn])


def plain(raw: bytes) -> bytes:
    """A string as it stands between brackets, with its escapes undone."""
    return _ESCAPED.sub(_meant, raw)


def _meant(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes((int(said, 8) & 0xFF,)) if said.isdigit() and said < b"8" else _ESCAPES.get(said, said)


def _text(coding: Coding | None, raw: bytes) -> str:
    return coding.text(raw) if coding is not None else raw.decode("latin-1")


class _Pen:
    """Where the next string goes, and in which font."""

    def __init__(self) -> None:
        self._font = self._name = b""
        self._base = self._at = self._last = 0.0  # heights: of the space drawn in, in it, of the last string
        self._numbers: list[float] = []
        self._strings: list[bytes] = []

    def draw(self, source: bytes) -> Iterator[Drawn]:
        """Each string, and each line's end."""
        for token in _TOKEN.finditer(source):
            literal, digits, name, number, word = token.groups()
            if word is not None:
                yield from self._do(word)
            elif number is not None:
                self._numbers = [*self._numbers[-5:], float(number)]
            elif name is not None:
                self._name = name
            else:
                self._strings.append(of_hex(digits) if literal is None else plain(literal))

    def _do(self, word: bytes) -> Iterator[Drawn]:
        numbers, strings = self._numbers, self._strings
        self._numbers, self._strings = [], []
        if word in _SHOWS and strings:
            here = self._base + self._at
            if abs(here - self._last) > _SAME_LINE or word in _SHOWS[2:]:
                yield None, b""
            self._last = here
            yield self._font, b"".join(strings)
        elif word == b"Tf":
            self._font = self._name
        elif word == b"BT":
            self._at = 0.0
        elif word == b"T*":
            yield None, b""
        elif numbers:
            self._move(word, numbers)

    def _move(self, word: bytes, numbers: Sequence[float]) -> None:
        if word in (b"Td", b"TD"):
            self._at += numbers[-1]
        elif word == b"Tm":
            self._at = numbers[-1]
        elif word == b"cm":
            self._base = numbers[-1]
