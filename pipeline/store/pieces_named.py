"""Pieces as a person calls them while typing: by number, by its last figures, by words of the title."""

from sqlmodel import Session, col, select

from pipeline.domain.text import title_key
from pipeline.store.pieces import GONE, by_number
from pipeline.store.tables import PieceRow

_SHORTEST = 2  # characters of a title that are worth looking for
_FIGURES = 5  # of a running number


def named(session: Session, bureau: str, text: str, *, most: int = 8) -> list[PieceRow]:
    """The newest pieces that may be meant; sealed, withdrawn and discarded ones only by their whole number."""
    own = by_number(session, bureau, text.strip())
    if own is not None:
        return [own]
    wanted = select(PieceRow).where(PieceRow.bureau == bureau, col(PieceRow.state).not_in(GONE))
    key = title_key(text)
    if key.isascii() and key.isdigit() and len(key) <= _FIGURES:
        wanted = wanted.where(col(PieceRow.number).endswith(f"-{int(key):0{_FIGURES}}"))
    elif len(key) >= _SHORTEST:
        wanted = wanted.where(col(PieceRow.title_key).contains(key, autoescape=True))
    else:
        return []
    return list(session.exec(wanted.order_by(col(PieceRow.id).desc()).limit(most)))
