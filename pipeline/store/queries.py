"""Counts and lists the steps and the desk look at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, and_, col, func, select

from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, OutgoingKind, State
from pipeline.store.pieces import GONE
from pipeline.store.tables import DecisionRow, LetterRow, OutboxRow, PieceRow

# Asked for every letter: made once, since SQLAlchemy takes longer to make a question than SQLite to answer it.
_MONTH = select(PieceRow.state, PieceRow.accepted_at).where(
    PieceRow.bureau == bindparam("bureau"),
    PieceRow.unit == bindparam("unit"),
    col(PieceRow.arrived_at) >= bindparam("first"),
    col(PieceRow.arrived_at) < bindparam("after"),
)
_ANSWERS = select(func.count()).where(
    OutboxRow.bureau == bindparam("bureau"),
    OutboxRow.to == bindparam("to"),
    col(OutboxRow.kind).in_([kind.value for kind in OutgoingKind if kind.is_answer]),
    col(OutboxRow.created_at) >= bindparam("since"),
)


@dataclass(frozen=True, kw_only=True)
class MonthCount:
    """Pieces of one unit in one month, by the day their first letter arrived (rules.md JQ1)."""

    received: int
    accepted: int
    adopted: int


def month_bounds(moment: datetime) -> tuple[datetime, datetime]:
    """The first moment of the office's month that holds `moment`, and that of the next month."""
    first = local(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, (first + timedelta(days=32)).replace(day=1)


def month_of_unit(session: Session, bureau: str, unit: str, moment: datetime) -> MonthCount:
    """What a unit sent in during the month of `moment`, as it stands now."""
    first, after = month_bounds(moment)
    asked = {"bureau": bureau, "unit": unit, "first": first, "after": after}
    open_ = {State.RETURNED, State.HELD}  # taken back after it was accepted
    rows = [(State(state), accepted) for state, accepted in session.exec(_MONTH, params=asked) if state not in GONE]
    return MonthCount(
        received=len(rows),
        accepted=sum(1 for state, accepted in rows if accepted is not None and state not in open_),
        adopted=sum(1 for state, _ in rows if state is State.ADOPTED),
    )


def pieces_of(
    session: Session, bureau: str | None, state: str | None, unit: str | None, span: tuple[datetime, datetime] | None
) -> list[PieceRow]:
    """Pieces by bureau, state, unit and time of arrival; None leaves a question open."""
    wanted = select(PieceRow)
    if bureau:
        wanted = wanted.where(PieceRow.bureau == bureau)
    if state:
        wanted = wanted.where(PieceRow.state == state)
    if unit:
        wanted = wanted.where(PieceRow.unit == unit)
    if span:
        wanted = wanted.where(col(PieceRow.arrived_at) >= span[0], col(PieceRow.arrived_at) < span[1])
    return list(session.exec(wanted.order_by(col(PieceRow.arrived_at), col(PieceRow.id))))


def waiting_pieces(session: Session, bureau: str) -> list[PieceRow]:
    """Pieces that wait for a person, oldest first: held ones and sealed ones."""
    return pieces_in(session, bureau, [State.HELD.value, State.SEALED.value])


def pieces_in(session: Session, bureau: str, states: list[str]) -> list[PieceRow]:
    """Pieces that stand in one of these states, oldest first."""
    wanted = select(PieceRow).where(PieceRow.bureau == bureau, col(PieceRow.state).in_(states))
    return list(session.exec(wanted.order_by(col(PieceRow.arrived_at), col(PieceRow.id))))


def waiting_letters(
    session: Session, bureau: str, *, unit: str | None = None, span: tuple[datetime, datetime] | None = None
) -> list[LetterRow]:
    """Letters that wait for a person by themselves, oldest first: no pieces, put aside, or still without receipt.

    Args:
        session: to look in.
        bureau: whose letters.
        unit: only those of the unit; None is all, of strangers too.
        span: only those that arrived from the first moment on and before the second.
    """
    found: dict[int | None, LetterRow] = {}
    for waits in (col(LetterRow.settled).is_(False), _owed()):  # two questions: each has its index
        wanted = select(LetterRow).where(LetterRow.bureau == bureau, waits)
        if unit:
            wanted = wanted.where(LetterRow.unit == unit)
        if span:
            wanted = wanted.where(col(LetterRow.arrived_at) >= span[0], col(LetterRow.arrived_at) < span[1])
        found |= {row.id: row for row in session.exec(wanted)}
    return sorted(found.values(), key=lambda row: (row.arrived_at, row.id or 0))


def pieces_handed_on(session: Session, bureau: str) -> list[PieceRow]:
    """Reviewed pieces that the director handed on to the leader in charge at some time."""
    handed_on = select(DecisionRow.piece_id).where(col(DecisionRow.important).is_(True))
    wanted = select(PieceRow).where(
        PieceRow.bureau == bureau, PieceRow.state == State.REVIEWED.value, col(PieceRow.id).in_(handed_on)
    )
    return list(session.exec(wanted.order_by(col(PieceRow.arrived_at), col(PieceRow.id))))


def pieces_with_replies(session: Session, bureau: str) -> set[int]:
    """The ids of pieces to which a reply waits for a person."""
    wanted = select(LetterRow.piece_id).where(
        LetterRow.bureau == bureau, col(LetterRow.settled).is_(False), col(LetterRow.piece_id).is_not(None)
    )
    return {piece_id for piece_id in session.exec(wanted) if piece_id is not None}


def decisions_about_pieces_in(session: Session, bureau: str, state: str) -> dict[int, list[DecisionRow]]:
    """Every decision about the pieces that stand in that state, by the piece's id, oldest first."""
    wanted = (
        select(DecisionRow)
        .join(PieceRow, col(PieceRow.id) == col(DecisionRow.piece_id))
        .where(PieceRow.bureau == bureau, PieceRow.state == state)
        .order_by(col(DecisionRow.id))
    )
    found: dict[int, list[DecisionRow]] = {}
    for row in session.exec(wanted):
        found.setdefault(row.piece_id or 0, []).append(row)
    return found


def receipts_since(session: Session, bureau: str, to: str, since: datetime) -> int:
    """How many receipts and answers went to this address since then: the cap of replies a day (mail.md O6)."""
    return session.exec(_ANSWERS, params={"bureau": bureau, "to": to, "since": since}).one()


def owed_receipts(session: Session, bureau: str) -> list[LetterRow]:
    """Letters on record whose receipt could not be written, those that were tried longest ago first."""
    wanted = select(LetterRow).where(LetterRow.bureau == bureau, _owed())
    return list(session.exec(wanted.order_by(col(LetterRow.processed_at), col(LetterRow.id))))


def _owed() -> ColumnElement[bool]:
    """A letter with its disposition that has trouble nevertheless."""
    return and_(
        col(LetterRow.done).is_(True),
        col(LetterRow.trouble).is_not(None),
        col(LetterRow.disposition) != Disposition.QUARANTINED.value,
    )


def letters_by_disposition(session: Session, bureau: str, since: datetime) -> dict[Disposition, int]:
    """How many letters ended how since then."""
    wanted = (
        select(LetterRow.disposition, func.count())
        .where(LetterRow.bureau == bureau, col(LetterRow.processed_at) >= since, col(LetterRow.copy_of).is_(None))
        .group_by(col(LetterRow.disposition))
    )
    return {Disposition(name): count for name, count in session.exec(wanted) if name}
