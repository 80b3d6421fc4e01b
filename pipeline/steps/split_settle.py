"""Within one transaction: the letter's first piece with what it keeps, and a new piece for every copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.finding import Verdict
from pipeline.domain.words import State
from pipeline.report.formats import one_line
from pipeline.steps.answer import beside
from pipeline.steps.find import letter_name
from pipeline.steps.pen import Pen
from pipeline.steps.process import Desk, note_reprocessed, settle_within
from pipeline.steps.reading import Reading
from pipeline.steps.refusal import Refusal
from pipeline.steps.review_told import Order, told
from pipeline.steps.split_parts import Division
from pipeline.steps.split_stands import ONLY, SPLIT, WITHOUT, key_of, share_of
from pipeline.store import events, pieces
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow

_CARRIED = {"release"}  # what was decided of the whole letter, and holds for its copies


@dataclass(frozen=True, kw_only=True)
class By:
    """Who splits, and why."""

    name: str
    reason: str


def settle_split(
    desk: Desk, pen: Pen, division: Division, readings: Sequence[Reading], by: By
) -> tuple[list[PieceRow], str | None]:
    """Divide the parts, open the new pieces, write it down, tell the sender.

    Args:
        desk: where.
        pen: of the transaction.
        division: the letter, and which parts go away.
        readings: of the letter, then of its copies, whose rows are not in the ledger yet.
        by: who, and why.

    Returns:
        The piece that keeps the letter, the new ones; and to whom a mail about the first goes.

    Raises:
        Refusal: a copy does not say what the letter says.
    """
    letter = pen.session.get_one(LetterRow, division.letter.id)
    gone = sorted(frozenset().union(*division.away))
    _decide(pen, letter, by, {WITHOUT: gone})
    note_reprocessed(pen, letter, by.name)
    answered, letter.answer = letter.answer, False  # it has its receipt
    first, _incoming, verdict = settle_within(desk, pen, letter, readings[0])
    letter.answer = answered
    if first is None:
        raise Refusal("unreadable", name=letter_name(letter))
    further = [
        _open(desk, pen, (first, letter), (reading, keys), by)
        for reading, keys in zip(readings[1:], division.away, strict=True)
    ]
    numbers = "、".join(row.number for row in further)
    events.note(
        pen.session, pen.now, "piece_split", bureau=letter.bureau, letter=letter, piece=first, by=by.name,
        numbers=numbers, reason=by.reason,
    )  # fmt: skip
    return [first, *further], _tell(pen, (first, letter), further, verdict, by)


def _decide(pen: Pen, row: LetterRow, by: By, what: dict[str, list[str]], unit: str | None = None) -> None:
    pen.session.add(
        DecisionRow(
            letter_id=row.id, verb=SPLIT, reason=one_line(by.reason), decided_by=by.name, decided_at=pen.now,
            unit=unit, told=what,
        )
    )  # fmt: skip
    pen.session.flush()


def _open(
    desk: Desk, pen: Pen, source: tuple[PieceRow, LetterRow], taken: tuple[Reading, frozenset[str]], by: By
) -> PieceRow:
    """A new piece of a copy of the letter; the unit that a person settled is its unit as well."""
    first, letter = source
    reading, keys = taken
    copy = reading.row
    pen.session.add(copy)
    pen.session.flush()
    for one in pieces.decisions_of(pen.session, letter):
        if one.verb in _CARRIED:
            pen.session.add(DecisionRow(**one.model_dump(exclude={"id", "letter_id", "piece_id"}), letter_id=copy.id))
    _decide(pen, copy, by, {ONLY: sorted(keys)}, first.unit if first.assigned else None)
    share = share_of(reading.letter, pieces.decisions_of(pen.session, copy)) if reading.letter else None
    if share is None or {key_of(part) for part in share.parts} != keys:
        raise Refusal("unreadable", name=first.number)
    piece, _incoming, _verdict = settle_within(desk, pen, copy, reading)
    if piece is None:
        raise Refusal("unreadable", name=first.number)
    piece.assigned = piece.assigned or first.assigned
    events.note(
        pen.session, pen.now, "piece_split_off", bureau=copy.bureau, letter=copy, piece=piece, by=by.name,
        number=first.number, letter_name=letter_name(letter),
    )  # fmt: skip
    return piece


def _tell(
    pen: Pen, source: tuple[PieceRow, LetterRow], further: Sequence[PieceRow], verdict: Verdict, by: By
) -> str | None:
    """The sender hears of the first piece beside the others; each of those has its own receipt."""
    first, letter = source
    if first.state == State.SEALED.value:
        return None
    why = "；".join(f.message for f in verdict.findings if f.follows.disposition) or by.reason
    order = Order(name=first.number, verb=SPLIT, reason=why, by=by.name, beside=beside(further))
    return told(pen, order, letter, first, (SPLIT, why)).mailed_to
