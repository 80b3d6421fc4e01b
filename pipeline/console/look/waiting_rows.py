"""What waits, as light rows: enough to sort, to filter and to count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.review import next_step
from pipeline.domain.words import Disposition, State
from pipeline.settings import BureauSettings
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.find import letter_name
from pipeline.store import closings, facts, outbox, queries
from pipeline.store.tables import FactRow, LetterRow, OutboxRow, PieceRow

_IN_REVIEW = [State.RECEIVED.value, State.FIRST_REVIEW.value]
Source = PieceRow | LetterRow | FactRow | OutboxRow | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that waits."""

    kind: str
    name: str
    unit: str | None  # the roster's id
    since: datetime
    title: str = ""
    sender: str = ""
    about: str = ""  # the name of its page
    source: Source = None
    step: ReviewStep | None = None  # the signature it waits for


def rows_of(session: Session, bureau: BureauSettings, *, decided: bool = False) -> Iterator[Row]:
    """Everything that waits at the bureau, in no order; or only pieces and letters that wait to be decided about."""
    yield from _pieces(session, bureau)
    yield from _letters(session, bureau)
    if decided:
        return
    yield from _in_review(session, bureau)
    yield from _facts(session, bureau)
    yield from _mails(session, bureau)
    yield from _months(session, bureau)


def _pieces(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in queries.waiting_pieces(session, bureau.bureau.id):
        sealed = row.state == State.SEALED.value
        yield Row(
            kind="sealed" if sealed else "held", name=row.number, about=row.number, unit=row.unit,
            since=row.arrived_at, title="" if sealed else row.title or "", sender=row.sender, source=row,
        )  # fmt: skip


def _letters(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    kinds = {Disposition.SEALED.value: "sealed", Disposition.QUARANTINED.value: "quarantined"}
    for row in queries.waiting_letters(session, bureau.bureau.id):
        sealed = row.disposition == Disposition.SEALED.value
        name = letter_name(row)
        yield Row(
            kind=kinds.get(row.disposition or "", "letter"), name=name, about=name, unit=row.unit,
            since=row.arrived_at, title="" if sealed else row.subject or "", sender=row.sender or "", source=row,
        )  # fmt: skip


def _in_review(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    """Pieces whose chain is not signed to its end, since they were accepted or last changed."""
    wanted = select(PieceRow).where(PieceRow.bureau == bureau.bureau.id, col(PieceRow.state).in_(_IN_REVIEW))
    groups = {unit.id: unit.group for unit in bureau.bureau.roster.units}
    for row in session.exec(wanted):
        group = groups.get(row.unit or "")
        step = next_step(bureau.bureau.review.get(group, ()), State(row.state)) if group else None
        if step is not None:
            yield Row(
                kind="review", name=row.number, about=row.number, unit=row.unit, since=row.updated_at,
                title=row.title or "", sender=row.sender, source=row, step=step,
            )  # fmt: skip


def _facts(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in facts.waiting(session, bureau.bureau.id):
        yield Row(kind="fact", name=fact_name(row), unit=row.unit, since=row.at, source=row)


def _mails(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in outbox.waiting_for_person(session, bureau.bureau.id):
        name, about = f"M{row.id}", f"L{row.letter_id}" if row.letter_id else ""
        yield Row(
            kind="mail", name=name, about=about, unit=None, since=row.created_at, title=row.subject,
            sender=row.to, source=row,
        )  # fmt: skip


def _months(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in closings.prepared(session, bureau.bureau.id):
        yield Row(kind="month", name=row.period, unit=None, since=row.prepared_at, sender=bureau.bureau.name)
