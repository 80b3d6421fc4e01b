"""What the codes of a PDF's fonts mean, told by the tables that stand in the file (ISO 32000-1, 9.7.5 and 9.10.3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

_HEX = rb"<([0-9A-Fa-f\s]{0,200})>"
_CHARACTER = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\[\]]{0,20000})\])")
_TEXT = re.compile(_HEX)
_MOST_CODES = 70_000  # of one range
_MOST_BYTES = 1_000_000  # of one table
_NAMED = {b"UniGB": "utf-16-be", b"UniCNS": "utf-16-be", b"GBK": "gb18030", b"GB-": "gb18030", b"GBpc": "gb18030"}


@dataclass(frozen=True)
class Coding:
    """What the codes of a font mean: by a table, or as a coding of Python's."""

    table: Mapping[bytes, str] = field(default_factory=dict)
    length: int = 2  # bytes of a code
    named: str = ""

    def text(self, raw: bytes) -> str:
        """The characters of a string that a page draws."""
        if self.named:
            return raw.decode(self.named, "replace")
        codes = (raw[at : at + self.length] for at in range(0, len(raw), self.length))
        return "".join([self.table.get(code, "\ufffd") for code in codes])


def coding_named(name: bytes) -> Coding | None:
    """One of the codings that a PDF need not explain; None for those that tell no Chinese."""
    return next((Coding(named=coding) for start, coding in _NAMED.items() if name.startswith(start)), None)


def coding_of(source: bytes, most: int) -> Coding:
    """The table that stands in a font's ToUnicode, as far as it can be read; of so many codes at most."""
    table: dict[bytes, str] = {}
    for code, text in islice(_codes(source[:_MOST_BYTES]), most):
        table[code] = text.decode("utf-16-be", "replace")
    lengths = [len(code) for code in table]
    return Coding(table=table, length=max(set(lengths), key=lengths.count) if lengths else 2)


def of_hex(digits: bytes) -> bytes:
    """The bytes that a string of hexadecimal digits stands for."""
    clean = b"".join(digits.split())
    return bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode())


def _codes(source: bytes) -> Iterator[tuple[bytes, bytes]]:
    for block in source.split(b"beginbf")[1:]:
        body = block.partition(b"endbf")[0]
        yield from _ranges(body) if block.startswith(b"range") else _pairs(body)


def _pairs(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    for found in _CHARACTER.finditer(body):
        yield of_hex(found[1]), of_hex(found[2])


def _ranges(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Codes in a row: each with the character behind the one before it, or each with a text of its own."""
    for found in _RANGE.finditer(body):
        first, last = of_hex(found[1])[-4:], of_hex(found[2])[-4:]
        start = int.from_bytes(first, "big")
        count = min(int.from_bytes(last, "big") - start + 1, _MOST_CODES)
        if found[3] is not None:
            text = of_hex(found[3])
            texts = (_further(text, more) for more in range(count))
        else:
            texts = (of_hex(digits) for digits in _TEXT.findall(found[4])[: max(count, 0)])
        for more, text in enumerate(texts):
            yield ((start + more) % 256 ** max(1, len(first))).to_bytes(max(1, len(first)), "big"), text


def _further(text: bytes, more: int) -> bytes:
    return text[:-2] + ((int.from_bytes(text[-2:], "big") + more) & 0xFFFF).to_bytes(2, "big")
