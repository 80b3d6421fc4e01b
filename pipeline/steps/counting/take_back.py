"""What did not happen, or does no longer stand: a waiting fact is refused, a standing one withdrawn."""

from sqlmodel import Session, col, select

from pipeline.domain.words import State
from pipeline.steps.counting.texts import say
from pipeline.steps.pen import Pen
from pipeline.store import events, facts, pieces
from pipeline.store.tables import EventRow, FactRow, PieceRow

_OPEN = {State.HELD.value, State.RETURNED.value}


def refuse(pen: Pen, row: FactRow, by: str, reason: str) -> None:
    """A waiting fact is none: it stays on record, refused, and counts nothing."""
    row.state, row.by, row.at = facts.REFUSED, by, pen.now
    row.why, row.candidates = say("refused_by", by=by, reason=reason), []
    pen.session.add(row)
    events.note(
        pen.session, pen.now, "fact_refused", bureau=row.bureau, piece=_piece(pen.session, row), by=by,
        fact=row.id, kind=row.kind, reason=reason,
    )  # fmt: skip


def withdraw(pen: Pen, row: FactRow, by: str, reason: str) -> None:
    """A standing fact stands no longer; its piece, used by nobody now, goes back to the state it had before."""
    row.state, row.by, row.at = facts.WITHDRAWN, by, pen.now
    row.why = say("withdrawn_by", by=by, reason=reason)
    pen.session.add(row)
    pen.session.flush()
    piece = _piece(pen.session, row)
    events.note(
        pen.session, pen.now, "fact_withdrawn", bureau=row.bureau, piece=piece, by=by,
        fact=row.id, kind=row.kind, reason=reason,
    )  # fmt: skip
    if piece is not None and row.kind == "adoption" and not _used(pen.session, row):
        _back(pen, piece)


def _piece(session: Session, row: FactRow) -> PieceRow | None:
    return pieces.by_number(session, row.bureau, row.subject) if row.subject else None


def _used(session: Session, row: FactRow) -> bool:
    about = facts.of_subject(session, row.bureau, row.subject)
    return any(other.kind == "adoption" and other.state == facts.STANDING for other in about)


def _back(pen: Pen, piece: PieceRow) -> None:
    """To the state before it was adopted, as the log has it; accepted only if it was so before."""
    event = _adopted(pen.session, piece)
    if event is None or piece.state != State.ADOPTED.value:
        return
    before, piece.state, piece.updated_at = piece.state, str(event.detail["before"]), pen.now
    if piece.state in _OPEN and piece.accepted_at == event.at:
        piece.accepted_at = None
    pen.session.add(piece)
    events.note(
        pen.session, pen.now, "state_changed", bureau=piece.bureau, piece=piece, before=before, after=piece.state
    )


def _adopted(session: Session, piece: PieceRow) -> EventRow | None:
    """The newest line of the log that says the piece was adopted."""
    wanted = select(EventRow).where(EventRow.piece_id == piece.id, EventRow.what == "state_changed")
    newest_first = session.exec(wanted.order_by(col(EventRow.id).desc()))
    return next((event for event in newest_first if event.detail.get("after") == State.ADOPTED.value), None)
