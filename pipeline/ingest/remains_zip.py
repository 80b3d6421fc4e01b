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
_SIZE_BEHIND = 0x8  # the flag of a member that was written before its size was known
_DEEP = 2
_MOST_MEMBERS = 3_000
_MEMBER_BYTES = 16_000_000
_ALL_BYTES = 48_000_000  # unpacked from one file
_STEP = 1 << 16
_STRUCK = re.compile(r"<(w:delText)\b[^<>]*>[^<]*</\1>")
_INSTRUCTION = re.compile(r"<(w:instrText)\b[^<>]*>[^<]*</\1>")
_CHANGES = ("<text:tracked-changes", "</text:tracked-changes>")
_ENDS = re.compile(
    r"</?(?:\w{1,20}:)?(?:p|h[1-6]?|div|li|tr|td|si|c|row|title|subject|keywords|comment|TextObject|\w{3,8}Header)"
    r"(?=[\s/>])[^<>]*>"
)
_ELEMENT = re.compile(r"<([\w.:-]{1,90})([^<>]*)>(?:([^<>]*)(?=</))?")
_VALUE = re.compile(r"=\"([^\"]*)\"|='([^']*)'")
_IN_A_SENTENCE = re.compile(
    r"(?:\w{1,20}:)?(?:t|r|span|a|b|i|u|s|em|strong|font|su[bp]|small|big|ins|del|mark|code|label|TextCode)"
)
_CHOICE = re.compile(r"<(?:\w{1,20}:)?listItem\b[^<>]*>")  # what a list offers was chosen by nobody
PAGE_CODE = re.compile(
    r"&(?:\"[^\"]*\"|K[0-9A-F+-]{2,7}|[A-Z]|\d{1,3})"
)  # in a sheet's header: its place, font and size
_TAG = re.compile(r"<[^<>]*>")
_SIGN = re.compile("[密内]|&#")
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
    text = _STRUCK.sub("", text)
    flow = unescaped(_TAG.sub("", _ENDS.sub("\n", _INSTRUCTION.sub("", text))))
    return "\n".join((flow, *_asides(text)))


def _asides(text: str) -> Iterator[str]:
    """What no page shows in a line of its own: the values of attributes and of elements that hold nothing but text.

    Alternative texts, names of sheets, properties of a document, instructions of fields, data of a form.
    """
    for found in _ELEMENT.finditer(_CHOICE.sub("", text)):
        name, said = found[1], found[3] or ""
        if _SIGN.search(found[2]):
            yield from (unescaped(value[1] or value[2] or "") for value in _VALUE.finditer(found[2]))
        if _SIGN.search(said) and not found[2].endswith("/") and not _IN_A_SENTENCE.fullmatch(name):
            said = unescaped(said)
            yield PAGE_CODE.sub("\n", said) if name.endswith(("Header", "Footer")) else said


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
        name, start, method, size = _header(content, at)
        if name.lower().endswith(_WORDS) or (depth < _DEEP and name.lower().endswith(_PACKED)):
            data = _inflated(content, (start, size), method, min(most, _MEMBER_BYTES))
            most -= len(data)
            if data.startswith(_HEADER):
                yield from members(data, most, depth + 1)
            else:
                yield name, data
        at = content.find(_HEADER, at + 4)


def _header(content: bytes, at: int) -> tuple[str, int, int, int]:
    """Name, start, method and packed size of a member; a size of 0 is not known."""
    try:
        _, flags, method, _, _, _, size, _, name, extra = struct.unpack_from("<HHHHHIIIHH", content, at + 4)
    except struct.error:
        return "", len(content), 0, 0
    told = 0 if flags & _SIZE_BEHIND else size
    return decode(content[at + 30 : at + 30 + name])[0], at + 30 + name + extra, method, told


def _inflated(content: bytes, where: tuple[int, int], method: int, most: int) -> bytes:
    """What can be had of a member at its start and of its size: all of it, or what stands before the damage."""
    start, size = where
    if method == 0:
        end = start + size if size else content.find(b"PK", start)
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
