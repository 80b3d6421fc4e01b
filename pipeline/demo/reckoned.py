"""The month's points beside those an office reckons by hand from the same facts, and what closing must leave behind."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from pipeline.demo.breach import Breach
from pipeline.demo.month.office import Earned
from pipeline.demo.month.shapes import BureauMonth, Sent
from pipeline.demo.month_end import month_papers
from pipeline.demo.records import find_letter, piece_of
from pipeline.demo.stage import Stage
from pipeline.domain.words import OutgoingKind
from pipeline.score.numbers import plain
from pipeline.steps.counting.plan import has_plan
from pipeline.store import closings, facts, ledger
from pipeline.store.tables import EntryRow, EventRow, LetterRow, OutboxRow

_FIRST = ("fact_taken", "fact_waits")  # what became of a reported row
_PAPERS = {".docx", ".xlsx", ".png"}
Line = tuple[str, date, Decimal, str]  # piece or activity, day, points, clause


def row_outcomes(session: Session, letter: LetterRow) -> Counter[str]:
    """How many rows of a report were taken in, and how many waited, when it came."""
    told = {row.id for row in facts.of_letter(session, letter.id or 0)}
    wanted = select(EventRow).where(EventRow.bureau == letter.bureau, col(EventRow.what).in_(_FIRST))
    first: dict[int, str] = {}
    for event in session.exec(wanted.order_by(col(EventRow.id))) if told else ():
        if event.detail.get("fact") in told:
            first.setdefault(event.detail["fact"], event.what.removeprefix("fact_"))
    return Counter(first.values())


def rows_compared(sent: Sent, got: Counter[str]) -> Iterator[Breach]:
    """Whether the rows of a report became what the month's files say; of the others nothing is kept."""
    expected: Counter[str] = Counter(row.becomes for row in sent.rows if row.becomes in {"taken", "waits"})
    if dict(expected) != dict(got):
        yield Breach(letter=sent.id, what="rows", expected=_counted(expected), got=_counted(got))


def _counted(outcomes: Counter[str]) -> str:
    return " ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items()))


def reckoned(stage: Stage, session: Session) -> Iterator[Breach]:
    """Every bureau that counts: closed, its papers there, its units told, their points those reckoned by hand."""
    for one in stage.month.bureaus:
        if has_plan(stage.house, one.bureau):
            yield from _closed(stage, session, one)
            for earned in one.earns:
                yield from _points(stage, session, one.bureau, earned)


def _closed(stage: Stage, session: Session, one: BureauMonth) -> Iterator[Breach]:
    month = stage.month.plan.closes
    row = closings.of_period(session, one.bureau, month)
    if row is None or row.state != closings.CLOSED:
        yield Breach(letter=one.bureau, what="closing", expected=closings.CLOSED, got=row.state if row else "")
    left = _PAPERS - {paper.suffix for paper in month_papers(stage.house, one.bureau, month)}
    if left:
        yield Breach(letter=one.bureau, what="papers", expected=" ".join(sorted(left)))
    units = [unit for unit in stage.house.bureau(one.bureau).bureau.roster.units if unit.addresses]
    told = Counter(_to(session, one.bureau, OutgoingKind.UNIT_MONTH))
    for unit in units:
        if told[unit.addresses[0]] != 1:
            yield Breach(letter=unit.name, what="month_mail", expected="1", got=str(told[unit.addresses[0]]))


def _to(session: Session, bureau: str, kind: OutgoingKind) -> Iterator[str]:
    yield from session.exec(select(OutboxRow.to).where(OutboxRow.bureau == bureau, OutboxRow.kind == kind.value))


def _points(stage: Stage, session: Session, bureau: str, earned: Earned) -> Iterator[Breach]:
    """Line by line: what the ledger has and a hand would not have, and the other way round."""
    rows = [
        row
        for row in ledger.booked_in(session, bureau, [stage.month.plan.closes])
        if row.unit == earned.unit and row.counted
    ]
    total = sum((row.points for row in rows), Decimal(0))
    if total != earned.points:
        yield Breach(letter=earned.unit, what="points", expected=plain(earned.points), got=plain(total))
    standing, by_hand = Counter(map(_line, _standing(rows))), Counter(_by_hand(session, earned))
    for line in (by_hand - standing).elements():
        yield Breach(letter=earned.unit, what="entry", expected=_written(line))
    for line in (standing - by_hand).elements():
        yield Breach(letter=earned.unit, what="entry", got=_written(line))


def _standing(rows: list[EntryRow]) -> list[EntryRow]:
    undone = {row.reverses for row in rows if row.reverses}
    return [row for row in rows if row.id not in undone and not row.reverses]


def _line(row: EntryRow) -> Line:
    return row.subject, row.day, row.points, row.clause


def _by_hand(session: Session, earned: Earned) -> Iterator[Line]:
    for one in earned.because:
        letter = find_letter(session, one.letter) if one.letter else None
        piece = piece_of(session, letter) if letter else None
        yield (piece.number if piece else one.subject or ""), one.date, one.points, one.clause


def _written(line: Line) -> str:
    subject, day, points, clause = line
    return f"{day} {subject} {plain(points)} {clause}"
