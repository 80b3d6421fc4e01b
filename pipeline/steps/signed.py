"""What signing, approving and releasing share: the piece meant, why not, the way back, what came of it."""

from dataclasses import dataclass

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.steps.carry_out import carry_out
from pipeline.steps.change_state import change_state
from pipeline.steps.find import find
from pipeline.steps.pen import Pen
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order
from pipeline.steps.seen import marks_of
from pipeline.steps.turns import reply_waits, turn_of
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow

_NOT_UNDER_REVIEW = {
    State.SEALED: "sealed_first",
    State.HELD: "held_first",
    State.RETURNED: "returned_now",
    State.WITHDRAWN: "withdrawn_now",
    State.DISCARDED: "discarded_now",
}  # state → why nobody signs: a word of the texts table


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What came of a signature, an approval or a release."""

    number: str
    step: str  # with a signature the state it leads to; with an approval director or leader; else ""
    role: str  # who signs there, in the office's words; "" with a release
    by: str
    said: str  # the opinion as it stands on the form, or the reason why the piece goes back
    agreed: bool
    state: str  # the piece's now
    next: str  # who acts next, in the office's words; "" when nobody does
    channels: tuple[str, ...] = ()
    mailed_to: str | None = None  # whom it was told that the piece goes back


def piece_called(session: Session, name: str) -> PieceRow:
    """The piece of that number.

    Raises:
        Refusal: there is none.
    """
    found = find(session, name)
    if found is None or found.piece is None:
        raise Refusal("unknown_name", name=name)
    return found.piece


def must_be_told(by: str, opinion: str, reason: str, *, agree: bool) -> None:
    """Whoever signs gives a name and an opinion; who does not agree, a name and a reason.

    Raises:
        Refusal: one of them is missing.
    """
    if not agree and not (reason.strip() and by.strip()):
        raise Refusal("reason_and_name")
    if agree and not (opinion.strip() and by.strip()):
        raise Refusal("opinion_and_name")


def must_be_under_review(pen: Pen, piece: PieceRow) -> None:
    """Only an accepted piece is signed, and only when no reply to it waits.

    Raises:
        Refusal: it is sealed, held, returned, withdrawn or not used, or a reply must be settled first.
    """
    cause = _NOT_UNDER_REVIEW.get(State(piece.state))
    if cause is not None:
        raise Refusal(cause, name=piece.number)
    if reply_waits(pen.session, piece):
        raise Refusal("reply_first", name=piece.number)


def must_stand_as_seen(pen: Pen, piece: PieceRow, seen: str | None) -> None:
    """What the person saw still stands: nobody decided and no letter came meanwhile; None asks nothing.

    Raises:
        Refusal: it has changed.
    """
    if seen is not None and seen != marks_of(pen.session, [piece])[piece.number]:
        raise Refusal("changed_meanwhile", name=piece.number)


def state_word(pen: Pen, piece: PieceRow) -> str:
    """The piece's state in the office's words."""
    return pen.desk.words.word(piece.state, "state")


def outcome(pen: Pen, piece: PieceRow, row: DecisionRow, role: str) -> Signed:
    """What came of a signature, as a value."""
    turn = turn_of(pen.session, pen.bureau, pen.desk.words, piece)
    return Signed(
        number=piece.number, step=row.step or "", role=role, by=row.decided_by, said=row.reason, agreed=True,
        state=piece.state, next=turn.said if turn is not None else "", channels=tuple(row.channels or ()),
    )  # fmt: skip


def sent_back(pen: Pen, piece: PieceRow, role: str, order: Order) -> Signed:
    """Who does not agree sends the piece back to its unit, which is told why; what stood signed stands no more."""
    found = find(pen.session, piece.number)
    by_mail = found is not None and found.letter is not None
    to = None
    if by_mail:
        to = carry_out(pen, order).mailed_to
    else:
        _returned_by_hand(pen, piece, order)
    return Signed(
        number=piece.number, step="", role=role, by=order.by, said=order.reason, agreed=False, state=piece.state,
        next="", mailed_to=to,
    )  # fmt: skip


def _returned_by_hand(pen: Pen, piece: PieceRow, order: Order) -> None:
    """A piece that came on paper has no letter to answer: the office tells the unit itself."""
    pen.session.add(
        DecisionRow(piece_id=piece.id, verb=order.verb, reason=order.reason, decided_by=order.by, decided_at=pen.now)
    )
    events.note(
        pen.session, pen.now, "decided", bureau=piece.bureau, piece=piece, by=order.by, verb=order.verb,
        reason=order.reason,
    )  # fmt: skip
    piece.disposition = Disposition.RETURNED.value
    change_state(pen, piece, State.RETURNED)
