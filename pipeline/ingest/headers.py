"""Header sections: cut within limits, split by the standard library (compat32), decoded by us."""

import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32
from functools import lru_cache

from pipeline.ingest.charset import decode, one_line
from pipeline.ingest.encoded_words import decode_words
from pipeline.settings.values import Limits

_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,200}:")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_BLANK_LINE = re.compile(rb"\r{0,4}\n")  # CR CR LF: a letter that was copied in text mode
_LONE_CR = re.compile(rb"\r(?!\n)")
_PARSER = BytesHeaderParser(policy=compat32)
_LONGEST = 65_536  # bytes of one value that are decoded; longer ones are cut


@dataclass(frozen=True)
class Headers:
    """The fields of one header section: names in lower case, values raw and unfolded, in order."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def all(self, name: str) -> list[bytes]:
        """Every value of that name, in order, cut to a length that is safe to decode."""
        return [value[:_LONGEST] for field, value in self.fields if field == name]

    def text(self, name: str) -> str:
        """The first value of that name with raw 8-bit decoded and encoded words left alone; "" without one."""
        found = self.all(name)
        return eight_bit(found[0]) if found else ""


@dataclass(frozen=True)
class Section:
    """A header section and where the body after it begins."""

    headers: Headers
    body: int
    cut: bool  # over a limit: later fields were not read


def read_section(raw: bytes, start: int, end: int, limits: Limits) -> Section:
    """The header section of `raw[start:end]`; it ends at an empty line or at the first line that is no field.

    What goes beyond `header_bytes` or `header_count` is left unread before any parser sees it (mail.md L11).
    """
    last = min(end, start + limits.header_bytes)
    at, count, body = start, 0, end
    while at < end:
        newline = raw.find(b"\n", at, end)
        after = end if newline < 0 else newline + 1
        if _BLANK_LINE.match(raw, at, after):
            body = after
            break
        if raw[at : at + 1] not in (b" ", b"\t") or at == start:
            if not _FIELD.match(raw, at, end):
                body = at
                break
            count += 1
        if count > limits.header_count or after > last:
            return Section(_parse(raw[start:at]), _after_blank_line(raw, at, end), cut=True)
        at = after
    return Section(_parse(raw[start:at]), body, cut=False)


def eight_bit(value: bytes) -> str:
    """A raw header value as text: UTF-8 where it strictly is, else gb18030 (mail.md L2)."""
    return decode(value)[0]


def shown(value: bytes) -> str:
    """A header value as a person reads it: decoded, unfolded, on one line."""
    return one_line(decode_words(eight_bit(value)))


@lru_cache(maxsize=32)  # a letter's headers are looked at several times
def _parse(section: bytes) -> Headers:
    message = _PARSER.parsebytes(_LONE_CR.sub(b" ", section))
    items = ((name.lower(), str(value).encode("ascii", "surrogateescape")) for name, value in message.raw_items())
    return Headers(tuple((name, _FOLD.sub(b"", value).strip()) for name, value in items))


def _after_blank_line(raw: bytes, at: int, end: int) -> int:
    found = [(raw.find(gap, max(at - 1, 0), end), len(gap)) for gap in (b"\n\n", b"\n\r\n")]
    return min((where + length for where, length in found if where >= 0), default=end)
