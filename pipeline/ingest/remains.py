"""What stands in a file besides what its reader tells: for the look for markings only (design.md §4.7), never for show.

A marking must not go unseen because its file is damaged, of a kind that no reader knows, or because it stands where a
reader does not look: in a drawing, a comment of a sheet, a note, a document inside the document. Only the lines with a
sign of a marking are taken, so that little of a file is held twice.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.ingest.charset import decode
from pipeline.ingest.ole import MAGIC
from pipeline.ingest.remains_lines import signed_lines
from pipeline.ingest.remains_pdf import files_of_pdf, words_of_pdf
from pipeline.ingest.remains_zip import PAGE_CODE, members, words_of_page, words_of_xml

_SIGNS = ("密", "内部")  # every level and label of GB/T 9704-2012, 7.2.2 has the one; 内部资料 and its like the other
_CODINGS = ("utf-16-le", "utf-16-be", "utf-8", "gb18030")
_AROUND = 60  # characters before and behind a sign
_PLACES = 20_000  # of one sign in one coding that are looked at
_PIECE, _OVERLAP = 1_000_000, 2_000  # characters of a long text that are looked at at a time
_RTF_WORDS = 600_000
_ENDS = re.compile(r"[\r\n\x07\x0b\x0c\0]")  # also what ends cells, lines and pages in a .doc
_SHORT = re.compile(rb"\x01([\x00-\xff][\x4e-\x9f]\xc6\x5b)(?![\x00-\xff][\x4e-\x9f])")  # ?密 alone, in MS-XLS
_STARS = "★☆✩✭✮✯✰⭐☑☒✓✔\u200b\xa0"
_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))  # second bytes
_RTF_WORD = re.compile(
    rb"\\u(-?\d{1,6}) ?(?:(?:\\'[0-9a-fA-F]{2}){1,2}|\?)?|\\'([0-9a-fA-F]{2})|\\(?:par|line|cell|row|page)(?![a-z]) ?"
    rb"|\\\*|\\[a-zA-Z]{1,32}-?\d{0,10} ?|[{}\r\n]"
)
_RTF_ENDS = (b"\\par", b"\\line", b"\\cell", b"\\row", b"\\page")


def remains(content: bytes, *, read: bool = False) -> str:
    """The lines of a file's bytes that hold a sign of a marking, whatever the file is and however damaged.

    Args:
        content: of the file.
        read: whether its reader told what it shows, so that a PDF's pages need not be told again.
    """
    return signed_lines(_ENDS.sub("\n", text) for text in _texts(content, read=read))


def remains_of_text(content: bytes, label: str, *, page: bool) -> str:
    """The same of a mail's text that is longer than what is read of it, or a page with more in it than it shows.

    Args:
        content: its bytes.
        label: the charset that it names.
        page: whether it is HTML.
    """
    text = decode(content, label)[0]
    pieces = (text[max(0, at - _OVERLAP) : at + _PIECE] for at in range(0, len(text), _PIECE))
    return signed_lines(_ENDS.sub("\n", words_of_page(piece) if page else piece) for piece in pieces)


def words_of_rtf(content: bytes) -> str:
    """The words of an RTF source told by its control words alone, of all its destinations alike; it may be cut."""
    return _RTF_WORD.sub(_rtf_word, content, count=_RTF_WORDS).decode("gb18030", "replace")


def _texts(content: bytes, *, read: bool, deep: bool = False) -> Iterator[str]:
    if content.startswith(b"{\\rtf"):
        yield words_of_rtf(content)
    elif content.startswith(b"PK"):
        for name, data in members(content):
            yield name
            yield from (words_of_xml(data),) if data.lstrip()[:1] == b"<" else _written(data)
    elif b"%PDF-" in content[:1024] and not deep:
        yield from words_of_pdf(content, pages=not read)
        for inside in files_of_pdf(content):
            yield from _texts(inside, read=False, deep=True)
        yield from _written(content)
    elif deep and content.lstrip()[:1] == b"<":
        yield words_of_xml(content)
    else:
        yield from _written(content)
    if content.startswith(MAGIC):
        yield from (found[1].decode("utf-16-le") for found in _SHORT.finditer(content))


def _written(data: bytes) -> Iterator[str]:
    """What stands around the signs, in each coding that Chinese text has."""
    for coding in _CODINGS:
        for sign in _SIGNS:
            raw, places = sign.encode(coding), 0
            at = data.find(raw)
            while at >= 0 and places < _PLACES:
                yield PAGE_CODE.sub("\n", _usual(_around(data, at, coding)))
                places += 1
                at = data.find(raw, at + 2 * _AROUND)


def _around(data: bytes, at: int, coding: str) -> str:
    """The text around a sign; its beginning is set to where a character begins."""
    since = max(at - 2 * _AROUND, at % 2)
    if coding == "utf-8":
        while since < at and data[since] & 0xC0 == 0x80:
            since += 1
    elif coding == "gb18030":
        plain = [place for place in range(since, at) if data[place] < 0x40]
        since = plain[-1] if plain else since + (at - since) % 2
    return data[since : at + 4 * _AROUND].decode(coding, "replace")


def _usual(text: str) -> str:
    """The runs of usual characters that are long enough to be a marking and no chance of random bytes."""
    usual = _characters()
    runs = "".join([char if char in usual else "\ufffd" for char in text]).split("\ufffd")
    return "\n".join(run for run in runs if len(run) > 2)


@cache
def _characters() -> frozenset[str]:
    """ASCII and what GB 2312 or Big5 has: asked of each character of a recording, they are looked up only."""
    pairs = b"".join(bytes((lead, trail)) for lead in range(0xA1, 0xFF) for trail in _TRAILS)
    coded = (
        pairs[at : at + 2].decode(coding, "ignore") for coding in ("gb2312", "big5") for at in range(0, len(pairs), 2)
    )
    return frozenset("".join(coded)) | frozenset(map(chr, range(0x80))) | frozenset(_STARS)


def _rtf_word(found: re.Match[bytes]) -> bytes:
    """A control word of RTF, of any destination, as text in gb18030."""
    if found[1] is not None:
        code = int(found[1]) & 0xFFFF
        return b"" if 0xD800 <= code < 0xE000 else chr(code).encode("gb18030")
    if found[2] is not None:
        return bytes.fromhex(found[2].decode())
    return b"\n" if found[0].startswith(_RTF_ENDS) else b""
