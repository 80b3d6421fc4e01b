"""Telling what a decision did: to the sender by mail, to the person who decided as a value."""

from dataclasses import dataclass

from pipeline.domain.words import State
from pipeline.report.notices import decision as decision_mail
from pipeline.report.view import DecisionView
from pipeline.steps.answer import say_next_step
from pipeline.steps.pen import Pen
from pipeline.store import outbox
from pipeline.store.tables import LetterRow, PieceRow

_VERB_OF_STATE = {
    State.RETURNED.value: "return",
    State.RECEIVED.value: "accept",
    State.FIRST_REVIEW.value: "accept",
    State.REVIEWED.value: "accept",
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a person decided."""

    name: str  # a number, or a letter's running number
    verb: str  # one of VERBS
    reason: str
    by: str
    unit: str | None = None  # with assign: id, name or alias


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a decision."""

    name: str
    verb: str
    state: str | None
    disposition: str | None
    mailed_to: str | None


def verb_of(piece: PieceRow | None) -> str | None:
    """What a letter that was read again means for its piece; None where nothing is to be told."""
    return _VERB_OF_STATE.get(piece.state) if piece is not None else None


def told(pen: Pen, order: Order, letter: LetterRow, piece: PieceRow | None, outcome: tuple[str | None, str]) -> Done:
    """Tell the sender, where a registered one is to be told, what the decision means for the piece and why."""
    verb, reason = outcome
    to = _address(pen, letter, piece)
    if piece is not None and verb is not None and to is not None and letter.answer:
        ours = outbox.of_piece(pen.session, piece)
        view = DecisionView(
            bureau=pen.bureau.bureau,
            to=to,
            number=piece.number,
            title=piece.title,
            unit=pen.bureau.bureau.roster.by_id(piece.unit),
            verb=verb,
            reason=reason,
            decided_at=pen.now,
            next_step=say_next_step(pen, piece),
            in_reply_to=next((m.message_id for m in reversed(ours) if m.to == to), None),
        )
        pen.post_to_unit(decision_mail(view, pen.desk), letter, piece)
    else:
        to = None
    return done_as(order, letter, piece, to)


def done_as(order: Order, letter: LetterRow, piece: PieceRow | None, to: str | None) -> Done:
    """What came of a decision, as a value."""
    return Done(
        name=order.name,
        verb=order.verb,
        state=piece.state if piece else None,
        disposition=piece.disposition if piece else letter.disposition,
        mailed_to=to,
    )


def _address(pen: Pen, letter: LetterRow, piece: PieceRow | None) -> str | None:
    """The sender where it is registered, else the unit's first address; never an unknown sender (mail.md O8)."""
    roster = pen.bureau.bureau.roster
    if letter.sender and roster.by_address(letter.sender):
        return letter.sender
    unit = roster.by_id(piece.unit) if piece else None
    return unit.addresses[0] if unit and unit.addresses else None
