"""A piece registered by hand by mistake is put aside: no letter stands behind it that could be decided about."""

from pipeline.domain.words import State
from pipeline.steps.counting.hands import Refused, must_be_signed
from pipeline.steps.house import House
from pipeline.store import events, facts, pieces


def strike(house: House, bureau_id: str, number: str, *, reason: str, by: str) -> str:
    """Put a piece aside that was entered by hand; its number stays taken, and it counts no more.

    Returns:
        Its number.

    Raises:
        Refused: there is no such piece, it came by mail, it was put aside already, or facts stand about it.
    """
    must_be_signed(reason, by)
    with house.database.writing() as session:
        piece = pieces.by_number(session, bureau_id, number.strip())
        if piece is None:
            raise Refused("unknown_piece", number=number.strip())
        if piece.registered_by is None or pieces.letters_of(session, piece):
            raise Refused("came_by_mail", number=piece.number)
        if piece.state == State.DISCARDED.value:
            raise Refused("struck_already", number=piece.number)
        if any(row.state == facts.STANDING for row in facts.of_subject(session, bureau_id, piece.number)):
            raise Refused("facts_stand", number=piece.number)
        before, now = piece.state, house.clock()
        piece.state, piece.updated_at = State.DISCARDED.value, now
        session.add(piece)
        events.note(session, now, "piece_struck", bureau=bureau_id, piece=piece, by=by.strip(), reason=reason)
        events.note(session, now, "state_changed", bureau=bureau_id, piece=piece, before=before, after=piece.state)
        return piece.number
