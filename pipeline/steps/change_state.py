"""A piece's way from one state to the next, noted where it is one."""

from pipeline.domain.words import State
from pipeline.steps.pen import Pen
from pipeline.store import events
from pipeline.store.tables import PieceRow


def change_state(pen: Pen, piece: PieceRow, state: State) -> None:
    """Put the piece into that state; the log holds what really changed, never a state that stayed."""
    before, piece.state, piece.updated_at = piece.state, state.value, pen.now
    pen.session.add(piece)
    if piece.state != before:
        events.note(
            pen.session, pen.now, "state_changed", bureau=piece.bureau, piece=piece, before=before, after=piece.state
        )
