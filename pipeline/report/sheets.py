"""What stands on a receipt: only what a template may show, cleaned of what a header or a page could not bear.

The letter itself never reaches a template, so a sealed one cannot be quoted by mistake.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.bureau import Unit
from pipeline.domain.document import Picture, ReviewForm
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind, State, SubjectGrade
from pipeline.report.formats import one_line
from pipeline.report.lines import Results
from pipeline.report.view import MonthSoFar


@dataclass(frozen=True, kw_only=True)
class House:
    """Who writes: the end of every mail."""

    name: str
    telephone: str
    mailbox: str


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """我们读到的: what was understood of a letter."""

    kind: LetterKind
    year: int
    unit: str | None
    keyword: str | None
    title: str | None
    manuscripts: int
    chars: int | None
    author: str
    pictures: tuple[Picture, ...]
    form: ReviewForm | None
    completes: str | None  # number of the piece a reply completes
    subject: str
    subject_exact: bool


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """Everything a receipt about a letter may show, but for a sealed one."""

    house: House
    number: str | None
    read: ReadBack
    results: Results
    state: State | None
    next_step: str
    arrived_at: datetime
    answer_by: date | None
    repeats: str | None
    month: MonthSoFar | None
    mend_by: date | None
    form_name: str | None  # of the pre-filled form that goes with the mail
    signers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SealedSheet:
    """All that a mail about a sealed letter may show to its sender."""

    house: House
    number: str | None
    arrived_at: datetime


def read_back(incoming: Incoming) -> ReadBack:
    """What was read of a letter, for the table of its receipt."""
    return ReadBack(
        kind=incoming.kind,
        year=incoming.year,
        unit=incoming.unit.name if incoming.unit else None,
        keyword=_line(incoming.keyword),
        title=_line(incoming.title),
        manuscripts=len(incoming.manuscripts),
        chars=incoming.chars,
        author=author(incoming),
        pictures=tuple(p.picture for p in incoming.pictures if p.picture is not None),
        form=incoming.form,
        completes=incoming.completes.number if incoming.completes else None,
        subject=one_line(incoming.letter.subject),
        subject_exact=incoming.subject.grade is SubjectGrade.EXACT,
    )


def author(incoming: Incoming) -> str:
    """The author as the form names him, else as the manuscript does; empty when neither does."""
    if incoming.form is not None and incoming.form.author:
        return one_line(incoming.form.author)
    part = incoming.manuscript
    manuscript = part.document.manuscript if part is not None and part.document is not None else None
    return one_line(manuscript.byline) if manuscript is not None else ""


def short_name(unit: Unit) -> str:
    """The name a unit goes by among colleagues: its first alias, else its name."""
    return unit.aliases[0] if unit.aliases else unit.name


def _line(text: str | None) -> str | None:
    return (one_line(text) or None) if text is not None else None
