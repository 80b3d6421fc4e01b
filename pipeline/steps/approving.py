"""Form 3: the director decides on release or reporting up, the leader as well on what matters (rules.md S10).

It gates what the office itself releases; an adoption that happened elsewhere is a fact all the same.
"""

from dataclasses import dataclass
from datetime import date

from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.steps.approval import BETWEEN, ApproveOrder, approve_within
from pipeline.steps.change_state import change_state
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.steps.refusal import Refusal
from pipeline.steps.signatures import PUBLISH, Signatures, signatures_of
from pipeline.steps.signed import (
    Signed,
    must_be_told,
    must_stand_as_seen,
    outcome,
    piece_called,
    state_word,
)
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow

__all__ = ["ApproveOrder", "PublishOrder", "approve", "release"]

_OUT = {State.APPROVED, State.RELEASED, State.ADOPTED}  # where a release may be noted, once it was approved


@dataclass(frozen=True, kw_only=True)
class PublishOrder:
    """That a piece was released or reported up."""

    name: str  # a number
    by: str
    channels: tuple[str, ...] = ()  # (): every channel that was approved
    day: date | None = None  # None: today
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


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
        return approve_within(desk.pen(session), piece_called(session, order.name), order)


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
            channels=BETWEEN.join(wanted),
        )  # fmt: skip
        if State(piece.state) is State.APPROVED:
            change_state(pen, piece, State.RELEASED)
        return outcome(pen, piece, row, "")


def _channels_out(pen: Pen, piece: PieceRow, order: PublishOrder, before: Signatures) -> tuple[str, ...]:
    """The channels that are noted now: approved ones, to which it was not released before."""
    if State(piece.state) not in _OUT or not before.approved:
        raise Refusal("approve_first", name=piece.number, state=state_word(pen, piece))
    wanted = tuple(dict.fromkeys(channel.strip() for channel in order.channels)) or before.channels
    strange = [channel for channel in wanted if channel not in before.channels]
    if strange:
        raise Refusal(
            "channel_not_approved", channel=BETWEEN.join(strange), known=BETWEEN.join(before.channels),
            name=piece.number,
        )  # fmt: skip
    left = tuple(channel for channel in wanted if channel not in before.released_to)
    if not left:
        raise Refusal("released_already", name=piece.number, channels=BETWEEN.join(wanted))
    return left


def _day_of(pen: Pen, order: PublishOrder, before: Signatures) -> date:
    """The day of the release: none that is to come, and none before it was approved (先审后发)."""
    today = local(pen.now).date()
    day = order.day or today
    approved = local(before.approvals[-1].decided_at).date()
    if not approved <= day <= today:
        raise Refusal("day_of_release", day=str(day), approved=str(approved))
    return day
