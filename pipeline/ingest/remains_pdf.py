"""What stands in a PDF besides what its reader tells, and all of it where the file is damaged (ISO 32000-1, 7.3, 7.5).

Objects are found by their own words, not by the table at the end, which a cut file has lost. What is compressed in a
way that office programs do not use, and pictures, are passed over.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.ingest.charset import decode
from pipeline.ingest.remains_pdf_codes import Coding, coding_named, coding_of, of_hex
from pipeline.ingest.remains_pdf_page import plain, words_of_page

_OBJECT = re.compile(rb"(\d{1,8})\s{1,4}\d{1,5}\s{1,4}obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/(?:DCTDecode|JPXDecode|JBIG2Decode|CCITTFaxDecode|FontFile|Length[12]\b)|/Subtype\s*/Image")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s{1,4}(\d{1,8})\s{1,4}\d{1,5}\s{1,4}R\b")
_TO_UNICODE = re.compile(rb"/ToUnicode\s{1,4}(\d{1,8})\s")
_ENCODING = re.compile(rb"/Encoding\s*/([\w-]{1,40})")
_STRING = re.compile(rb"\(((?:\\.|[^()\\]){1,4000})\)|<([0-9A-Fa-f\s]{4,8000})>", re.DOTALL)
_SIGNS = frozenset("密内")  # one of them stands in every marking
_MOST_CODES = 300_000  # of all fonts
_TABLE, _FONT = 10_000, 70_000  # codes that a font's table costs at least, and at most
_MOST_OBJECTS = 20_000
_DICTIONARY = 20_000  # bytes of an object that are looked at
_ALL_BYTES = 48_000_000  # unpacked from one file
_PAGE_BYTES = 4_000_000  # of those, of what draws pages
_FILE_BYTES = 16_000_000


@dataclass
class _Found:
    """The objects of a file, as far as they matter here."""

    told: dict[int, bytes] = field(default_factory=dict)  # what each says of itself, by its number
    codings: dict[int, Coding] = field(default_factory=dict)  # which characters a font's codes mean
    pages: list[bytes] = field(default_factory=list)
    left: int = _ALL_BYTES
    codes: int = _MOST_CODES


def words_of_pdf(content: bytes, *, pages: bool) -> Iterator[str]:
    """What is written outside of the pages; on them as well if so asked.

    Args:
        content: of the file, perhaps cut off or spoilt.
        pages: whether no reader told what stands on the pages.
    """
    found = _Found()
    for number, told, packed in _objects(content):
        found.told[number] = told
        data = _unpacked(told, packed, found)
        if b"/ObjStm" in told:
            _take_objects(data, found)
        elif b"beginbf" in data and found.codes > 0:
            found.codings[number] = coding_of(data, min(found.codes, _FONT))
            found.codes -= max(_TABLE, len(found.codings[number].table))
        elif pages and b"Tf" in data and (b"Tj" in data or b"TJ" in data):
            found.pages.append(data)
    for told in found.told.values():
        yield from _strings(told)
    if found.pages:
        yield from words_of_page(b"\n".join(found.pages)[:_PAGE_BYTES], _fonts(found))


def files_of_pdf(content: bytes) -> Iterator[bytes]:
    """The files that are embedded in it, and what it says of itself in XML."""
    found = _Found()
    for _, told, packed in _objects(content):
        if b"/EmbeddedFile" in told or b"/Metadata" in told:
            yield _unpacked(told, packed, found)[:_FILE_BYTES]


def _objects(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, what stands before its stream, and the stream of each object."""
    starts = list(islice(_OBJECT.finditer(content), _MOST_OBJECTS))
    ends = [*(start.start() for start in starts[1:]), len(content)]
    for start, end in zip(starts, ends, strict=False):
        stream = _STREAM.search(content, start.end(), min(end, start.end() + _DICTIONARY))
        told = content[start.end() : stream.start() if stream else min(end, start.end() + _DICTIONARY)]
        yield int(start[1]), told, content[stream.end() : end] if stream else b""


def _unpacked(told: bytes, packed: bytes, found: _Found) -> bytes:
    """A stream, as far as it comes out."""
    if not packed or found.left <= 0 or _PICTURE.search(told):
        return b""
    packed = packed.partition(b"endstream")[0] if b"/Filter" not in told else packed
    if b"/ASCII85Decode" in told:
        packed = _from_ascii85(packed)
    data = packed[: found.left] if b"/FlateDecode" not in told else _inflated(packed, found.left)
    found.left -= len(data)
    return data


def _from_ascii85(packed: bytes) -> bytes:
    try:
        return base64.a85decode(packed.partition(b"~>")[0].strip(), ignorechars=b" \t\n\r\v\0")
    except ValueError:
        return b""


def _inflated(packed: bytes, most: int) -> bytes:
    unpacking, out = zlib.decompressobj(), bytearray()
    try:
        for place in range(0, len(packed), 4096):
            out += unpacking.decompress(packed[place : place + 4096], most - len(out))
            if unpacking.eof or len(out) >= most:
                break
    except zlib.error:
        return bytes(out)
    return bytes(out)


def _take_objects(data: bytes, found: _Found) -> None:
    """The objects that a stream holds: a list of numbers and places, then themselves."""
    head = re.match(rb"[\d\s]{1,400000}", data)
    numbers = list(map(int, (head[0] if head else b"").split()))
    first = data.find(b"<<")
    places = [first + place for place in numbers[1::2]]
    ends = [*places[1:], len(data)]
    for number, place, end in zip(numbers[::2], places, ends, strict=False):
        if len(found.told) < _MOST_OBJECTS:
            found.told[number] = data[place : min(end, place + _DICTIONARY)]


def _fonts(found: _Found) -> dict[bytes, list[Coding]]:
    """What the codes of each font may mean, by the names that the pages have for it; b"" for any other."""
    known: dict[int, Coding] = {}
    for number, told in found.told.items():
        target, named = _TO_UNICODE.search(told), _ENCODING.search(told)
        coding = found.codings.get(int(target[1])) if target else None
        coding = coding or (coding_named(named[1]) if named else None)
        if coding is not None:
            known[number] = coding
    signed = [coding for coding in found.codings.values() if not _SIGNS.isdisjoint(coding.table.values())]
    fonts: dict[bytes, list[Coding]] = {b"": signed}
    for told in found.told.values():
        for name, number in _NAMED.findall(told):
            coding = known.get(int(number))
            if coding is not None and coding not in fonts.setdefault(name, []):
                fonts[name].append(coding)
    return fonts


def _strings(told: bytes) -> Iterator[str]:
    """The texts in an object: a title, a note, what a field of a form holds."""
    for string in _STRING.finditer(told):
        raw = of_hex(string[2]) if string[1] is None else plain(string[1])
        yield raw[2:].decode("utf-16-be", "replace") if raw[:2] == b"\xfe\xff" else decode(raw)[0]
