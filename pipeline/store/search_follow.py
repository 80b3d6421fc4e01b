"""The index follows what is written: whatever changes a piece, its index changes within the same transaction."""

from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session

from pipeline.store import alike_index, search_index
from pipeline.store.cleaning import CleanSession
from pipeline.store.tables import LetterRow, PartRow, PieceRow

_TOUCHED = "pieces_touched"
_TOLD = ("bureau", "number", "unit", "title", "keyword", "state", "genre", "arrived_at")  # of a piece, in the index


def touch(session: Session, piece_id: int) -> None:
    """Have this piece's index brought up to date: rows of it were written past the session."""
    session.info.setdefault(_TOUCHED, set()).add(piece_id)


@event.listens_for(CleanSession, "after_flush")
def _note(session: CleanSession, _context: Any) -> None:
    """Remember whose index is out of date now."""
    touched: set[int] = session.info.setdefault(_TOUCHED, set())
    touched |= {row.piece_id for row in [*session.deleted, *session.new, *session.dirty] if isinstance(row, PartRow)}
    touched |= {row.id or 0 for row in session.new if isinstance(row, PieceRow)}
    for row in session.dirty:
        if isinstance(row, PieceRow) and _changed(row, _TOLD):
            touched.add(row.id or 0)
        elif isinstance(row, LetterRow) and row.piece_id and _changed(row, ("disposition", "piece_id")):
            touched.add(row.piece_id)


def _changed(row: object, names: tuple[str, ...]) -> bool:
    told = inspect(row).attrs
    return any(told[name].history.has_changes() for name in names)


@event.listens_for(CleanSession, "before_commit")
def _follow(session: CleanSession) -> None:
    """Everything that is about to be committed is written first, and then found; a savepoint is no end yet."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched: set[int] = session.info.pop(_TOUCHED, set())
    search_index.put(session.connection(), touched)
    alike_index.put(session.connection(), touched)
