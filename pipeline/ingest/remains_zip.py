"""The members of a zip that is damaged or a document's package, found by their own headers; nothing is refused."""

import re
import struct
import zlib
from collections.abc import Iterator

from pipeline.ingest.charset import decode
from pipeline.ingest.html_text import unescaped

_HEADER = b"PK\x03\x04"
_WORDS = (".xml", ".rels", ".html", ".htm", ".mht", ".txt", ".rtf", ".bin", ".vml")
_PACKED = (".docx", ".docm", ".xlsx", ".pptx", ".odt", ".zip", ".doc", ".xls", ".wps")
_DEEP = 2
_MOST_MEMBERS = 3_000
_MEMBER_BYTES = 16_000_000
_ALL_BYTES = 48_000_000  # unpacked from one file
_STEP = 1 << 16
_STRUCK = re.compile(r"<(w:delText|w:instrText)\b[^<>]*>[^<]*</\1>")
_CHANGES = ("<text:tracked-changes", "</text:tracked-changes>")
_ENDS = re.compile(
    r"</(?:\w{1,20}:)?(?:p|h[1-6]?|div|li|tr|td|si|c|row|title|subject|keywords|comment|TextObject|\w{3,8}Header)>"
)
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = tuple(sign.encode(coding) for sign in "密内" for coding in ("utf-8", "utf-16-le", "gb18030"))


def words_of_xml(source: bytes) -> str:
    """The words of an XML or HTML source, which may be cut or wrong: a paragraph or cell a line.

    What tracked changes struck out is left out; "" at once for a source that cannot hold a sign of a marking.
    """
    if b"&#" not in source and not any(sign in source for sign in _SIGNS):
        return ""
    return words_of_page(decode(source)[0])


def words_of_page(text: str) -> str:
    """The same of a source that is text already."""
    since = text.find(_CHANGES[0])
    until = text.find(_CHANGES[1], since)
    if 0 <= since < until:
        text = text[:since] + text[until:]
    return unescaped(_TAG.sub("", _ENDS.sub("\n", _STRUCK.sub("", text))))


def members(content: bytes, most: int = _ALL_BYTES, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every member that may hold words, those of packages inside it too, as far as they come out.

    Args:
        content: the zip, or what is left of it.
        most: bytes that may be unpacked from it.
        depth: how deep the packages lie in each other.
    """
    at, met = content.find(_HEADER), 0
    while at >= 0 and most > 0 and met < _MOST_MEMBERS:
        met += 1
        name, start, method = _header(content, at)
        if name.lower().endswith(_WORDS) or (depth < _DEEP and name.lower().endswith(_PACKED)):
            data = _inflated(content, start, method, min(most, _MEMBER_BYTES))
            most -= len(data)
            if data.startswith(_HEADER):
                yield from members(data, most, depth + 1)
            else:
                yield name, data
        at = content.find(_HEADER, at + 4)


def _header(content: bytes, at: int) -> tuple[str, int, int]:
    try:
        _, _, method, _, _, _, _, _, name, extra = struct.unpack_from("<HHHHHIIIHH", content, at + 4)
    except struct.error:
        return "", len(content), 0
    return decode(content[at + 30 : at + 30 + name])[0], at + 30 + name + extra, method


def _inflated(content: bytes, start: int, method: int, most: int) -> bytes:
    """What can be had of a member: all of it, or what stands before the damage."""
    if method == 0:
        end = content.find(b"PK", start)
        return content[start : end if end >= 0 else len(content)][:most]
    unpacking, out = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    try:
        for place in range(start, len(content) if method == zlib.DEFLATED else start, _STEP):
            out += unpacking.decompress(content[place : place + _STEP], most - len(out))
            if unpacking.eof or len(out) >= most:
                break
    except zlib.error:
        return bytes(out)
    return bytes(out)
