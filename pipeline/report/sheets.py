"""What stands on a mail: only what its template may show.

The letter itself never reaches a template, so a sealed one cannot be quoted by mistake.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.bureau import Bureau
from pipeline.domain.words import LetterKind, State
from pipeline.report.lines import Results
from pipeline.report.readback import ReadBack
from pipeline.report.view import Beside, Likeness, MonthSoFar, Waiting


@dataclass(frozen=True, kw_only=True)
class House:
    """Who writes: the end of every mail."""

    name: str
    telephone: str
    mailbox: str


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
    beside: tuple[Beside, ...] = ()  # the other pieces of the same letter


@dataclass(frozen=True, kw_only=True)
class SealedSheet:
    """All that a mail about a sealed letter may show to its sender."""

    house: House
    number: str | None
    arrived_at: datetime


@dataclass(frozen=True, kw_only=True)
class DecisionSheet:
    """What the mail about a decision may show."""

    house: House
    number: str | None  # None: it is about a letter that is no piece
    title: str | None  # of a letter its subject
    unit: str | None
    verb: str
    reason: str
    decided_at: datetime
    next_step: str
    kind: LetterKind | None = None
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DigestSheet:
    """What the office's daily list shows."""

    house: House
    day: date
    waiting: tuple[Waiting, ...]
    unlisted: int  # more that waits, too much for one mail
    counts: tuple[tuple[str, int], ...]  # the word for a disposition, letters
    undelivered: tuple[str, ...]
    alike: tuple[Likeness, ...]


@dataclass(frozen=True, kw_only=True)
class AlertSheet:
    """What an alert shows; its template names the facts it prints, others are never printed."""

    house: House
    facts: defaultdict[str, str]  # "" for a fact nobody told
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DraftSheet:
    """The line on top of a draft."""

    to: str
    subject: str


def house(bureau: Bureau) -> House:
    """How a bureau signs its mails."""
    return House(name=bureau.name, telephone=bureau.office.telephone, mailbox=bureau.mailbox)
