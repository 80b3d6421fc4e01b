"""A database that was put back from a backup: what happened since it does not know, and no mail may go out twice."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select, update

from pipeline.domain.words import OutboxState
from pipeline.store import health
from pipeline.store.tables import HealthRow, LetterRow, OutboxRow

_SIDE = "restored"  # a side of its own in the table of health: when this database was put back
_UNDER_WAY = (OutboxState.QUEUED.value, OutboxState.SENDING.value, OutboxState.HANDED.value)


def note_restored(session: Session, bureaus: Iterable[str], now: datetime, why: str) -> None:
    """Stop all sending until a person resumes it; what was queued is looked for in the Sent folder first."""
    for bureau in bureaus:
        row = health.of(session, bureau, _SIDE)
        row.stopped_at = now
        session.add(row)
        health.stop_by_hand(session, bureau, now, why)
    waiting = col(OutboxRow.state).in_(_UNDER_WAY)
    session.exec(update(OutboxRow).where(waiting).values(state=OutboxState.UNKNOWN.value, next_at=now))


def first_state(session: Session, bureau: str, about: LetterRow | None) -> OutboxState:
    """How a new mail begins: queued; about a letter that was fetched again after a restore, with its fate unknown."""
    since = _restored_at(session, bureau) if about is not None else None
    if since is None or about is None:
        return OutboxState.QUEUED
    return OutboxState.UNKNOWN if about.arrived_at < since <= about.kept_at else OutboxState.QUEUED


def _restored_at(session: Session, bureau: str) -> datetime | None:
    """When this bureau's records were put back; asked once in a transaction, since all its letters ask."""
    known: dict[str, datetime | None] = session.info.setdefault(_SIDE, {})
    if bureau not in known:
        row = session.get(HealthRow, (bureau, _SIDE))
        known[bureau] = row.stopped_at if row is not None else None
    return known[bureau]


def bureaus_of(session: Session) -> list[str]:
    """Every bureau that has letters on record."""
    return sorted(session.exec(select(LetterRow.bureau).distinct()))
