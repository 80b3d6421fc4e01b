"""Counts by unit that standings show: pieces that came, were accepted, were used."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, and_, col, func, select

from pipeline.domain.words import State
from pipeline.store.facts import STANDING
from pipeline.store.pieces import GONE
from pipeline.store.tables import EntryRow, FactRow, PieceRow

_OPEN = {State.RETURNED.value, State.HELD.value}  # taken back after it was accepted


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """Pieces of one unit that came in a span of time, by the day of their first letter (rules.md JQ1)."""

    received: int = 0
    accepted: int = 0


def arrived(session: Session, bureau: str, first: datetime, after: datetime) -> dict[str, Arrived]:
    """By unit, what came from `first` on and before `after`, as it stands now."""
    taken = col(PieceRow.accepted_at).is_not(None)
    wanted = (
        select(PieceRow.unit, PieceRow.state, taken, func.count())
        .where(
            PieceRow.bureau == bureau,
            col(PieceRow.unit).is_not(None),
            col(PieceRow.state).not_in(GONE),
            col(PieceRow.arrived_at) >= first,
            col(PieceRow.arrived_at) < after,
        )
        .group_by(col(PieceRow.unit), col(PieceRow.state), taken)
    )
    found: dict[str, Arrived] = defaultdict(Arrived)
    for unit, state, was_taken, count in session.exec(wanted):
        so_far = found[unit or ""]
        accepted = count if was_taken and state not in _OPEN else 0
        found[unit or ""] = Arrived(received=so_far.received + count, accepted=so_far.accepted + accepted)
    return dict(found)


def any_before(session: Session, bureau: str, after: datetime) -> bool:
    """Whether any piece had come by then."""
    wanted = select(PieceRow.id).where(PieceRow.bureau == bureau, col(PieceRow.arrived_at) < after)
    return session.exec(wanted.limit(1)).first() is not None


def adopted(session: Session, bureau: str, first: date, last: date) -> dict[str, int]:
    """By unit, how many pieces an outlet used on these days, each piece once."""
    wanted = (
        select(PieceRow.unit, func.count(func.distinct(FactRow.subject)))
        .join(FactRow, and_(col(FactRow.subject) == col(PieceRow.number), col(FactRow.bureau) == col(PieceRow.bureau)))
        .where(
            FactRow.bureau == bureau,
            FactRow.kind == "adoption",
            FactRow.state == STANDING,
            col(FactRow.day) >= first,
            col(FactRow.day) <= last,
        )
        .group_by(col(PieceRow.unit))
    )
    return {unit or "": count for unit, count in session.exec(wanted)}


def corrections(session: Session, bureau: str, account: str, periods: Sequence[str], first: date) -> Sequence[EntryRow]:
    """Counted lines booked in these periods whose facts lie before them: 补计 and 核减."""
    wanted = select(EntryRow).where(
        EntryRow.bureau == bureau,
        EntryRow.account == account,
        col(EntryRow.booked).in_(list(periods)),
        col(EntryRow.counted).is_(True),
        col(EntryRow.day) < first,
    )
    return session.exec(wanted.order_by(col(EntryRow.day), col(EntryRow.id))).all()
