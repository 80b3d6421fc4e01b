"""What waits, as light rows: enough to sort, to filter and to count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from pipeline.domain.words import Disposition, State
from pipeline.report.words import Words
from pipeline.settings import BureauSettings
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.find import letter_name
from pipeline.steps.turns import turns_among
from pipeline.store import closings, facts, outbox, outbox_lists, queries
from pipeline.store.tables import FactRow, LetterRow, OutboxRow, PieceRow

_NO_WORDS = Words(tables={})  # where nothing but counts is wanted
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
    said: str = ""  # whose turn it is in its review


def rows_of(
    session: Session, bureau: BureauSettings, words: Words = _NO_WORDS, *, decided: bool = False
) -> Iterator[Row]:
    """Everything that waits at the bureau, in no order; or only pieces and letters that wait to be decided about."""
    yield from _pieces(session, bureau)
    yield from _letters(session, bureau)
    if decided:
        return
    yield from _in_review(session, bureau, words)
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


def _in_review(session: Session, bureau: BureauSettings, words: Words) -> Iterator[Row]:
    """Pieces that wait for a signature, an approval or their release, since they last changed."""
    for turn in turns_among(session, bureau, words):
        yield Row(
            kind="review", name=turn.number, about=turn.number, unit=turn.unit, since=turn.since,
            title=turn.title or "", said=turn.said,
        )  # fmt: skip


def _facts(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in facts.waiting(session, bureau.bureau.id):
        yield Row(kind="fact", name=fact_name(row), unit=row.unit, since=row.at, source=row)


def _mails(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    rows = outbox.waiting_for_person(session, bureau.bureau.id)
    sealed = outbox_lists.about_sealed(session, rows)
    for row in rows:
        name, about = f"M{row.id}", f"L{row.letter_id}" if row.letter_id else ""
        yield Row(
            kind="mail", name=name, about=about, unit=None, since=row.created_at,
            title="" if row.id in sealed else row.subject, sender=row.to, source=row,
        )  # fmt: skip


def _months(session: Session, bureau: BureauSettings) -> Iterator[Row]:
    for row in closings.prepared(session, bureau.bureau.id):
        yield Row(kind="month", name=row.period, unit=None, since=row.prepared_at, sender=bureau.bureau.name)
