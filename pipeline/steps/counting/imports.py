"""Facts from the office's own files: a preview of what would be taken, known and left waiting, or all of it at once.

The preview is the import itself in a transaction that is rolled back: what it shows is what comes.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.imported import Imported, ImportKind, ImportMistake
from pipeline.domain.reported import Claim, ReportedRow
from pipeline.domain.timeutil import local
from pipeline.ingest.import_table import read_import
from pipeline.ingest.match_claim import match_claims
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.count import today_of
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.hands import frozen_remark, plan_wanted
from pipeline.steps.counting.import_doubts import doubts_of
from pipeline.steps.counting.import_offers import Row, name_of, offer, piece_of, shown
from pipeline.steps.counting.reported import pieces_on_file
from pipeline.steps.counting.take import KNOWN, REMARK, TAKEN, WAITS, Source, Taken, take
from pipeline.steps.counting.texts import say
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import closings, events, pieces
from pipeline.store.at_hand import at_hand
from pipeline.store.tables import FactRow

FACT_KINDS = (ImportKind.ADOPTIONS, ImportKind.READS, ImportKind.INSTRUCTIONS, ImportKind.ACTIVITIES)


class FileMistakes(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """The file cannot be imported; every mistake at once, and nothing was taken in.

    `doubts` are what is no mistake of the file but would wait for the office: where, and what is open.
    """

    def __init__(self, mistakes: Sequence[ImportMistake], doubts: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes, self.doubts = tuple(mistakes), tuple(doubts)


@dataclass(frozen=True, kw_only=True)
class ImportOrder:
    """What the office imports."""

    bureau: str
    kind: ImportKind
    file: Path
    by: str = ""
    announce: bool = True  # False: units are not told, as with an old archive
    apply: bool = False  # False: a preview


@dataclass(frozen=True, kw_only=True)
class ImportLine:
    """What became of one row, or would."""

    place: str
    title: str  # of the piece, or the activity's name
    about: str  # outlet, body, host
    date: str
    outcome: str  # taken, known, waits
    number: str | None  # of the piece it was matched with
    why: str
    candidates: tuple[str, ...] = ()
    fact: str | None = None  # F17, once it is on record
    remark: str = ""  # it counts, although the piece had not been approved, or its month was closed


@dataclass(frozen=True, kw_only=True)
class ImportDone:
    """The whole file."""

    bureau: str
    kind: str
    applied: bool
    lines: tuple[ImportLine, ...]
    ignored: tuple[str, ...]  # headings of columns that are not read


def import_facts(house: House, order: ImportOrder) -> ImportDone:
    """Take the facts of a file in, all in one transaction, or show what would come of it.

    Raises:
        FileMistakes: the file has mistakes; nothing was taken in.
        Refused: the bureau counts no points.
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_wanted(house, order.bureau)
    imported = _read(house, order)
    if imported.mistakes:
        raise FileMistakes(imported.mistakes, _doubts(house, plan, order.bureau, imported))
    with house.database.writing() as session:
        pen = open_desk(house, order.bureau).pen(session)
        lines = _take_all(pen, plan, imported, order)
        _note(pen, order, lines)
        if not order.apply:
            session.rollback()
    return ImportDone(
        bureau=order.bureau, kind=order.kind.value, applied=order.apply, lines=lines, ignored=imported.ignored
    )


def read_file(house: House, order: ImportOrder) -> Imported:
    """The rows of the file.

    Raises:
        FileMistakes: it has mistakes.
    """
    imported = _read(house, order)
    if imported.mistakes:
        raise FileMistakes(imported.mistakes)
    return imported


def _read(house: House, order: ImportOrder) -> Imported:
    return read_import(order.kind, order.file, house.settings.limits, today=today_of(house))


def _doubts(house: House, plan: Scoring, bureau: str, imported: Imported) -> tuple[tuple[str, str], ...]:
    rows = [row for row in (*imported.rows, *imported.faulty) if isinstance(row, Row)]
    with house.database.reading() as session:
        claims = _claims(open_desk(house, bureau).pen(session), [piece_of(row) for row in rows])
    return doubts_of(plan, rows, claims)


