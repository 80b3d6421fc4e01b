"""Files that a mail program of old wrote into the text itself, in uuencode or its base64 form (POSIX uuencode)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ingest.bodies import from_base64, uu_line

_BEGIN = re.compile(rb"^begin(-base64)? [0-7]{3,4} ([^\r\n]{1,300})\r?\n", re.M)
_MOST = 2_000  # beginnings of one text
_LINE = re.compile(rb"[^\r\n]+\r?\n?")
_CODED = re.compile(rb"[A-Za-z0-9+/]{1,76}={0,2}\s*")


@dataclass(frozen=True, kw_only=True)
class UuFile:
    """A file within a text, and the place that it takes there."""

    name: bytes
    content: bytes
    start: int
    end: int


def uu_files(text: bytes) -> Iterator[UuFile]:
    """The files in a text, one after the other; words that only look like the beginning of one are left alone."""
    at = tried = 0
    while tried < _MOST and (begin := _BEGIN.search(text, at)) is not None:
        tried += 1
        content, end = (_from_base64 if begin[1] else _from_uu)(text, begin.end())
        at = max(end, begin.end())
        if content:
            yield UuFile(name=begin[2].strip(), content=content, start=begin.start(), end=end)


def _from_uu(text: bytes, at: int) -> tuple[bytes, int]:
    """What the lines from there on hold, up to the last one; where they end."""
    out = bytearray()
    for found in _LINE.finditer(text, at):
        line = found[0].rstrip(b"\r\n")
        if line.strip() == b"end":
            return bytes(out), found.end()
        if not _is_coded(line):
            break
        out += uu_line(line)
        at = found.end()
    return bytes(out), at


def _is_coded(line: bytes) -> bool:
    """Whether a line is as long as it says, but for blanks lost at its end and one sign that some append."""
    said = ((line[0] - 32) & 63) + 2
    within = 0x20 <= line[0] <= 0x60 and line.isascii() and max(line) <= 0x60
    return within and len(line) <= 1 + said // 3 * 4 + 1


def _from_base64(text: bytes, at: int) -> tuple[bytes, int]:
    start = at
    for found in _LINE.finditer(text, at):
        if found[0].startswith(b"===="):
            return _decoded(text[start:at]), found.end()
        if not _CODED.fullmatch(found[0]):
            break
        at = found.end()
    return _decoded(text[start:at]), at


def _decoded(coded: bytes) -> bytes:
    try:
        return from_base64(coded)
    except binascii.Error:
        return b""
