"""What on record is nearly the same as a piece: told to the office alone, and never a reason for a disposition.

It is looked up whenever somebody asks, and kept nowhere: a piece that is sealed meanwhile is named no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from pipeline.domain.alike import look_distance, text_percent
from pipeline.domain.letter import Part
from pipeline.domain.text import body_key
from pipeline.domain.words import State
from pipeline.settings.alike import AlikeSettings
from pipeline.store import alike_index, letters, pieces
from pipeline.store.convert import part
from pipeline.store.tables import PartRow, PieceRow

MOST = 10  # pieces that are told


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Another piece that is the same in content, near in text, or shows a similar picture."""

    number: str
    unit: str | None  # the roster's id
    title: str | None
    state: State
    arrived_at: datetime
    same: bool = False  # the very same content
    percent: int = 0  # of the characters that agree; 0: too few
    pictures: int = 0  # pictures of the piece that have a similar one there

    @property
    def weight(self) -> tuple[bool, int, int]:
        """The more alike, the greater."""
        return self.same, self.percent, self.pictures


def alike_to(session: Session, settings: AlikeSettings, piece: PieceRow) -> tuple[Alike, ...]:
    """The other open pieces of the bureau that are nearly the same, the most alike first; none of a sealed piece.

    Pieces that were made of the same letter are no news to anybody.
    """
    if piece.state == State.SEALED.value:
        return ()
    found = {row.id or 0: _told(row, same=True) for row in alike_index.same_content(session, piece)}
    for row in pieces.current_parts(session, piece):
        for owner, percent in _near(session, settings, row):
            known = found.setdefault(owner.id or 0, _told(owner))
            pictures = known.pictures + (row.role == "picture")
            found[owner.id or 0] = replace(known, percent=max(known.percent, percent), pictures=pictures)
    beside = {one.piece_id for row in pieces.letters_of(session, piece) for one in letters.family(session, row)}
    told = (one for piece_id, one in found.items() if piece_id not in beside and any(one.weight))
    return tuple(sorted(told, key=lambda one: (one.weight, one.arrived_at), reverse=True)[:MOST])


def _told(row: PieceRow, *, same: bool = False) -> Alike:
    return Alike(
        number=row.number, unit=row.unit, title=row.title, state=State(row.state), arrived_at=row.arrived_at, same=same
    )


def _near(session: Session, settings: AlikeSettings, row: PartRow) -> Iterator[tuple[PieceRow, int]]:
    """The pieces with a part that is nearly the same, once each, and how many of a hundred characters agree."""
    own, nearest = part(row), dict[int, tuple[PieceRow, int]]()
    for found, owner in alike_index.sharing(session, row):
        percent = _agree(own, part(found), settings)
        if percent is not None and percent >= nearest.get(owner.id or 0, (owner, 0))[1]:
            nearest[owner.id or 0] = owner, percent
    yield from nearest.values()


def _agree(one: Part, other: Part, settings: AlikeSettings) -> int | None:
    """How much the texts agree, 0 for two pictures that look alike; None where it is too little to be told."""
    if one.picture is not None and other.picture is not None:
        distance = look_distance(one.picture.look, other.picture.look)
        return 0 if distance <= settings.picture_bits else None
    texts = [_text(one), _text(other)]
    if min(map(len, texts)) < settings.text_chars:
        return None
    percent = text_percent(*texts)
    return percent if percent >= settings.text_percent else None


def _text(part_: Part) -> str:
    found = part_.document.manuscript if part_.document is not None else None
    return body_key(found.body) if found is not None else ""
