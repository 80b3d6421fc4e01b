"""A database that was put back from a backup: what happened since it does not know, and no mail may go out twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from pipeline.domain.words import OutboxState, OutgoingKind
from pipeline.store import health
from pipeline.store.tables import HealthRow, LetterRow, OutboxRow

_SIDE = "restored"  # a side of its own in the table of health: when this database was put back
_UNDER_WAY = (OutboxState.QUEUED.value, OutboxState.SENDING.value, OutboxState.HANDED.value)
_BY_ITSELF = {OutgoingKind.ADOPTED, OutgoingKind.UNIT_MONTH, OutgoingKind.OFFICE_MONTH}  # about what stood before
_LOOKING_BACK = timedelta(days=40)  # a month, and the days until it is closed


def note_restored(session: Session, bureaus: Iterable[str], now: datetime, why: str) -> None:
    """Stop all sending until a person resumes it; what was queued is looked for in the Sent folder first."""
    for bureau in bureaus:
        row = health.of(session, bureau, _SIDE)
        row.stopped_at = now
        session.add(row)
        health.stop_by_hand(session, bureau, now, why)
    waiting = col(OutboxRow.state).in_(_UNDER_WAY)
    session.exec(update(OutboxRow).where(waiting).values(state=OutboxState.UNKNOWN.value, next_at=now))


def first_state(
    session: Session, bureau: str, kind: OutgoingKind, now: datetime, about: LetterRow | None
) -> OutboxState:
    """How a new mail begins: queued; with its fate unknown where it may have gone out before a restore.

    So begin those about a letter that was fetched again, and for some weeks those that the desk writes by itself.
    """
    since = _restored_at(session, bureau)
    if since is None:
        return OutboxState.QUEUED
    again = about is not None and about.arrived_at < since <= about.kept_at
    repeated = kind in _BY_ITSELF and now < since + _LOOKING_BACK
    return OutboxState.UNKNOWN if again or repeated else OutboxState.QUEUED


def last_sent_before(session: Session, bureau: str) -> OutboxRow | None:
    """The last mail that had gone out when the backup was made; None where none had, or nothing was put back."""
    since = _restored_at(session, bureau)
    if since is None:
        return None
    wanted = select(OutboxRow).where(OutboxRow.bureau == bureau, col(OutboxRow.sent_at) < since)
    return session.exec(wanted.order_by(col(OutboxRow.sent_at).desc(), col(OutboxRow.id).desc()).limit(1)).first()


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
