"""One decision on form 3, or the refusal to take it, within a transaction (rules.md S10)."""

from dataclasses import dataclass

from pipeline.domain.words import State
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.change_state import change_state
from pipeline.steps.form_fields import form_that_came
from pipeline.steps.pen import Pen
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order
from pipeline.steps.signatures import APPROVE, DIRECTOR, LEADER, Signatures, signatures_of
from pipeline.steps.signed import (
    Signed,
    must_be_told,
    must_be_under_review,
    must_stand_as_seen,
    outcome,
    sent_back,
    state_word,
)
from pipeline.steps.turns import approver_role, turn_of
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow

BETWEEN = "、"


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


def approve_within(pen: Pen, piece: PieceRow, order: ApproveOrder) -> Signed:
    """Decide on form 3 within a transaction; the caller holds the bureau's lock.

    Raises:
        Refusal: its state does not fit, it is another's turn, or something is missing.
    """
    must_be_told(order.by, order.opinion, order.reason, agree=order.agree)
    before = signatures_of(pen.session, piece)
    _must_be_their_turn(pen, piece, order, before)
    must_stand_as_seen(pen, piece, order.seen)
    role = approver_role(pen.bureau, pen.desk.words, order.role)
    if not order.agree:
        back = Order(name=piece.number, verb="return", reason=order.reason.strip(), by=order.by.strip())
        return sent_back(pen, piece, role, back)
    row = _approval(pen, piece, order, before)
    pen.session.add(row)
    events.note(
        pen.session, pen.now, "approved", bureau=piece.bureau, piece=piece, by=row.decided_by, role=role, step=row.step,
        opinion=row.reason, channels=BETWEEN.join(row.channels or ()),
    )  # fmt: skip
    if signatures_of(pen.session, piece).approved:
        change_state(pen, piece, State.APPROVED)
    ask_reviewers(pen, piece)
    return outcome(pen, piece, row, role)


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
