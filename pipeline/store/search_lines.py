"""What a list of found pieces shows of each: the piece, its text as it was indexed, its points."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlmodel import Session, col, func, select

from pipeline.store.tables import EntryRow, PieceRow, PieceTextRow

_Named = TypeVar("_Named", int, str)
_AT_ONCE = 500  # names in one question; SQLite takes some thousands, older ones 999


def rows_of(session: Session, ids: Sequence[int]) -> list[PieceRow]:
    """The pieces of these ids, in their order."""
    found: dict[int, PieceRow] = {}
    for some in _several(ids):
        wanted = select(PieceRow).where(col(PieceRow.id).in_(some))
        found |= {row.id or 0: row for row in session.exec(wanted)}
    return [found[piece_id] for piece_id in ids if piece_id in found]


def texts_of(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """What these pieces can be found by."""
    wanted = select(PieceTextRow.piece_id, PieceTextRow.text).where(col(PieceTextRow.piece_id).in_(list(ids)))
    return dict(session.exec(wanted).all())


def points_of(session: Session, bureau: str, account: str, numbers: Sequence[str]) -> dict[str, Decimal]:
    """The counted points of these pieces in an account; a piece without a line there is left out."""
    found: dict[str, Decimal] = {}
    for some in _several(numbers):
        wanted = select(EntryRow.subject, func.sum(EntryRow.points)).where(
            EntryRow.bureau == bureau,
            EntryRow.account == account,
            col(EntryRow.counted).is_(True),
            col(EntryRow.subject).in_(some),
        )
        found |= dict(session.exec(wanted.group_by(EntryRow.subject)).all())
    return found


def _several(all_of: Sequence[_Named]) -> Iterator[list[_Named]]:
    for first in range(0, len(all_of), _AT_ONCE):
        yield list(all_of[first : first + _AT_ONCE])
