"""winmail.dat read attribute by attribute (MS-OXTNEF), each byte looked at once whatever the counts in it pretend."""

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, Unreadable

_SIGNATURE = 0x223E9F78
_SUBJECT, _BODY, _MESSAGE_PROPERTIES = 0x8004, 0x800C, 0x9003
_BEGINS, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_OF_MESSAGE = {0x0037, 0x1000, 0x1013, 0x1009}  # subject, body, HTML, compressed RTF
_NAMES = (0x3707, 0x3704)  # long, short
_CONTENT = 0x3701
_INTERFACE = bytes.fromhex("07030200000000 00c000000000000046".replace(" ", ""))  # stands before a letter as a file
_FIXED = {0x0002: 4, 0x000B: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8, 0x0040: 8}
_FIXED |= {0x0048: 16, 0x0000: 0, 0x0001: 0}
_UNICODE, _MANY, _NAMED = 0x001F, 0x1000, 0x8000


@dataclass
class File:
    """A file in it."""

    name: str = ""
    content: bytes = b""


@dataclass
class Tnef:
    """What it holds: files, and the letter's own words by the number of their property."""

    files: list[File] = field(default_factory=list)
    words: dict[int, bytes | str] = field(default_factory=dict)


def read_tnef(content: bytes, most_files: int) -> Tnef:
    """Everything that can be had of a winmail.dat, one file more than `most_files` at most.

    Raises:
        Unreadable: damaged.
    """
    found = Tnef()
    try:
        if struct.unpack_from("<I", content)[0] != _SIGNATURE:
            raise Unreadable(DAMAGED, "no signature")
        for number, data in _attributes(content):
            _take(found, number, data)
            if len(found.files) > most_files:
                break
    except (struct.error, ValueError) as fault:
        raise Unreadable(DAMAGED, repr(fault)[:200]) from fault
    return found


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 11 <= len(content):
        number, size = struct.unpack_from("<II", content, at + 1)
        if at + 9 + size > len(content):
            raise ValueError("an attribute beyond the end")
        yield number & 0xFFFF, content[at + 9 : at + 9 + size]
        at += 11 + size


def _take(found: Tnef, number: int, data: bytes) -> None:
    if number == _BEGINS:
        found.files.append(File())
    elif number in (_SUBJECT, _BODY):
        found.words.setdefault(0x0037 if number == _SUBJECT else 0x1000, data)
    elif number == _MESSAGE_PROPERTIES:
        found.words.update({tag: value for tag, value in _properties(data) if tag in _OF_MESSAGE})
    elif found.files and number in (_TITLE, _DATA, _FILE_PROPERTIES):
        _take_file(found.files[-1], number, data)


def _take_file(one: File, number: int, data: bytes) -> None:
    if number == _TITLE:
        one.name = one.name or decode(data.rstrip(b"\0"))[0]
    elif number == _DATA:
        one.content = data
    else:
        told = dict(_properties(data))
        names = (told[tag] for tag in _NAMES if tag in told)
        one.name = next((words_of(name) for name in names if name), one.name)
        inside = told.get(_CONTENT, b"")
        one.content = inside.removeprefix(_INTERFACE) if isinstance(inside, bytes) and inside else one.content


def words_of(value: bytes | str) -> str:
    """A property's text; bytes are in the sender's own code page."""
    return (value if isinstance(value, str) else decode(value.rstrip(b"\0"))[0]).rstrip("\0")


def _properties(data: bytes) -> Iterator[tuple[int, bytes | str]]:
    """The MAPI properties of an attribute, tag and value, up to the first that is wrong; of several values the last."""
    with contextlib.suppress(struct.error):
        yield from _sound_properties(data)


def _sound_properties(data: bytes) -> Iterator[tuple[int, bytes | str]]:
    at = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], len(data) // 4)):
        kind, tag = struct.unpack_from("<HH", data, at)
        at = _behind_name(data, at + 4) if tag >= _NAMED else at + 4
        bare = kind & ~_MANY
        fixed, counted = _FIXED.get(bare), bool(kind & _MANY)
        count = struct.unpack_from("<I", data, at)[0] if counted or fixed is None else 1
        at += 4 if counted or fixed is None else 0
        if fixed is not None:
            at += fixed * count
            continue
        for _ in range(min(count, len(data) // 4)):
            size = struct.unpack_from("<I", data, at)[0]
            value = data[at + 4 : at + 4 + size]
            yield tag, value.decode("utf-16-le", "replace") if bare == _UNICODE else value
            at += 4 + size + -size % 4


def _behind_name(data: bytes, at: int) -> int:
    """Where a named property's value begins: behind its set and its number or name."""
    kind, size = struct.unpack_from("<II", data, at + 16)
    return at + 24 if kind == 0 else at + 24 + size + -size % 4
