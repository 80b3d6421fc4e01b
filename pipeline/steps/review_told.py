"""Telling what a decision did: to the sender by mail, to the person who decided as a value."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.domain.words import Disposition, LetterKind, State
from pipeline.report.notices import decision as decision_mail
from pipeline.report.view import Beside, DecisionView
from pipeline.steps.answer import MACHINES, say_next_step
from pipeline.steps.find import letter_name
from pipeline.steps.pen import Pen
from pipeline.store import outbox
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

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
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there
    beside: tuple[Beside, ...] = ()  # with split: the other pieces of the letter; with repeat: the piece that stays
    key: Path | None = None  # with release: the file with the private key, where the letter is encrypted


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a decision."""

    name: str
    verb: str
    state: str | None
    disposition: str | None
    mailed_to: str | None
    changed: bool = True  # False: it stood so already, and nobody is told again


def verb_of(piece: PieceRow | None) -> str | None:
    """What a letter that was read again means for its piece; None where nothing is to be told."""
    return _VERB_OF_STATE.get(piece.state) if piece is not None else None


def letter_verb(verb: str) -> str:
    """A decision's word in the table `verb` where it is about a letter that is no piece."""
    return f"letter_{verb}"


def may_be_told(letter: LetterRow) -> bool:
    """Whether the sender of a letter that is no piece hears of a decision: people who were told that we would answer.

    No machine, no repeat, and nobody whose letter was sealed: that one was shown another way already.
    """
    unanswered = {Disposition.IGNORED.value, Disposition.SEALED.value}
    return letter.kind not in MACHINES and letter.disposition not in unanswered


def told(pen: Pen, order: Order, letter: LetterRow, piece: PieceRow | None, outcome: tuple[str | None, str]) -> Done:
    """Tell the sender, where a registered one is to be told, what the decision means for piece or letter, and why."""
    verb, reason = outcome
    to = _address(pen, letter, piece)
    if verb is None or to is None or not letter.answer:
        return done_as(order, letter, piece)
    said = (verb, reason)
    view = _of_piece(pen, piece, to, said) if piece is not None else _of_letter(pen, letter, to, said)
    pen.post_to_unit(decision_mail(replace(view, beside=order.beside), pen.desk), letter, piece)
    return done_as(order, letter, piece, to)


def _of_piece(pen: Pen, piece: PieceRow, to: str, said: tuple[str, str]) -> DecisionView:
    return DecisionView(
        bureau=pen.bureau.bureau,
        to=to,
        number=piece.number,
        title=piece.title,
        unit=pen.bureau.bureau.roster.by_id(piece.unit),
        verb=said[0],
        reason=said[1],
        decided_at=pen.now,
        next_step=say_next_step(pen, piece),
        in_reply_to=_earlier_mail(outbox.of_piece(pen.session, piece), to),
    )


def _of_letter(pen: Pen, letter: LetterRow, to: str, said: tuple[str, str]) -> DecisionView:
    return DecisionView(
        bureau=pen.bureau.bureau,
        to=to,
        number=None,
        letter=letter_name(letter),
        title=letter.subject,
        kind=LetterKind(letter.kind or LetterKind.OTHER),
        unit=pen.bureau.bureau.roster.by_id(letter.unit),
        verb=said[0],
        reason=said[1],
        decided_at=pen.now,
        next_step="",
        in_reply_to=_earlier_mail(outbox.of_letter(pen.session, letter), to),
    )


def _earlier_mail(ours: list[OutboxRow], to: str) -> str | None:
    return next((mail.message_id for mail in reversed(ours) if mail.to == to), None)


def done_as(
    order: Order, letter: LetterRow, piece: PieceRow | None, to: str | None = None, *, changed: bool = True
) -> Done:
    """What came of a decision, as a value."""
    return Done(
        changed=changed,
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
