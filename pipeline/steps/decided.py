"""What a person decided, and whether it still stands when a letter is read once more."""

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.steps.correct_stands import CORRECT
from pipeline.store import pieces
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow

LEAVES = {  # decision → the states it leaves a piece in
    "accept": {State.RECEIVED, State.FIRST_REVIEW, State.REVIEWED, State.APPROVED},
    "return": {State.RETURNED},
    "discard": {State.DISCARDED},
}
_SIGNED = {  # the same of the signatures of a review chain and of form 3
    "sign": {State.FIRST_REVIEW, State.REVIEWED, State.APPROVED},
    "approve": {State.REVIEWED, State.APPROVED},
    "publish": {State.RELEASED},
}
_STANDING = LEAVES | _SIGNED | {"repeat": {State.DISCARDED}}


def standing(decisions: list[DecisionRow]) -> DecisionRow | None:
    """The newest of these decisions, where it says what becomes of a letter or piece.

    Args:
        decisions: oldest first; assign and release leave that to the checks, a correction to what was decided before.
    """
    newest = next((row for row in reversed(decisions) if row.verb != CORRECT), None)
    return newest if newest is not None and newest.verb in _STANDING else None


def found_only_now(row: LetterRow, disposition: Disposition) -> bool:
    """Whether a secrecy marking was found that nobody who decided about the letter could know of."""
    return disposition is Disposition.SEALED and row.disposition != Disposition.SEALED.value


def decision_about(session: Session, letter: LetterRow, piece: PieceRow | None) -> DecisionRow | None:
    """The decision a letter stands under now: the one about itself, else the one about its piece."""
    if not letter.settled or (piece is not None and piece.state == State.SEALED.value):
        return None
    own = standing(pieces.decisions_of(session, letter))
    if own is not None or piece is None:
        return own
    whole = standing(pieces.decisions_about(session, piece))
    return whole if whole is not None and State(piece.state) in _STANDING[whole.verb] else None
