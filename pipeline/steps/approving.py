"""Form 3: the director decides on release or reporting up, the leader as well on what matters (rules.md S10).

It gates what the office itself releases; an adoption that happened elsewhere is a fact all the same.
"""

from dataclasses import dataclass
from datetime import date

from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.steps.carry_out import Refusal
from pipeline.steps.change_state import change_state
from pipeline.steps.form_fields import form_that_came
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.steps.review_told import Order
from pipeline.steps.signatures import APPROVE, DIRECTOR, LEADER, PUBLISH, Signatures, signatures_of
from pipeline.steps.signed import (
    Signed,
    must_be_told,
    must_be_under_review,
    must_stand_as_seen,
    outcome,
    piece_called,
    sent_back,
    state_word,
)
from pipeline.steps.turns import approver_role, turn_of
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow

_OUT = {State.APPROVED, State.RELEASED, State.ADOPTED}  # where a release may be noted, once it was approved
_BETWEEN = "、"


@dataclass(frozen=True, kw_only=True)
class ApproveOrder:
    """What the director, or the leader in charge, decides on form 3."""

    name: str  # a number
    by: str
    role: str = DIRECTOR  # director or leader
    channels: tuple[str, ...] = ()  # to which; the leader's () is what the director wrote
    opinion: str = ""  # as it is to stand on form 3
    important: bool = False  # the director hands it on to the leader, though form 2 does not say it matters
    agree: bool = True  # False: the piece goes back to its unit
    reason: str = ""  # with agree False: why, told to the unit
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


@dataclass(frozen=True, kw_only=True)
class PublishOrder:
    """That a piece was released or reported up."""

    name: str  # a number
    by: str
    channels: tuple[str, ...] = ()  # (): every channel that was approved
    day: date | None = None  # None: today
    seen: str | None = None  # as above


def approve(house: House, order: ApproveOrder) -> Signed:
    """Decide on form 3 that a reviewed piece may be released or reported up, and to which channels.

    Raises:
        Refusal: there is no such piece, its state does not fit, it is another's turn, or something is missing.
    """
    must_be_told(order.by, order.opinion, order.reason, agree=order.agree)
    with house.database.reading() as session:
        bureau = piece_called(session, order.name).bureau
    desk = open_desk(house, bureau)
    with house.locked(f"{bureau}.receive"), house.database.writing() as session:
        pen = desk.pen(session)
        piece = piece_called(session, order.name)
        before = signatures_of(session, piece)
        _must_be_their_turn(pen, piece, order, before)
        must_stand_as_seen(pen, piece, order.seen)
        role = approver_role(pen.bureau, pen.desk.words, order.role)
        if not order.agree:
            back = Order(name=piece.number, verb="return", reason=order.reason.strip(), by=order.by.strip())
            return sent_back(pen, piece, role, back)
        row = _approval(pen, piece, order, before)
        session.add(row)
        events.note(
            session, pen.now, "approved", bureau=bureau, piece=piece, by=row.decided_by, role=role, step=row.step,
            opinion=row.reason, channels=_BETWEEN.join(row.channels or ()),
        )  # fmt: skip
        if signatures_of(session, piece).approved:
            change_state(pen, piece, State.APPROVED)
        return outcome(pen, piece, row, role)


def release(house: House, order: PublishOrder) -> Signed:
    """Note that an approved piece was released or reported up: to which channels, on which day.

    Raises:
        Refusal: there is no such piece, it was not approved for these channels, or the day does not fit.
    """
    if not order.by.strip():
        raise Refusal("name_wanted")
    with house.database.reading() as session:
        bureau = piece_called(session, order.name).bureau
    desk = open_desk(house, bureau)
    with house.locked(f"{bureau}.receive"), house.database.writing() as session:
        pen = desk.pen(session)
        piece = piece_called(session, order.name)
        before = signatures_of(session, piece)
        wanted = _channels_out(pen, piece, order, before)
        must_stand_as_seen(pen, piece, order.seen)
        row = DecisionRow(
            piece_id=piece.id, verb=PUBLISH, reason="", decided_by=order.by.strip(), decided_at=pen.now,
            channels=list(wanted), day=_day_of(pen, order, before),
        )  # fmt: skip
        session.add(row)
        events.note(
            session, pen.now, "published", bureau=bureau, piece=piece, by=row.decided_by, day=str(row.day),
            channels=_BETWEEN.join(wanted),
        )  # fmt: skip
        if State(piece.state) is State.APPROVED:
            change_state(pen, piece, State.RELEASED)
        return outcome(pen, piece, row, "")


def _must_be_their_turn(pen: Pen, piece: PieceRow, order: ApproveOrder, before: Signatures) -> None:
    must_be_under_review(pen, piece)
    if before.director is not None and order.role == DIRECTOR:
        raise Refusal("signed_meanwhile", name=piece.number, by=before.director.decided_by)
    if before.leader is not None and order.role == LEADER:
        raise Refusal("signed_meanwhile", name=piece.number, by=before.leader.decided_by)
    turn = turn_of(pen.session, pen.bureau, pen.desk.words, piece)
    if turn is None or turn.act != APPROVE:
        waits = turn.said if turn is not None else state_word(pen, piece)
        raise Refusal("not_to_approve", name=piece.number, state=state_word(pen, piece), next=waits)
    if turn.step != order.role:
        raise Refusal("not_its_turn", name=piece.number, role=turn.role, state=state_word(pen, piece))


def _approval(pen: Pen, piece: PieceRow, order: ApproveOrder, before: Signatures) -> DecisionRow:
    channels = tuple(dict.fromkeys(filter(None, (channel.strip() for channel in order.channels))))
    if not channels and before.director is not None:
        channels = tuple(before.director.channels or ())
    if not channels:
        raise Refusal("channels_wanted", name=piece.number)
    return DecisionRow(
        piece_id=piece.id, verb=APPROVE, reason=order.opinion.strip(), decided_by=order.by.strip(),
        decided_at=pen.now, step=order.role, channels=list(channels),
        important=order.important or _matters(pen, piece) if order.role == DIRECTOR else None,
    )  # fmt: skip


def _matters(pen: Pen, piece: PieceRow) -> bool:
    """Whether form 2 says that it is sensitive or important; both boxes ticked are a yes as well."""
    form = form_that_came(pen.session, piece)
    return form is not None and (form.sensitive is True or form.sensitive_doubt)


def _channels_out(pen: Pen, piece: PieceRow, order: PublishOrder, before: Signatures) -> tuple[str, ...]:
    """The channels that are noted now: approved ones, to which it was not released before."""
    if State(piece.state) not in _OUT or not before.approved:
        raise Refusal("approve_first", name=piece.number, state=state_word(pen, piece))
    wanted = tuple(dict.fromkeys(channel.strip() for channel in order.channels)) or before.channels
    strange = [channel for channel in wanted if channel not in before.channels]
    if strange:
        raise Refusal(
            "channel_not_approved", channel=_BETWEEN.join(strange), known=_BETWEEN.join(before.channels),
            name=piece.number,
        )  # fmt: skip
    left = tuple(channel for channel in wanted if channel not in before.released_to)
    if not left:
        raise Refusal("released_already", name=piece.number, channels=_BETWEEN.join(wanted))
    return left


def _day_of(pen: Pen, order: PublishOrder, before: Signatures) -> date:
    """The day of the release: none that is to come, and none before it was approved (先审后发)."""
    today = local(pen.now).date()
    day = order.day or today
    approved = local(before.approvals[-1].decided_at).date()
    if not approved <= day <= today:
        raise Refusal("day_of_release", day=str(day), approved=str(approved))
    return day
