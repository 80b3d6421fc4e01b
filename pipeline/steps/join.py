"""A letter that turns out to be a supplement of an earlier piece is joined to it, as if it had come as a reply.

It is read once more beside what the piece has: the rules of replies hold, the newest of each kind wins, and what
would change a reviewed piece waits for a person. The piece that it had opened keeps its number and is used no more.
"""

import shutil
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.ingest.readers import Readers
from pipeline.report.formats import one_line
from pipeline.steps.change_state import change_state
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.find import Found, find, letter_name
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import Desk, note_reprocessed, open_desk, put_back, settle_within
from pipeline.steps.reading import Reading, read_one, scratch_of
from pipeline.steps.refusal import Refusal
from pipeline.steps.repeat_facts import move_facts
from pipeline.steps.repeat_of import GONE, other_piece
from pipeline.steps.review_told import Order, told
from pipeline.steps.seen import mark_of
from pipeline.store import events, pieces
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow

JOIN = "join"  # verb of the decision
_OUT = {State.APPROVED, State.RELEASED}


@dataclass(frozen=True, kw_only=True)
class JoinOrder:
    """That a letter, or all of a piece, belongs to an earlier piece."""

    name: str  # a letter's L17, or the number of the piece that it had opened
    to: str  # number of the earlier piece
    by: str
    reason: str
    tell: bool = False  # the sender is told by mail
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What came of it."""

    name: str
    to: str
    letters: tuple[str, ...]  # that were joined
    state: str  # of the earlier piece now
    waits: bool  # whether what it brings waits for a person
    moved: tuple[tuple[str, str], ...] = ()  # F17 → taken, known, waits
    mailed_to: str | None = None


def join(house: House, order: JoinOrder, readers: Readers) -> Joined:
    """Join a letter, or every letter of a piece, to an earlier piece.

    Raises:
        Refusal: one of the two is not there, their states do not fit, or a letter cannot be read.
        ConfigErrors: a file of the plan is wrong.
    """
    if not (order.reason.strip() and order.by.strip()):
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        bureau = _called(session, order.name).bureau
    desk = open_desk(house, bureau)
    with house.locked(f"{bureau}.receive"):
        with house.database.reading() as session:
            rows = _letters(desk.pen(session), order)
        try:
            readings = [read_one(house, row, readers) for row in rows]
            if any(reading.letter is None for reading in readings):
                raise Refusal("unreadable", name=order.name)
            with house.database.writing() as session:
                done = _within(desk, desk.pen(session), order, readings)
        finally:
            for row in rows:
                shutil.rmtree(scratch_of(house, row), ignore_errors=True)
        for row in rows:
            put_back(house, row)
    count_quietly(house, bureau)
    return done


def _called(session: Session, name: str) -> Found:
    found = find(session, name)
    if found is None or found.letter is None:
        raise Refusal("unknown_name", name=name)
    return found


def _letters(pen: Pen, order: JoinOrder) -> list[LetterRow]:
    """The letters that are to be joined, oldest first, where everything fits."""
    found = _called(pen.session, order.name)
    if order.seen is not None and order.seen != mark_of(pen.session, found):
        raise Refusal("changed_meanwhile", name=order.name)
    target = other_piece(pen, found.piece, order.to)
    if target.unit is None:
        raise Refusal("unit_first", name=target.number)
    piece = found.piece
    rows = pieces.letters_of(pen.session, piece) if piece is not None else [row for row in [found.letter] if row]
    if piece is not None:
        _piece_must_fit(piece, target)
    began = next((row.arrived_at for row in pieces.letters_of(pen.session, target)), target.arrived_at)
    for row in rows:
        _letter_must_fit(row)
        if row.arrived_at < began:
            raise Refusal("join_earlier", name=letter_name(row), to=target.number)
    return rows


def _piece_must_fit(piece: PieceRow, target: PieceRow) -> None:
    if piece.state == State.SEALED.value:
        raise Refusal("sealed_first", name=piece.number)
    if State(piece.state) in _OUT:
        raise Refusal("repeat_out", name=piece.number, of=target.number)
    if State(piece.state) in GONE:
        raise Refusal("gone_piece", name=piece.number)


def _letter_must_fit(row: LetterRow) -> None:
    if row.disposition == Disposition.SEALED.value:
        raise Refusal("sealed_first", name=letter_name(row))
    if row.disposition == Disposition.QUARANTINED.value or not row.done:
        raise Refusal("quarantined_first", name=letter_name(row))


def _within(desk: Desk, pen: Pen, order: JoinOrder, readings: list[Reading]) -> Joined:
    rows = [pen.session.get_one(LetterRow, reading.row.id) for reading in readings]
    piece = pen.session.get(PieceRow, rows[0].piece_id) if rows[0].piece_id else None
    target = other_piece(pen, piece, order.to)
    reason, by = one_line(order.reason), order.by.strip()
    for row, reading in zip(rows, readings, strict=True):
        _move(desk, pen, row, target, (reason, by), reading)
    moved = _leave(pen, piece, target, reason, by) if piece is not None else ()
    asked = Order(name=target.number, verb=JOIN, reason=reason, by=by)
    to = told(pen, asked, rows[-1], target, (JOIN, reason)).mailed_to if order.tell else None
    return Joined(
        name=order.name, to=target.number, letters=tuple(letter_name(row) for row in rows), state=target.state,
        waits=any(not row.settled for row in rows), moved=moved, mailed_to=to,
    )  # fmt: skip


def _move(
    desk: Desk, pen: Pen, row: LetterRow, target: PieceRow, signed: tuple[str, str], reading: Reading
) -> None:  # fmt: skip
    """One letter: out of its piece, read again as a reply to the earlier one; its receipt is not sent twice."""
    was = pen.session.get(PieceRow, row.piece_id) if row.piece_id else None
    if was is not None:
        pieces.take_out(pen.session, was, row)
    row.piece_id = target.id
    pen.session.add(
        DecisionRow(
            letter_id=row.id,
            verb=JOIN,
            reason=signed[0],
            decided_by=signed[1],
            decided_at=pen.now,
            unit=target.unit,
            told={"to": target.number},
        )
    )
    events.note(
        pen.session, pen.now, "letter_joined", bureau=row.bureau, letter=row, piece=target, by=signed[1],
        letter_name=letter_name(row), to=target.number, reason=signed[0],
    )  # fmt: skip
    note_reprocessed(pen, row, signed[1])
    answered, row.answer = row.answer, False
    piece, _incoming, _verdict = settle_within(desk, pen, row, reading)
    row.answer = answered
    if piece is None:  # it brings nothing that a piece is made of: it belongs there nevertheless, and waits no more
        row.piece_id, row.settled, row.disposition = target.id, True, Disposition.ACCEPTED.value
        pen.session.add(row)
    pen.session.flush()


def _leave(pen: Pen, piece: PieceRow, target: PieceRow, reason: str, by: str) -> tuple[tuple[str, str], ...]:
    """The piece that the letters had opened is used no more; what was told of it is told of the earlier one."""
    pen.session.add(
        DecisionRow(
            piece_id=piece.id, verb=JOIN, reason=reason, decided_by=by, decided_at=pen.now, told={"to": target.number}
        )
    )
    events.note(
        pen.session, pen.now, "piece_joined", bureau=piece.bureau, piece=piece, by=by, to=target.number, reason=reason
    )
    change_state(pen, piece, State.DISCARDED)
    return move_facts(pen, piece, target, by)
