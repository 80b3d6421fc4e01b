"""One signature of the review chain, or the refusal to give it, within a transaction (rules.md S5)."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.review import next_step
from pipeline.domain.words import State
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.change_state import change_state
from pipeline.steps.form_fields import complete_form
from pipeline.steps.pen import Pen
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order
from pipeline.steps.signatures import SIGN, signatures_of
from pipeline.steps.signed import (
    Signed,
    must_be_told,
    must_be_under_review,
    must_stand_as_seen,
    outcome,
    sent_back,
    state_word,
)
from pipeline.store import events
from pipeline.store.tables import DecisionRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class SignOrder:
    """What a person says about a piece whose turn it is to be signed."""

    name: str  # a number
    by: str
    opinion: str = ""  # as it is to stand on form 2: 同意
    agree: bool = True  # False: the piece goes back to its unit
    reason: str = ""  # with agree False: why, told to the unit
    step: State | None = None  # the state that the signature leads to, as the person saw it; None: whichever is next
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


def sign_within(pen: Pen, data: Path, piece: PieceRow, order: SignOrder) -> Signed:
    """Sign the next step of a piece's review chain, or send the piece back with a reason.

    Args:
        pen: of the transaction; the caller holds the bureau's lock.
        data: the data folder, where the completed form is kept.
        piece: as it stands in the transaction.
        order: what the person says; a step that is not the next one any more is refused.

    Raises:
        Refusal: the piece's state or turn does not fit, or something is missing.
    """
    must_be_told(order.by, order.opinion, order.reason, agree=order.agree)
    step = _to_sign(pen, piece, order.step)
    must_stand_as_seen(pen, piece, order.seen)
    if not order.agree:
        back = Order(name=piece.number, verb="return", reason=order.reason.strip(), by=order.by.strip())
        return sent_back(pen, piece, step.role, back)
    row = _write_down(pen, piece, step, order)
    complete_form(pen, data, piece)
    ask_reviewers(pen, piece)
    return outcome(pen, piece, row, step.role)


def _to_sign(pen: Pen, piece: PieceRow, wanted: State | None) -> ReviewStep:
    """The step that is next, where it is the one that the person saw."""
    must_be_under_review(pen, piece)
    step = next_step(pen.bureau.bureau.chain_of(piece.unit), State(piece.state))
    if step is not None and (wanted is None or step.state is wanted):
        return step
    before = [row for row in signatures_of(pen.session, piece).steps if wanted is not None and row.step == wanted.value]
    if before:
        raise Refusal("signed_meanwhile", name=piece.number, by=before[-1].decided_by)
    if wanted is not None and step is not None:
        raise Refusal("not_its_turn", name=piece.number, role=step.role, state=state_word(pen, piece))
    raise Refusal("nothing_to_sign", name=piece.number, state=state_word(pen, piece))


def _write_down(pen: Pen, piece: PieceRow, step: ReviewStep, order: SignOrder) -> DecisionRow:
    row = DecisionRow(
        piece_id=piece.id, verb=SIGN, reason=order.opinion.strip(), decided_by=order.by.strip(), decided_at=pen.now,
        step=step.state.value,
    )  # fmt: skip
    pen.session.add(row)
    events.note(
        pen.session, pen.now, "signed", bureau=piece.bureau, piece=piece, by=row.decided_by, role=step.role,
        step=step.state.value, opinion=row.reason,
    )  # fmt: skip
    change_state(pen, piece, step.state)
    pen.session.flush()
    return row
