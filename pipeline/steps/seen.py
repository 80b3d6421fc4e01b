"""What a person saw when they decided, as a mark: another mark says that piece or letter has changed meanwhile."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col, select

from pipeline.steps.find import Found
from pipeline.store.tables import LetterRow, PieceRow


def mark_of(session: Session, found: Found) -> str:
    """The mark of a piece with all its letters, or of a letter that is none."""
    if found.piece is not None:
        return marks_of(session, [found.piece])[found.piece.number]
    return _mark([], [found.letter] if found.letter is not None else [])


def marks_of(session: Session, rows: Iterable[PieceRow]) -> dict[str, str]:
    """The marks of several pieces, by number, in one query."""
    pieces = list(rows)
    letters: dict[int, list[LetterRow]] = defaultdict(list)
    wanted = select(LetterRow).where(col(LetterRow.piece_id).in_([piece.id for piece in pieces]))
    for letter in session.exec(wanted.order_by(col(LetterRow.id))):
        letters[letter.piece_id or 0].append(letter)
    return {
        piece.number: _mark([piece.state, piece.unit, piece.title, piece.updated_at], letters[piece.id or 0])
        for piece in pieces
    }


def _mark(told: list[object], letters: list[LetterRow]) -> str:
    rows = [(row.id, row.disposition, row.settled, row.piece_id, row.processed_at) for row in letters]
    return hashlib.sha256(repr((told, rows)).encode()).hexdigest()[:24]
