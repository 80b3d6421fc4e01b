"""A person finds that a piece is the same as an earlier one: it is used no more, what was told of it counts there."""

from dataclasses import dataclass

from pipeline.domain.words import State
from pipeline.report.formats import one_line
from pipeline.steps.answer import beside
from pipeline.steps.change_state import change_state
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.piece_act import act_on_piece
from pipeline.steps.refusal import Refusal
from pipeline.steps.repeat_facts import move_facts
from pipeline.steps.review_told import Order, told
from pipeline.steps.signed import must_stand_as_seen, piece_called
from pipeline.steps.turns import reply_waits
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow

REPEAT = "repeat"  # verb of the decision
GONE = {State.DISCARDED, State.WITHDRAWN}
_OUT = {State.APPROVED, State.RELEASED}


@dataclass(frozen=True, kw_only=True)
class RepeatOrder:
    """That one piece repeats another."""

    name: str  # number of the one that is used no more
    of: str  # number of the one that stays
    by: str
    reason: str
    tell: bool = False  # the unit is told by mail
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """What came of it."""

    number: str
    of: str
    moved: tuple[tuple[str, str], ...] = ()  # F17 → taken, known, waits
    mailed_to: str | None = None


def mark_repeat(house: House, order: RepeatOrder) -> Repeated:
    """Note that a piece repeats another; its number stays taken, its uses move, nothing counts twice.

    Raises:
        Refusal: one of the two is not there, or their states or units do not fit.
        ConfigErrors: a file of the plan is wrong.
    """
    return act_on_piece(house, order, _within)


def _within(pen: Pen, order: RepeatOrder) -> Repeated:
    piece = piece_called(pen.session, order.name)
    must_stand_as_seen(pen, piece, order.seen)
    other = other_piece(pen, piece, order.of)
    _must_fit(pen, piece, other)
    reason = one_line(order.reason)
    found = find(pen.session, piece.number)
    letter = found.letter if found is not None else None
    pen.session.add(
        DecisionRow(
            letter_id=letter.id if letter else None,
            piece_id=piece.id,
            verb=REPEAT,
            reason=reason,
            decided_by=order.by.strip(),
            decided_at=pen.now,
            told={"of": other.number},
        )
    )
    by, at = order.by.strip(), pen.now
    events.note(
        pen.session, at, "piece_repeats", bureau=piece.bureau, piece=piece, by=by, of=other.number, reason=reason
    )
    events.note(pen.session, at, "piece_repeated", bureau=piece.bureau, piece=other, by=by, number=piece.number)
    change_state(pen, piece, State.DISCARDED)
    moved = move_facts(pen, piece, other, by)
    asked = Order(name=piece.number, verb=REPEAT, reason=reason, by=by, beside=beside([other]))
    to = told(pen, asked, letter, piece, (REPEAT, reason)).mailed_to if order.tell and letter else None
    return Repeated(number=piece.number, of=other.number, moved=moved, mailed_to=to)


def other_piece(pen: Pen, piece: PieceRow | None, name: str) -> PieceRow:
    """The piece that is meant beside this one: of the same bureau, still in use.

    Raises:
        Refusal: there is none, it is the same, sealed, withdrawn or not used.
    """
    if not name.strip():
        raise Refusal("number_wanted")
    other = piece_called(pen.session, name)
    if other.bureau != pen.bureau.bureau.id:
        raise Refusal("unknown_name", name=name)
    if piece is not None and other.id == piece.id:
        raise Refusal("same_piece", name=other.number)
    if other.state == State.SEALED.value:
        raise Refusal("sealed_first", name=other.number)
    if State(other.state) in GONE:
        raise Refusal("gone_piece", name=other.number)
    return other


def _must_fit(pen: Pen, piece: PieceRow, other: PieceRow) -> None:
    if piece.state == State.SEALED.value:
        raise Refusal("sealed_first", name=piece.number)
    if State(piece.state) in GONE:
        raise Refusal("gone_piece", name=piece.number)
    if State(piece.state) in _OUT:
        raise Refusal("repeat_out", name=piece.number, of=other.number)
    if piece.unit and other.unit and piece.unit != other.unit:
        raise Refusal("other_units", name=piece.number, of=other.number)
    if reply_waits(pen.session, piece):
        raise Refusal("reply_first", name=piece.number)
