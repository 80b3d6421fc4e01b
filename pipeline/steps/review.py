"""A person's decision about a held, returned, sealed or quarantined letter or piece (design.md §1, Decision)."""

import shutil

from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.ingest.sealed import WrongKey
from pipeline.steps.asking import ask_reviewers
from pipeline.steps.carry_out import carry_out, must_be_as_seen, not_too_late, write_down
from pipeline.steps.clean import clean
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.process import Desk, note_reprocessed, open_desk, put_back, settle_within
from pipeline.steps.reading import Reading, read_one, scratch_of
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Done, Order, told, verb_of
from pipeline.steps.sealing import is_lost, unlocked
from pipeline.steps.unclean import note_unclean
from pipeline.store.tables import LetterRow, PieceRow

__all__ = ["VERBS", "Done", "Order", "Refusal", "decide"]

VERBS = ("accept", "return", "discard", "assign", "release")


def decide(house: House, order: Order, readers: Readers) -> Done:
    """Carry out a decision, write it down with name and reason, and tell the sender.

    Raises:
        Refusal: there is no such piece, the decision does not fit its state, or something is missing.
    """
    if not order.reason.strip() or not order.by.strip():
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        found = find(session, order.name)
    if found is None or found.letter is None:
        raise Refusal("unknown_name", name=order.name)
    desk = open_desk(house, found.bureau)
    with house.locked(f"{found.bureau}.receive"):
        if order.verb in {"assign", "release"}:
            return _read_again(desk, order, readers)
        with house.database.writing() as session:
            return carry_out(desk.pen(session), order)


def _read_again(desk: Desk, order: Order, readers: Readers) -> Done:
    """Assign a unit, or release a false alarm: the letter goes its way once more, with that settled.

    It is looked up under the lock: what another person or round did meanwhile is known.
    """
    with desk.house.database.reading() as session:
        found = find(session, order.name)
        if found is None or found.letter is None:
            raise Refusal("unknown_name", name=order.name)
        must_be_as_seen(session, found, order)
    letter = found.letter
    not_too_late(letter, found.piece, order)
    unit = _unit_of(desk, order) if order.verb == "assign" else None
    if order.verb == "release" and letter.disposition != Disposition.SEALED.value:
        raise Refusal("not_sealed", name=order.name)
    if order.verb == "release" and is_lost(desk.house, letter.sha256):
        raise Refusal("sealed_missing", name=order.name)
    if order.verb == "release":  # its bytes come back after the commit: the next round does it if this process ends
        note_unclean(desk.house, words=False)
    if order.verb == "assign" and letter.disposition == Disposition.SEALED.value:
        raise Refusal("sealed_first", name=order.name)
    try:
        with unlocked(desk.house, letter, order.key):
            done = _settled_anew(desk, order, read_one(desk.house, letter, readers), unit)
    except WrongKey as wrong:
        cause = "key_wanted" if order.key is None else "wrong_key"
        raise Refusal(cause, name=order.name, file=str(order.key)) from wrong
    finally:
        shutil.rmtree(scratch_of(desk.house, letter), ignore_errors=True)
    clean(desk.house)
    return done


def _settled_anew(desk: Desk, order: Order, reading: Reading, unit: str | None) -> Done:
    """What was read is settled as was decided, in one transaction."""
    if reading.letter is None:
        raise Refusal("unreadable", name=order.name)
    with desk.house.database.writing() as session:
        pen = desk.pen(session)
        row = session.get_one(LetterRow, reading.row.id)
        piece = session.get(PieceRow, row.piece_id) if row.piece_id else None
        write_down(pen, order, row, piece, unit)
        note_reprocessed(pen, row, order.by)
        answered, row.answer = row.answer, False
        piece, _incoming, verdict = settle_within(desk, pen, row, reading)
        row.answer = answered
        if piece is not None and unit is not None:
            piece.assigned = True
        reasons = "；".join(f.message for f in verdict.findings if f.follows.disposition) or order.reason
        done = told(pen, order, row, piece, (verb_of(piece), reasons))
        if piece is not None:
            ask_reviewers(pen, piece)
    put_back(desk.house, row)
    return done


def _unit_of(desk: Desk, order: Order) -> str:
    if not order.unit:
        raise Refusal("unit_wanted")
    for unit in desk.bureau.bureau.roster.units:
        if order.unit in {unit.id, *unit.names}:
            return unit.id
    raise Refusal("unknown_unit", unit=order.unit or "")
