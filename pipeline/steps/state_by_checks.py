"""The state that a piece's checks lead to, and the signatures that came with it (rules.md S5, S10)."""

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.piece import Incoming
from pipeline.domain.review import signed_on_arrival, state_after
from pipeline.domain.words import Disposition, State
from pipeline.steps.change_state import change_state
from pipeline.steps.pen import Pen
from pipeline.store import events
from pipeline.store.tables import PieceRow


def move(pen: Pen, piece: PieceRow, incoming: Incoming, disposition: Disposition) -> None:
    """Set the piece's state after its checks."""
    before = State(piece.state)
    state = judged(pen, piece, incoming, disposition)
    if disposition is Disposition.ACCEPTED and not before.settled_by_people:
        note_signed(pen, piece, incoming)
    change_state(pen, piece, state)


def judged(pen: Pen, piece: PieceRow, incoming: Incoming, disposition: Disposition) -> State:
    """The state that its checks lead to; a review that was made stands, and a use whatever they say (S10)."""
    piece.disposition = disposition.value
    if disposition is Disposition.ACCEPTED:
        piece.accepted_at = piece.accepted_at or pen.now
    if piece.state == State.ADOPTED.value:
        return State.ADOPTED
    if disposition is not Disposition.ACCEPTED:
        return State.RETURNED if disposition is Disposition.RETURNED else State.HELD
    return State(piece.state) if State(piece.state).settled_by_people else state_after(_signed(pen, incoming))


def _signed(pen: Pen, incoming: Incoming) -> tuple[ReviewStep, ...]:
    """Every step whose opinion stands on the form that came with it (rules.md S5)."""
    chain = pen.bureau.bureau.review.get(incoming.unit.group, ()) if incoming.unit else ()
    return signed_on_arrival(chain, incoming.form)


def note_signed(pen: Pen, piece: PieceRow, incoming: Incoming) -> None:
    """Those that an accepted piece is past with its arrival."""
    if piece.disposition != Disposition.ACCEPTED.value:
        return
    for step in _signed(pen, incoming):
        events.note(
            pen.session, pen.now, "reviewed_by_unit", bureau=piece.bureau, piece=piece,
            by=step.role, state=step.state.value, opinion=getattr(incoming.form, step.form_field),
        )  # fmt: skip
