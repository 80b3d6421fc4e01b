"""Letters as Outlook packs and saves them: their own words are read in every dress (mail.md L8, design.md §4.7)."""

import random
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import archive_msg
from pipeline.ingest.archive import members
from pipeline.ingest.archive_members import Budget
from pipeline.ingest.saved_words import _KNOWN, unsqueezed
from pipeline.ingest.tnef import read_tnef
from pipeline.ingest.trouble import Unreadable
from pipeline.settings.values import Limits

MARK = "机密★3年"
SUBJECT, BODY, HTML, RTF = 0x0037, 0x1000, 0x1013, 0x1009
INTERFACE = bytes.fromhex("0703020000000000c000000000000046")


def attribute(number: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*told: tuple[int, int, bytes]) -> bytes:
    """MAPI properties: kind, tag, value; a named and a fixed one before them."""
    out = struct.pack("<I", len(told) + 2) + struct.pack("<HHI", 3, 0x3FDE, 936)
    out += struct.pack("<HH", 3, 0x8001) + bytes(16) + struct.pack("<III", 0, 7, 1)
    for kind, tag, value in told:
        out += struct.pack("<HHII", kind, tag, 1, len(value)) + value + bytes(-len(value) % 4)
    return out


def winmail(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def squeezed(rtf: bytes) -> bytes:
    """Compressed RTF without any repetition, but for the first bytes that every one has."""
    tokens = [struct.pack(">H", 0 << 4 | 4), *(rtf[i : i + 1] for i in range(6, len(rtf)))]  # {\rtf1
    tokens.append(struct.pack(">H", ((len(_KNOWN) + len(rtf)) % 4096) << 4))
    out = b""
    for first in range(0, len(tokens), 8):
        run = tokens[first : first + 8]
        out += bytes([sum(1 << bit for bit, token in enumerate(run) if len(token) == 2)]) + b"".join(run)
    return struct.pack("<II", len(out) + 12, len(rtf)) + b"LZFu" + bytes(4) + out


def came(content: bytes, kind: str = "tnef") -> list[tuple[str, str]]:
    found = members(content, kind, "a", Limits(), Budget.of(Limits()))
    return [(one.path, one.content.decode("utf-8", "replace")) for one in found]


RTF_WORDS = b"{\\rtf1 \\u26426\\'3f\\u23494\\'3f\\u9733\\'3f3\\u24180\\'3f\\par}"


@pytest.mark.parametrize(
    "content",
    [
        attribute(0x0002800C, MARK.encode("gbk") + b"\0"),
        attribute(0x00069003, properties((0x1F, BODY, MARK.encode("utf-16-le")))),
        attribute(0x00069003, properties((0x1E, SUBJECT, MARK.encode("gbk")))),
        attribute(0x00069003, properties((0x102, HTML, f"<p>{MARK}</p>".encode()))),
        attribute(0x00069003, properties((0x102, RTF, squeezed(RTF_WORDS)))),
    ],
    ids=["text", "Unicode text", "subject", "page", "compressed RTF"],
)
def test_l8_the_words_of_a_winmail_are_a_file_of_their_own(content: bytes) -> None:
    assert came(winmail(content)) == [("letter.txt", MARK)]


def test_l8_a_letter_in_a_winmail_comes_out_as_one() -> None:
    inner = winmail(attribute(0x0002800C, MARK.encode("gbk")))
    held = attribute(0x00069005, properties((0x0D, 0x3701, INTERFACE + inner)), 2)
    ((_, outer),) = [(one.path, one.content) for one in members(
        winmail(attribute(0x00069002, bytes(14), 2), held), "tnef", "a", Limits(), Budget.of(Limits())
    )]  # fmt: skip
    assert came(outer) == [("letter.txt", MARK)]


@pytest.mark.parametrize(
    "content",
    [
        winmail() + attribute(0x00069004, struct.pack("<I", 0xFFFFFFFF)) * 200_000,
        winmail(attribute(0x00069003, struct.pack("<I", 0xFFFFFFFF) + bytes(1_000_000))),
        winmail(attribute(0x00069003, struct.pack("<IHHI", 1, 0x102, HTML, 0xFFFFFFFF) + bytes(1_000_000))),
        winmail(attribute(0x00069002, b"", 2) * 200_000),
    ],
    ids=["recipients", "properties", "values", "files"],
)
def test_l11_counts_that_lie_cost_nothing(content: bytes) -> None:
    assert len(read_tnef(content, 300).files) <= 301


@given(st.binary(max_size=200), st.integers(0, 400))
def test_l11_spoilt_winmails_raise_nothing_else(noise: bytes, cut: int) -> None:
    whole = winmail(attribute(0x00069003, properties((0x102, RTF, squeezed(RTF_WORDS)))))
    at = random.Random(cut).randrange(6, len(whole))
    with suppress(Unreadable):
        assert not read_tnef(whole[:at] + noise + whole[at + len(noise) :][: cut or None], 300).files
    assert len(unsqueezed(squeezed(RTF_WORDS)[:12] + noise * 50, 1_000)) <= 1_200


@dataclass(frozen=True)
class _Entry:
    path: str


class _Saved:
    """A compound file as laid out by Outlook for a letter in a letter."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self._streams = streams
        self.entries = [_Entry(path) for path in streams]

    def open_stream(self, path: str) -> bytes:
        return self._streams[path]


def test_l8_a_letter_saved_in_a_saved_letter_is_read_with_its_page_and_files() -> None:
    inner = "__attach_version1.0_#00000000/__substg1.0_3701000D/"
    opened: Any = _Saved({
        "__substg1.0_0037001F": "转".encode("utf-16-le"),
        f"{inner}__substg1.0_10130102": f"<p>{MARK}</p>".encode(),
        f"{inner}__attach_version1.0_#00000000/__substg1.0_37010102": b"words",
        f"{inner}__attach_version1.0_#00000000/__substg1.0_3707001F": "稿.txt".encode("utf-16-le"),
    })  # fmt: skip
    found = list(archive_msg._found(opened, Limits(), 300))
    assert found == [("letter.txt", "转".encode()), ("letter.txt", MARK.encode()), ("稿.txt", b"words")]
