"""A letter that is read once more, beside the other letters of its piece (`reprocess`, assign, release)."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from pipeline.domain.piece import Earlier
from pipeline.domain.words import State
from pipeline.steps.decided import standing
from pipeline.store import pieces
from pipeline.store.convert import earlier
from pipeline.store.tables import DecisionRow, LetterRow, PartRow, PieceRow

_ROLES = frozenset({"manuscript", "form", "picture"})
_ADDED = frozenset({"picture"})


@dataclass(frozen=True, kw_only=True)
class Again:
    """What a piece is without one of its letters."""

    piece_id: int
    rest: Earlier | None  # None: there is nothing but this letter
    first: bool  # the piece began with this letter
    taken_in: bool  # the letter's parts were among the current ones
    put_aside: bool = False  # a person has seen what it would change, and left the piece as it was
    decision: DecisionRow | None = None  # what a person decided about the piece; the checks do not overrule it

    @property
    def decided(self) -> bool:
        """Whether a person's decision says what becomes of the piece."""
        return self.decision is not None


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is on record about a letter that is read once more; nothing of one that is new."""

    again: Again | None = None  # its piece without it; None: it has none
    decision: DecisionRow | None = None  # what a person decided about the letter itself


def take_out(session: Session, letter: LetterRow) -> Again | None:
    """Take a letter's parts out of its piece, before it is read again; None for a letter without a piece."""
    piece = session.get(PieceRow, letter.piece_id) if letter.piece_id else None
    if piece is None or piece.id is None:
        return None
    own = pieces.letters_of(session, piece)
    order = {row.id: place for place, row in enumerate(own)}
    rows = pieces.all_parts(session, piece)
    was = [row for row in rows if row.letter_id == letter.id]
    current = frozenset(row.role for row in was if row.current)
    beside = current & frozenset(row.role for row in rows if row.current and row.letter_id != letter.id) & _ADDED
    pieces.take_out(session, piece, letter)
    rest = pieces.current_parts(session, piece)
    here = order.get(letter.id, 0)
    newer = frozenset(r.role for r in rest if order.get(r.letter_id, 0) > here) & _ROLES
    first = here == 0
    return Again(
        piece_id=piece.id,
        rest=_rest(piece, rest, newer, beside, taken_in=bool(current)) if rest or not first else None,
        first=first,
        taken_in=bool(current),
        decision=_decision(session, piece, letter, took_part=bool(was) or first),
        put_aside=bool(was)
        and not current
        and not first
        and standing(pieces.decisions_of(session, letter)) is not None,
    )


def _rest(
    piece: PieceRow, rows: list[PartRow], newer: frozenset[str], beside: frozenset[str], *, taken_in: bool
) -> Earlier:
    """A letter that was taken in before may be taken in again, whatever the piece's state is by now.

    Pictures of it that were current beside those of another letter stand there again: it came in several letters.
    """
    found = earlier(piece, rows)
    return replace(found, newer=newer, beside=beside, state=State.RETURNED if taken_in else found.state)


def _decision(session: Session, piece: PieceRow, letter: LetterRow, *, took_part: bool) -> DecisionRow | None:
    """The newest decision about the piece, where it says what becomes of it and was made with the letter in view."""
    newest = standing(pieces.decisions_about(session, piece))
    return newest if newest is not None and (took_part or newest.letter_id == letter.id) else None
