"""Delivery reports read: RFC 3464 with the headers of what came back, and the plain 退信 of webmail providers.

What a report says of itself is never proof; whoever links it to a mail of ours goes by the Message-IDs (O6).
"""

import re
from dataclasses import dataclass, field

from pipeline.domain.bounce import Bounced
from pipeline.ingest.bodies import undo
from pipeline.ingest.bounce_reason import how_of, reason_of, status_in
from pipeline.ingest.charset import decode, one_line
from pipeline.ingest.entity import Entity, entity
from pipeline.ingest.headers import Headers, eight_bit, shown
from pipeline.ingest.leaves import LETTERS, inner, leaves
from pipeline.settings.values import Limits

_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_ID_LINE = re.compile(r"^[>\s]*Message-ID:\s*(<[^<>\s]{1,400}>)", re.I | re.M)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.A)
_COPY = re.compile(
    r"^[->\s]{0,20}(this is a copy of (the|your) message|original message|received: from|return-path: <).*", re.I | re.M
)
_ORIGINALS = {*LETTERS, "text/rfc822-headers", "message/rfc822-headers"}
_STATUSES = {"message/delivery-status", "message/global-delivery-status"}
_MOST_IDS, _MOST_RECIPIENTS = 30, 20
_SCANNED, _SAID = 20_000, 300  # characters of a text that are looked at; of a server's words that are kept
_DONE = {"delivered", "relayed", "expanded"}  # reports of what went well


@dataclass
class _Found:
    """What the parts of a report say."""

    ids: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    groups: list[Headers] = field(default_factory=list)  # one for each recipient


def bounced(root: Entity, text: str, limits: Limits) -> Bounced | None:
    """A delivery report as far as it can be read; None where it reports that all went well.

    Args:
        root: the letter, known to be a delivery report.
        text: its body's text.
        limits: what reading it may cost.
    """
    found = _Found()
    for node in leaves(root, limits):
        _look_at(node, limits, found)
    group = _worst(found.groups)
    action = _word(group, "action")
    if action in _DONE:
        return None
    own = _COPY.split(text[:_SCANNED], maxsplit=1)[0]
    subject = "".join(shown(value) for value in root.headers.all("subject")[-1:])
    said = _diagnostic(group) or _telling(own)
    status = status_in(_text(group, "status")) or status_in(said) or status_in(own)
    failed = [a for value in root.headers.all("x-failed-recipients") for a in _ADDRESS.findall(eight_bit(value))]
    named = [*found.recipients, *failed] or _ADDRESS.findall(own)
    quoted = _ID_LINE.findall(text[:_SCANNED])
    answered = [i for name in ("in-reply-to", "references") for v in root.headers.all(name) for i in _ids(eight_bit(v))]
    return Bounced(
        how=how_of(action, status, f"{subject}\n{said}" if said else f"{subject}\n{own}"),
        reason=reason_of(status, _diagnostic(group) or own),
        message_ids=tuple(dict.fromkeys([*found.ids, *quoted, *answered]))[:_MOST_IDS],
        recipients=tuple(dict.fromkeys(a.lower() for a in named))[:_MOST_RECIPIENTS],
        status=status,
        said=one_line(said)[:_SAID],
    )


def _look_at(node: Entity, limits: Limits, found: _Found) -> None:
    if node.type in _STATUSES:
        found.groups += _groups(undo(node.body, node.encoding)[:_SCANNED], limits)
        found.recipients += [a for group in found.groups for a in _recipients(group)]
    elif node.type in _ORIGINALS or node.name.lower().endswith(".eml"):
        found.ids += [i for value in inner(node, limits).headers.all("message-id") for i in _ids(eight_bit(value))]


def _groups(content: bytes, limits: Limits) -> list[Headers]:
    """The groups of fields behind the first, one a recipient; where there is only one, that (RFC 3464 §2.1)."""
    blocks = [block for block in re.split(rb"\r?\n[ \t]*\r?\n", content.strip()) if block.strip()][:_MOST_RECIPIENTS]
    read = [entity(block + b"\n\n", (0, len(block) + 2), limits).headers for block in blocks]
    return read[1:] or read


def _worst(groups: list[Headers]) -> Headers:
    """The recipient's group that failed, else one that is delayed, else the first."""
    order = {"failed": 0, "delayed": 1}
    return min(groups, key=lambda group: order.get(_word(group, "action"), 2), default=Headers())


def _recipients(group: Headers) -> list[str]:
    told = [_text(group, name) for name in ("original-recipient", "final-recipient")]
    return [a for value in told for a in _ADDRESS.findall(value)]


def _diagnostic(group: Headers) -> str:
    return _text(group, "diagnostic-code").partition(";")[2].strip() or _text(group, "diagnostic-code")


def _telling(own: str) -> str:
    """The lines of a plain report that tell the reason."""
    lines = [line.strip() for line in own.splitlines()]
    return next(
        (line for line in lines if status_in(line) or re.search(r"(?<!\d)[45][0-5]\d[ \-:]|原因|SMTP", line)), ""
    )


def _text(group: Headers, name: str) -> str:
    value = (group.all(name) or [b""])[0]
    return decode(value)[0].strip()


def _word(group: Headers, name: str) -> str:
    return _text(group, name).partition(";")[0].partition(" ")[0].lower()


def _ids(value: str) -> list[str]:
    return _ID.findall(value)