def _take_all(pen: Pen, plan: Scoring, imported: Imported, order: ImportOrder) -> tuple[ImportLine, ...]:
    """Row by row: what an earlier row said is known to the later ones."""
    rows = [row for row in imported.rows if isinstance(row, Row)]
    claims = _claims(pen, [piece_of(row) for row in rows])
    source = Source(kind="import", by=order.by.strip(), announce=order.announce)
    with _laid_ready(pen, rows, claims):
        told = [
            (_before(pen, claim), take(pen, plan, offer(pen, plan, row, claim), source))
            for row, claim in zip(rows, claims, strict=True)
        ]
    shift = plan.book.calendar.shift
    desk = _Telling(pen=pen, frozen=closings.frozen(pen.session, order.bureau, shift), shift=shift, order=order)
    return tuple(desk.line(*one, *more) for one, more in zip(zip(rows, claims, strict=True), told, strict=True))


def _laid_ready(pen: Pen, rows: Sequence[Row], claims: Sequence[Claim | None]) -> AbstractContextManager[None]:
    """Everything on record that these rows may be about."""
    numbers = [claim.number for claim in claims if claim is not None and claim.number]
    return at_hand(pen.session, pen.bureau.bureau.id, numbers, (f"told:{name_of(row)}" for row in rows))


def _before(pen: Pen, claim: Claim | None) -> tuple[str, str]:
    """State and title of the row's piece before the row is taken in."""
    number = claim.number if claim else None
    piece = pieces.by_number(pen.session, pen.bureau.bureau.id, number) if number else None
    return (piece.state, piece.title or "") if piece is not None else ("", "")


def _claims(pen: Pen, rows: Sequence[ReportedRow | None]) -> list[Claim | None]:
    """Which pieces the rows mean; None of a row that is about no piece."""
    bureau = pen.bureau.bureau
    wanted = [row for row in rows if row is not None]
    on_file = pieces_on_file(pen.session, bureau.id)
    found = iter(match_claims(wanted, None, on_file, bureau.roster, today=local(pen.now).date()))
    return [next(found) if row is not None else None for row in rows]


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """Tells what became of the rows, once all of them are on record."""

    pen: Pen
    frozen: frozenset[str]
    shift: int
    order: ImportOrder

    def line(self, row: Row, claim: Claim | None, before: tuple[str, str], taken: Taken) -> ImportLine:
        """One row; `before` are state and title of its piece before it was taken in."""
        fact, said, (state, title) = taken.row, shown(row), before
        number = claim.number if claim else None
        waits = taken.outcome == WAITS
        why = fact.why if waits or claim is None else say("known_before") if taken.outcome == KNOWN else claim.why
        remarks = self._remarks(fact, state) if taken.outcome == TAKEN else ()
        return ImportLine(
            place=row.place, title=title or said.title, about=said.about, date=said.date,
            outcome=taken.outcome, number=number, why=why, candidates=tuple(fact.candidates) if waits else (),
            fact=fact_name(fact) if self.order.apply and fact.id is not None else None,
            remark="；".join(filter(None, remarks)),
        )  # fmt: skip

    def _remarks(self, fact: FactRow, state: str) -> tuple[str, ...]:
        """What the office should know of a fact that stands now: its piece was not approved, its month was closed."""
        word = self.pen.desk.words.word(state, "state")
        unreviewed = say("taken_unreviewed", state=word) if fact.told.get(REMARK) else ""
        return unreviewed, frozen_remark(fact.day, self.frozen, self.shift) if fact.day else ""


def _note(pen: Pen, order: ImportOrder, lines: Sequence[ImportLine]) -> None:
    counted = {outcome: sum(line.outcome == outcome for line in lines) for outcome in {x.outcome for x in lines}}
    events.note(
        pen.session, pen.now, "facts_imported", bureau=order.bureau, by=order.by,
        file=order.file.name, kind=order.kind.value, rows=len(lines), outcomes=counted,
    )  # fmt: skip
