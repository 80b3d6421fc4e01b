"""A unit asks by mail: 查询 and 积分 tell its pieces and points, 撤回 withdraws a piece that is not reviewed yet."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from pipeline.domain.bureau import Unit
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.piece import Incoming
from pipeline.domain.request import Asked
from pipeline.domain.words import State
from pipeline.report.counting import status, withdrawn
from pipeline.report.counting_view import WithdrawView
from pipeline.steps.counting.status import status_of
from pipeline.steps.pen import Pen
from pipeline.store import events, facts, pieces
from pipeline.store.tables import LetterRow, PieceRow

WITHDRAWN, ALREADY, REVIEWED, NOT_YOURS, UNKNOWN, NO_NUMBER = (
    "withdrawn", "already", "reviewed", "not_yours", "unknown", "no_number",
)  # fmt: skip
_OPEN = {State.HELD, State.RETURNED, State.RECEIVED}  # nobody has reviewed it


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The one mail that answers a request."""

    write: Callable[[], OutgoingLetter]
    piece: PieceRow | None = None  # that it is about


def answer_request(pen: Pen, row: LetterRow, incoming: Incoming) -> Reply | None:
    """Carry out what a unit asks for, within the pen's transaction.

    Args:
        pen: of the transaction.
        row: the letter.
        incoming: what it brings.

    Returns:
        How it is answered; None where the letter asks for nothing that the desk can answer by itself.
    """
    unit, request = incoming.asker, incoming.request
    if unit is None or request is None:
        return None
    if request.asked is not Asked.WITHDRAW:
        view = status_of(pen, incoming, unit, request.asked, occasion=_occasion(row))
        return Reply(write=partial(status, view, pen.desk))
    return _withdraw(pen, row, incoming, unit)


def _withdraw(pen: Pen, row: LetterRow, incoming: Incoming, unit: Unit) -> Reply:
    number = next(iter(incoming.request.numbers), None) if incoming.request else None
    piece = pieces.by_number(pen.session, row.bureau, number) if number else None
    outcome = _outcome(pen, row, incoming, piece) if piece else UNKNOWN if number else NO_NUMBER
    if outcome == WITHDRAWN and piece is not None and piece.state != State.WITHDRAWN.value:
        _take_out(pen, row, piece)
    own = piece if outcome != NOT_YOURS else None
    view = WithdrawView(
        bureau=pen.bureau.bureau, to=incoming.letter.sender, unit=unit, number=piece.number if piece else number,
        title=own.title if own else None, outcome=outcome, occasion=_occasion(row),
        in_reply_to=incoming.letter.origin.message_id,
    )  # fmt: skip
    return Reply(write=partial(withdrawn, view, pen.desk), piece=own)


def _outcome(pen: Pen, row: LetterRow, incoming: Incoming, piece: PieceRow) -> str:
    """What becomes of the request; read again, a letter that withdrew its piece says the same.

    A piece that was taken up again since then is not withdrawn twice by one letter.
    """
    roster = pen.bureau.bureau.roster
    if piece.unit not in {u.id for sender in incoming.sender_units for u in roster.may_send_for(sender)}:
        return NOT_YOURS
    done = any(e.what == "piece_withdrawn" for e in events.of_letter(pen.session, row.id or 0))
    if piece.state == State.WITHDRAWN.value:
        return WITHDRAWN if done else ALREADY
    return WITHDRAWN if State(piece.state) in _OPEN and not (done or _told_of(pen.session, piece)) else REVIEWED


def _told_of(session: Session, piece: PieceRow) -> bool:
    """Whether a fact stands about it: what was used or praised cannot be taken back by mail."""
    return any(f.state == facts.STANDING for f in facts.of_subject(session, piece.bureau, piece.number))


def _take_out(pen: Pen, row: LetterRow, piece: PieceRow) -> None:
    """The piece is withdrawn; its number stays taken, and nothing of it waits for a person any more."""
    before, piece.state, piece.updated_at = piece.state, State.WITHDRAWN.value, pen.now
    pen.session.add(piece)
    for letter in pieces.letters_of(pen.session, piece):
        letter.settled = True
        pen.session.add(letter)
    events.note(
        pen.session, pen.now, "piece_withdrawn", bureau=row.bureau, letter=row, piece=piece, number=piece.number
    )
    events.note(pen.session, pen.now, "state_changed", bureau=row.bureau, piece=piece, before=before, after=piece.state)


def _occasion(row: LetterRow) -> str:
    return f"receipt:{row.bureau}:{row.sha256}"
