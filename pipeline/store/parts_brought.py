"""The parts a letter brings, written at once: nobody looks at these rows again within the transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, insert

from pipeline.domain.letter import Part
from pipeline.store.cleaning import clean
from pipeline.store.convert import part_line
from pipeline.store.search_follow import touch
from pipeline.store.tables import LetterRow, PartRow, PieceRow

_LINES = insert(PartRow)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A part and what it is to its piece."""

    part: Part
    role: str
    current: bool = True


def add_parts(session: Session, piece: PieceRow, letter: LetterRow, brought: Sequence[Brought]) -> None:
    """Write them in their order; the index of their piece follows.

    Raises:
        ValueError: the piece or the letter has no id yet.
    """
    lines = [part_line(one.part, one.role, piece, letter) | {"current": one.current} for one in brought]
    told = [{name: clean(value) if isinstance(value, str) else value for name, value in line.items()} for line in lines]
    if told:
        session.connection().execute(_LINES, told)
        touch(session, piece.id or 0)
