"""A letter of several pieces is split: the first piece keeps the letter, every further one gets a copy of it.

A copy is the same letter under a header line of our own, kept like any other; of each letter only the parts count
that the person chose for its piece. So a further piece goes the usual way: checks, state, receipt, replies, reading
again.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.ingest.readers import Readers
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import Desk, open_desk
from pipeline.steps.reading import read_one
from pipeline.steps.refusal import Refusal
from pipeline.steps.signed import must_stand_as_seen, piece_called
from pipeline.steps.split_copy import drop_copies, keep_copies
from pipeline.steps.split_parts import Division, divide
from pipeline.steps.split_settle import By, settle_split
from pipeline.store import letters
from pipeline.store.tables import LetterRow


@dataclass(frozen=True, kw_only=True)
class SplitOrder:
    """Which parts of a piece's letter belong to which piece; a part that is not named stays with the first."""

    name: str  # a number
    by: str
    reason: str
    away: Mapping[int, int]  # id of a part → 1 for the piece that keeps the letter, 2, 3 … for the new ones
    seen: str | None = None  # the mark of what the person saw (seen.py); None: whatever is there


@dataclass(frozen=True, kw_only=True)
class SplitPiece:
    """One of the pieces that came of it."""

    number: str
    title: str | None
    unit: str | None  # id
    state: str


@dataclass(frozen=True, kw_only=True)
class Split:
    """What came of it: the piece that keeps the letter, then the new ones."""

    number: str
    pieces: tuple[SplitPiece, ...]
    mailed_to: str | None = None

    @property
    def new(self) -> tuple[str, ...]:
        """The numbers of the new pieces."""
        return tuple(piece.number for piece in self.pieces[1:])


def split(house: House, order: SplitOrder, readers: Readers) -> Split:
    """Make several pieces of one whose letter brought several manuscripts.

    Raises:
        Refusal: there is no such piece, its state or its parts do not fit, or the letter cannot be read.
        ConfigErrors: a file of the plan is wrong.
        OSError: the disk is full or read-only.
    """
    if not (order.reason.strip() and order.by.strip()):
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        bureau = piece_called(session, order.name).bureau
    desk = open_desk(house, bureau)
    with house.locked(f"{bureau}.receive"):
        with house.database.reading() as session:
            division = _division(desk.pen(session), order)
            known = len(letters.family(session, division.letter))
        drop_copies(house, bureau)  # of a split that was killed
        try:
            copies = keep_copies(house, division.letter, known, len(division.away))
            done = _carried_out(desk, order, (division.letter, *copies), readers)
        finally:
            drop_copies(house, bureau)
    count_quietly(house, bureau)
    return done


def _division(pen: Pen, order: SplitOrder) -> Division:
    piece = piece_called(pen.session, order.name)
    must_stand_as_seen(pen, piece, order.seen)
    return divide(pen.session, piece, order.away)


def _carried_out(desk: Desk, order: SplitOrder, rows: tuple[LetterRow, ...], readers: Readers) -> Split:
    """The letter and its copies are read, then settled in one transaction."""
    readings = [read_one(desk.house, row, readers) for row in rows]
    try:
        if any(reading.letter is None for reading in readings):
            raise Refusal("unreadable", name=order.name)
        with desk.house.database.writing() as session:
            pen = desk.pen(session)
            by = By(name=order.by.strip(), reason=order.reason.strip())
            found, to = settle_split(desk, pen, _division(pen, order), readings, by)
            told = [SplitPiece(number=p.number, title=p.title, unit=p.unit, state=p.state) for p in found]
            return Split(number=told[0].number, pieces=tuple(told), mailed_to=to)
    finally:
        for reading in readings:
            shutil.rmtree(reading.scratch, ignore_errors=True)
