"""What the office has put right of a piece stands, however often its letters are read again."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from pipeline.domain.text import title_key
from pipeline.store import pieces
from pipeline.store.tables import DecisionRow, PieceRow

CORRECT = "correct"  # verb of a decision that puts fields of a piece right
FIELDS = ("unit", "year", "keyword", "title", "genre", "summary", "topic")  # of a piece


def corrections_of(session: Session, piece: PieceRow) -> dict[str, Any]:
    """Every field that a person has put right, with its newest value."""
    found: dict[str, Any] = {}
    for row in pieces.decisions_about(session, piece):
        found |= (row.told or {}) if row.verb == CORRECT else {}
    return {name: value for name, value in found.items() if name in FIELDS}


def stand_corrected(session: Session, piece: PieceRow) -> None:
    """Once a letter was read: what a person has put right is put right again."""
    if piece.id is not None:
        put(piece, corrections_of(session, piece))
        session.add(piece)


def put(piece: PieceRow, values: Mapping[str, Any]) -> None:
    """Give these fields of a piece their values."""
    for name, value in values.items():
        setattr(piece, name, value)
    if "title" in values:
        piece.title_key = title_key(piece.title or "")


def corrected_unit(session: Session, piece: PieceRow | None) -> str | None:
    """The unit that the office settled after the letter came, where nobody assigned another since."""
    rows = pieces.decisions_about(session, piece) if piece is not None else []
    newest: DecisionRow | None = next((row for row in reversed(rows) if row.unit), None)
    return newest.unit if newest is not None and newest.verb == CORRECT else None
