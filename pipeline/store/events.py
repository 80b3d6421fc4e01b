"""The append-only log of what happened to each letter and piece."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, insert, select

from pipeline.store.cleaning import clean
from pipeline.store.tables import EventRow, LetterRow, PieceRow

_LINE = insert(EventRow)  # written at once and never looked at again: half the price of a row the session watches


def note(
    session: Session,
    at: datetime,
    what: str,
    *,
    bureau: str,
    letter: LetterRow | None = None,
    piece: PieceRow | None = None,
    by: str = "",
    **detail: Any,
) -> None:
    """Add a line: `what` happened `at` that time, by a person's name or by the desk itself ("")."""
    line = {
        "at": at,
        "bureau": bureau,
        "what": what,
        "by": clean(by),
        "letter_id": letter.id if letter else None,
        "piece_id": piece.id if piece else None,
        "detail": detail,
    }
    session.connection().execute(_LINE, line)


def note_each(
    session: Session, at: datetime, what: str, *, bureau: str, letters: Iterable[tuple[LetterRow, dict[str, Any]]]
) -> None:
    """Add a line for each of these letters, with its own detail: the same happened to all of them, by the desk."""
    same = {"at": at, "bureau": bureau, "what": what, "by": "", "piece_id": None}
    if lines := [same | {"letter_id": letter.id, "detail": detail} for letter, detail in letters]:
        session.connection().execute(_LINE, lines)


def of_piece(session: Session, piece_id: int) -> list[EventRow]:
    """Everything that happened to a piece, oldest first."""
    return list(session.exec(select(EventRow).where(EventRow.piece_id == piece_id).order_by(col(EventRow.id))))


def of_letter(session: Session, letter_id: int) -> list[EventRow]:
    """Everything that happened to a letter, oldest first."""
    return list(session.exec(select(EventRow).where(EventRow.letter_id == letter_id).order_by(col(EventRow.id))))
