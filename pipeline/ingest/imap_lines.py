"""Reading what imaplib hands back: FETCH answers, folder names, dates (RFC 3501 §7, §9). Pure."""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from imap_tools.imap_utf7 import utf7_decode

Line = bytes | tuple[bytes, bytes] | None  # what imaplib puts into the data of an answer

_SEQUENCE = re.compile(rb"\s*\d+ \(")
_UID = re.compile(rb"[ (]UID (\d+)", re.IGNORECASE)
_SIZE = re.compile(rb"[ (]RFC822\.SIZE (\d+)", re.IGNORECASE)
_DATE = re.compile(rb'[ (]INTERNALDATE "([^"]*)"', re.IGNORECASE)
_ANNOUNCED = re.compile(rb"\{(\d+)\}$")
_BODY_LITERAL = re.compile(rb"[ (]BODY\[\] \{\d+\}$", re.IGNORECASE)
_BODY_QUOTED = re.compile(rb'[ (]BODY\[\] "((?:[^"\\]|\\.)*)"', re.IGNORECASE | re.DOTALL)
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.+)$', re.IGNORECASE | re.DOTALL)
_MOMENT = re.compile(r"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One FETCH response; a field the server did not send is None."""

    uid: int | None
    size: int | None  # RFC822.SIZE, bytes
    arrived_at: datetime | None  # INTERNALDATE, aware, the server's zone
    body: bytes | None = field(repr=False)  # BODY[], exact; None when absent or not as long as announced


def answers(data: Iterable[Line]) -> Iterator[Answer]:
    """Every FETCH response in `data`, unsolicited ones included (I9); the caller picks by uid."""
    for literals, tail in _responses(data):
        rest = b" ".join([*(head for head, _ in literals), tail])
        quoted = _BODY_QUOTED.search(rest)
        if quoted:
            rest = rest[: quoted.start()] + rest[quoted.end() :]
        body = _body(literals, tail)
        if body is None and quoted:
            body = re.sub(rb"\\(.)", rb"\1", quoted.group(1), flags=re.DOTALL)
        if len(_UID.findall(rest)) > 1:
            body = None  # a literal announced too long swallowed the head of the next answer
        yield Answer(uid=_number(_UID, rest), size=_number(_SIZE, rest), arrived_at=_date(rest), body=body)


def _responses(data: Iterable[Line]) -> Iterator[tuple[list[tuple[bytes, bytes]], bytes]]:
    """Groups the lines of each response: its (line, literal) pairs and the line that closes it."""
    pairs: list[tuple[bytes, bytes]] = []
    for line in data:
        if isinstance(line, tuple):
            if _SEQUENCE.match(line[0]):
                pairs = []  # a new response begins; an unclosed one before it is dropped
            pairs.append(line)
        elif line is not None:
            yield pairs, line
            pairs = []


def _body(literals: list[tuple[bytes, bytes]], tail: bytes) -> bytes | None:
    """The literal of BODY[], if it is as long as announced and the response closes after it (I13)."""
    if not tail.rstrip().endswith(b")"):
        return None
    for head, literal in literals:
        announced = _ANNOUNCED.search(head)
        if _BODY_LITERAL.search(head) and announced and int(announced.group(1)) == len(literal):
            return literal
    return None


def _number(pattern: re.Pattern[bytes], text: bytes) -> int | None:
    found = pattern.search(text)
    return int(found.group(1)) if found else None


def _date(text: bytes) -> datetime | None:
    found = _DATE.search(text)
    return internal_date(found.group(1).decode("ascii", "replace")) if found else None


def internal_date(text: str) -> datetime | None:
    """An INTERNALDATE such as `17-Jul-1996 02:44:25 +0800`, aware, its zone kept; None when it is none."""
    found = _MOMENT.match(text)
    if not found or found.group(2).lower() not in _MONTHS:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        at = (int(year), _MONTHS.index(month.lower()) + 1, int(day), int(hour), int(minute), int(second))
        return datetime(*at, tzinfo=zone)
    except ValueError:
        return None


def folder_names(data: Iterable[Line]) -> list[str]:
    """The names in a LIST answer that can be opened, decoded from modified UTF-7 (I11)."""
    names: list[str] = []
    for line in data:
        text, literal = line if isinstance(line, tuple) else (line or b"", None)
        found = _LISTED.search(text)
        if not found or b"\\noselect" in found.group("flags").lower():
            continue
        names.append(_folder_name(found.group("name") if literal is None else literal, quoted=literal is None))
    return names


def _folder_name(raw: bytes, *, quoted: bool) -> str:
    if quoted and raw.startswith(b'"') and raw.rstrip().endswith(b'"'):
        raw = re.sub(rb"\\(.)", rb"\1", raw.rstrip()[1:-1])
    try:
        return str(utf7_decode(raw))
    except (binascii.Error, ValueError):
        return raw.decode("utf-8", "replace")  # not modified UTF-7: some servers send UTF-8


def numbers(data: Iterable[Line]) -> list[int]:
    """The numbers of a SEARCH answer, ascending, each once."""
    words = b" ".join(line for line in data if isinstance(line, bytes)).split()
    return sorted({int(word) for word in words if word.isdigit()})


def uid_set(uids: Iterable[int]) -> str:
    """A sequence set of exactly these uids: `3,5:8`; runs are joined, nothing else falls into a range."""
    runs: list[list[int]] = []
    for uid in sorted(set(uids)):
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs)
