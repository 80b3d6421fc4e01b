"""Mails of ours that came back: which, and what that says of the addresses they went to."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from pipeline.domain.bounce import BounceHow
from pipeline.domain.words import LetterKind, OutboxState
from pipeline.store.tables import OutboxRow
from pipeline.store.tables.columns import UtcDateTime
from pipeline.store.tables.letters import LetterRow

_MACHINES = [LetterKind.BOUNCE.value, LetterKind.AUTO_REPLY.value]
_MOST = 5_000  # mails that came back which are looked through


def of_message_ids(session: Session, bureau: str, message_ids: Collection[str]) -> OutboxRow | None:
    """Our mail that bears one of these Message-IDs; None where none is ours."""
    if not message_ids:
        return None
    wanted = select(OutboxRow).where(OutboxRow.bureau == bureau, col(OutboxRow.message_id).in_(list(message_ids)))
    return session.exec(wanted.order_by(col(OutboxRow.id).desc()).limit(1)).first()


def lost_to(session: Session, bureau: str, since: datetime) -> dict[str, list[OutboxRow]]:
    """By address, the mails to it that came back since then and since it last wrote itself, oldest first.

    A person's letter from an address shows that it is in use: what came back before no longer counts against it. A mail
    that is only delayed is not lost.
    """
    found: dict[str, list[OutboxRow]] = defaultdict(list)
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau, col(OutboxRow.bounced_at) >= since, OutboxRow.bounce_how != BounceHow.DELAYED.value
    )
    for row in _newest(session, wanted):
        found[row.to.lower()].append(row)
    heard = last_heard(session, bureau, found)
    lost = {one: [m for m in mails if not _before(m.bounced_at, heard.get(one))] for one, mails in found.items()}
    return {one: mails for one, mails in lost.items() if mails}


def came_back(session: Session, bureau: str, since: datetime) -> list[OutboxRow]:
    """Mails that came back since then and that nobody has seen to yet, oldest first."""
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau,
        col(OutboxRow.bounced_at) >= since,
        OutboxRow.state == OutboxState.BOUNCED.value,
    )
    return _newest(session, wanted)


def _newest(session: Session, wanted: SelectOfScalar[OutboxRow]) -> list[OutboxRow]:
    """Of more than can be looked through those that came back last; oldest first."""
    last_first = wanted.order_by(col(OutboxRow.bounced_at).desc(), col(OutboxRow.id).desc())
    return list(reversed(session.exec(last_first.limit(_MOST)).all()))


def last_heard(session: Session, bureau: str, addresses: Collection[str]) -> dict[str, datetime]:
    """By address, when the last letter that no machine made, and no server called forged, came from it."""
    newest = func.max(LetterRow.arrived_at, type_=UtcDateTime)
    wanted = select(LetterRow.sender, newest).where(
        LetterRow.bureau == bureau, col(LetterRow.sender).in_(list(addresses)), col(LetterRow.kind).not_in(_MACHINES),
        or_(col(LetterRow.authentication).is_(None), col(LetterRow.authentication).not_like("failed%")),
    )  # fmt: skip
    return {sender: moment for sender, moment in session.exec(wanted.group_by(col(LetterRow.sender))) if sender}


def _before(moment: datetime | None, heard: datetime | None) -> bool:
    return moment is not None and heard is not None and moment < heard
