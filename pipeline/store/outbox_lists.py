"""The outbox as a list for people: by state, a page at a time, without the mails' bytes."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from pipeline.domain.words import Disposition, OutboxState, State
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_OUT = {OutboxState.SENT, OutboxState.BOUNCED, OutboxState.CANCELLED}
OPEN = tuple(state for state in OutboxState if state not in _OUT)


def counts(session: Session, bureau: str) -> dict[OutboxState, int]:
    """How many mails stand in each state in which something may still come of them, and how many came back."""
    wanted = select(OutboxRow.state, func.count()).where(
        OutboxRow.bureau == bureau,
        col(OutboxRow.state).in_([state.value for state in (*OPEN, OutboxState.BOUNCED)]),
    )
    return {OutboxState(state): count for state, count in session.exec(wanted.group_by(OutboxRow.state))}


def listed(
    session: Session, bureau: str, states: Sequence[OutboxState], *, after: int = 0, most: int = 50
) -> list[OutboxRow]:
    """Mails of these states, the newest first; their `mime` is left in the database."""
    wanted = select(OutboxRow).where(
        OutboxRow.bureau == bureau, col(OutboxRow.state).in_([state.value for state in states])
    )
    wanted = wanted.options(defer(OutboxRow.mime))  # type: ignore[arg-type]
    return list(session.exec(wanted.order_by(col(OutboxRow.id).desc()).offset(after).limit(most)))


def about_sealed(session: Session, rows: Sequence[OutboxRow]) -> set[int]:
    """Those of the mails that are about a sealed piece or letter: their subjects may tell its title."""
    sealed = or_(
        col(OutboxRow.piece_id).in_(select(PieceRow.id).where(PieceRow.state == State.SEALED.value)),
        col(OutboxRow.letter_id).in_(select(LetterRow.id).where(LetterRow.disposition == Disposition.SEALED.value)),
    )
    wanted = select(OutboxRow.id).where(col(OutboxRow.id).in_([row.id for row in rows]), sealed)
    return {number for number in session.exec(wanted) if number is not None}


def of_bureau(session: Session, bureau: str, mail_id: int) -> OutboxRow | None:
    """The mail of that number, where it is the bureau's."""
    row = session.get(OutboxRow, mail_id)
    return row if row is not None and row.bureau == bureau else None


def unread(session: Session, bureau: str) -> int:
    """How many letters were kept and wait to be read."""
    wanted = select(func.count()).where(LetterRow.bureau == bureau, col(LetterRow.done).is_(False))
    return session.exec(wanted).one()


def quarantined(session: Session, bureau: str) -> int:
    """How many letters could not be read, and wait for a person."""
    wanted = select(func.count()).where(
        LetterRow.bureau == bureau, col(LetterRow.settled).is_(False), LetterRow.disposition == "quarantined"
    )
    return session.exec(wanted).one()
