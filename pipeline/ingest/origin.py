"""Where a letter came from, as its headers say; nothing here is proof (mail.md, Who sent it)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import mailparser

from pipeline.domain.letter import Address, Origin
from pipeline.ingest.addresses import MOST, addresses
from pipeline.ingest.authentication import against, in_favour, signatures_of
from pipeline.ingest.headers import Headers, eight_bit

_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_MOST_RECEIVED = 30
_LONGEST_TRACE = 4_096  # bytes of a Received field
_MOST_REFERENCES = 100


def origin_of(headers: Headers) -> Origin:
    """Senders, recipients, ids and times of a letter. Never raises."""
    ids, senders = _ids(headers, "message-id"), _addresses(headers, "from")
    failed, doubted = against(headers)
    return Origin(
        senders=senders,
        reply_to=_addresses(headers, "reply-to"),
        sent_by=_addresses(headers, "sender"),
        failed=failed,
        doubted=doubted,
        passed=in_favour(headers, senders[0].addr.rpartition("@")[2]) if senders else (),
        signatures=signatures_of(headers),
        recipients=_addresses(headers, "to", "cc", "delivered-to", "x-original-to"),
        message_id=ids[0] if ids else None,
        in_reply_to=tuple(dict.fromkeys(_ids(headers, "in-reply-to") + _ids(headers, "references"))),
        received_at=_received_at(headers),
    )


def _addresses(headers: Headers, *names: str) -> tuple[Address, ...]:
    found = [a for name in names for value in headers.all(name) for a in addresses(eight_bit(value))]
    return tuple(dict.fromkeys(found))[:MOST]


def _ids(headers: Headers, name: str) -> list[str]:
    text = " ".join(eight_bit(value) for value in headers.all(name))
    return _MESSAGE_ID.findall(text)[-_MOST_REFERENCES:]


def _received_at(headers: Headers) -> datetime | None:
    """The time of the topmost Received, which our own server wrote.

    mail-parser reads the chain: comments, quoted strings and obsolete zones. It is given nothing but these
    fields, few and short, since it takes seconds on hostile headers of other kinds.
    """
    fields = [v[:_LONGEST_TRACE] for v in headers.all("received")[:_MOST_RECEIVED]]
    if not fields:
        return None
    trace = b"".join(b"Received: " + value + b"\r\n" for value in fields) + b"\r\n"
    try:
        return datetime.fromisoformat(mailparser.parse_from_bytes(trace).received[-1]["date_utc"])
    except Exception:  # it knows no such shape: the time after the last semicolon, if it is one
        return _time(fields[0].rpartition(b";")[2])


def _time(value: bytes) -> datetime | None:
    """A date's moment, aware; a zone that is missing counts as UTC."""
    try:
        moment = parsedate_to_datetime(value.decode("ascii", "replace"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
