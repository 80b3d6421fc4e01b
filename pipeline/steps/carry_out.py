"""Carries out a decision within a transaction: what it changes, that it is written down, that its sender is told."""

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.decided import LEAVES, standing
from pipeline.steps.find import Found, find
from pipeline.steps.pen import Pen
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_acts import accept, discard, send_back
from pipeline.steps.review_told import Done, Order, done_as, letter_verb, may_be_told, told
from pipeline.steps.seen import mark_of
from pipeline.store import events, pieces
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow


def carry_out(pen: Pen, order: Order) -> Done:
    """Accept, return or discard a piece or letter; assign and release read the letter again and are none of these.

    Raises:
        Refusal: there is no such piece, or the decision does not fit its state.
    """
    found = find(pen.session, order.name)
    if found is None or found.letter is None:
        raise Refusal("unknown_name", name=order.name)
    must_be_as_seen(pen.session, found, order)
    _must_fit(found, order)
    if _is_so_already(pen, found.letter, found.piece, order):
        return done_as(order, found.letter, found.piece, changed=False)
    verb = _as_told(found.letter, found.piece, order.verb)
    quiet = found.piece is None and not may_be_told(found.letter)
    write_down(pen, order, found.letter, found.piece, None)
    acts = {"accept": accept, "return": send_back, "discard": discard}
    acts[order.verb](pen, found.letter, found.piece)
    done = told(pen, order, found.letter, found.piece, (None if quiet else verb, order.reason))
    if found.piece is not None:
        ask_reviewers(pen, found.piece)
    return done


def _as_told(letter: LetterRow, piece: PieceRow | None, verb: str) -> str:
    """How the decision is called: of a piece, of a reply that changes nothing in it, of a letter that is no piece."""
    if verb not in LEAVES:
        return verb
    if piece is None:
        return letter_verb(verb)
    return verb if letter.settled else _OF_A_REPLY.get(verb, verb)


def _is_so_already(pen: Pen, letter: LetterRow, piece: PieceRow | None, order: Order) -> bool:
    """Whether piece or letter stands as the decision would have it: said twice is said once."""
    if not letter.settled:
        return False
    if piece is not None:
        return State(piece.state) in LEAVES[order.verb]
    newest = standing(pieces.decisions_of(pen.session, letter))
    return newest is not None and newest.verb == order.verb


def _must_fit(found: Found, order: Order) -> None:
    """Sealed ones can only be released or discarded; quarantined ones have nothing to accept yet."""
    letter, piece = found.letter, found.piece
    sealed = letter is not None and letter.disposition == Disposition.SEALED.value
    if sealed and order.verb != "discard":
        raise Refusal("sealed_first", name=order.name)
    if letter is not None and letter.disposition == Disposition.QUARANTINED.value and order.verb != "discard":
        raise Refusal("quarantined_first", name=order.name)
    if piece is not None and order.verb == "accept" and piece.unit is None:
        raise Refusal("unit_first", name=order.name)
    not_too_late(letter, piece, order)


def must_be_as_seen(session: Session, found: Found, order: Order) -> None:
    """What the person saw still stands: nobody decided and no letter came meanwhile."""
    if order.seen is not None and order.seen != mark_of(session, found):
        raise Refusal("changed_meanwhile", name=order.name)


def not_too_late(letter: LetterRow | None, piece: PieceRow | None, order: Order) -> None:
    """What is out, used or withdrawn stays so; a reply that waits beside it is settled, a wrong unit put right."""
    reply = letter is not None and not letter.settled
    late = {State.WITHDRAWN} if reply or order.verb == "assign" else {State.RELEASED, State.ADOPTED, State.WITHDRAWN}
    if reply and order.verb in {"return", "discard"}:
        return
    if order.verb == "accept":  # what was withdrawn by mistake, or in another's name, is taken up again
        late -= {State.WITHDRAWN}
    if piece is not None and State(piece.state) in late:
        raise Refusal("too_late", name=order.name)


def write_down(pen: Pen, order: Order, letter: LetterRow, piece: PieceRow | None, unit: str | None) -> None:
    """Write a decision down, in the decisions and in the log of events."""
    pen.session.add(
        DecisionRow(
            letter_id=letter.id,
            piece_id=piece.id if piece else None,
            verb=order.verb,
            reason=order.reason,
            decided_by=order.by,
            decided_at=pen.now,
            unit=unit,
        )
    )
    events.note(
        pen.session, pen.now, "decided", bureau=letter.bureau, letter=letter, piece=piece, by=order.by,
        verb=_as_told(letter, piece, order.verb), reason=order.reason, unit=unit,
    )  # fmt: skip
    pen.session.flush()


_OF_A_REPLY = {"return": "return_reply", "discard": "put_aside"}  # the piece itself stays as it is
