"""A row of an imported file as a fact that is offered: matched with its piece, with its words as they were written."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from pipeline.domain.facts import Activity, Adoption, Instruction, Reads
from pipeline.domain.imported import ImportedActivity, ImportedInstruction, ImportedReads
from pipeline.domain.reported import Claim, ReportedRow
from pipeline.score.facts_json import fact_from_json
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.reported import offered
from pipeline.steps.counting.take import Offered
from pipeline.steps.counting.texts import say
from pipeline.steps.pen import Pen
from pipeline.store import facts

Row = ReportedRow | ImportedReads | ImportedInstruction | ImportedActivity
_ROW: TypeAdapter[Row] = TypeAdapter(Row)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a row says, in short."""

    title: str  # of the piece, or the activity's name
    about: str  # outlet, body, host
    date: str


def piece_of(row: Row) -> ReportedRow | None:
    """What the row says of its piece; None of an activity, which is about none."""
    if isinstance(row, ImportedActivity):
        return None
    return row if isinstance(row, ReportedRow) else row.piece


def shown(row: Row) -> Shown:
    """The row as a table shows it."""
    match row:
        case ReportedRow():
            told = (row.title or row.number or "", row.outlet or row.url or "", row.date or row.date_text)
        case ImportedReads():
            told = (row.title or row.number or "", f"{row.outlet} {row.count}", row.counted_on or "")
        case ImportedInstruction():
            told = (row.title or row.number or "", row.by, row.date)
        case ImportedActivity():
            told = (row.name, row.host, row.date)
    return Shown(title=told[0], about=told[1], date=str(told[2]))


def offer(pen: Pen, plan: Scoring, row: Row, claim: Claim | None) -> Offered:
    """The row as a fact, as far as it was matched."""
    name = name_of(row)
    if isinstance(row, ImportedActivity):
        return _activity(row, name)
    if claim is None:
        raise ValueError("a row about a piece comes with its claim")
    if isinstance(row, ReportedRow):
        return offered(claim, name)
    return _reads(pen, plan, row, claim, name) if isinstance(row, ImportedReads) else _instruction(row, claim, name)


def name_of(row: Row) -> str:
    """What makes it the same row in whatever file and line it stands: its words."""
    words = _ROW.dump_json(replace(row, place=""))
    return f"import:{type(row).__name__}:{hashlib.sha256(words).hexdigest()}"


def _activity(row: ImportedActivity, name: str) -> Offered:
    """One without a number of its own is told from next year's of the same name by its year."""
    own = row.id if row.id != row.name else say("activity_id", name=row.name, year=row.date.year)
    fact = Activity(id=own, host=row.host, units=row.units, date=row.date)
    return Offered(kind="activity", name=name, place=row.place, told=_told(row) | {"id": own}, fact=fact)


def _instruction(row: ImportedInstruction, claim: Claim, name: str) -> Offered:
    fact = Instruction(submission=claim.number, by=row.by, rank=row.rank, date=row.date) if claim.number else None
    return Offered(
        kind="instruction", name=name, place=row.place, told=_told(row), fact=fact, why=claim.why,
        candidates=claim.candidates, doubtful=fact is None,
    )  # fmt: skip


def _reads(pen: Pen, plan: Scoring, row: ImportedReads, claim: Claim, name: str) -> Offered:
    told = replace(row, number=claim.number)
    days, why = days_after_use(pen.session, plan, pen.bureau.bureau.id, told) if claim.number else (None, "")
    fact = None
    if claim.number and days is not None:
        fact = Reads(submission=claim.number, outlet=row.outlet, count=row.count, days=days)
    words = _told(row) | ({"days": days} if days is not None else {})
    return Offered(
        kind="reads", name=name, place=row.place, told=words, fact=fact, why=why or claim.why,
        candidates=claim.candidates, doubtful=fact is None or bool(why),
    )  # fmt: skip


def days_after_use(session: Session, plan: Scoring, bureau: str, row: ImportedReads) -> tuple[int | None, str]:
    """How many days after the use of the piece of that number the reads were counted, and what speaks against it."""
    if row.counted_on is None:
        return row.days, ""
    published = _published(session, plan, bureau, row)
    if published is None:
        return row.days, "" if row.days is not None else say("not_published", outlet=row.outlet)
    days = (row.counted_on - published) // timedelta(days=1)
    if days < 0:
        return row.days, say("counted_before", counted=row.counted_on, published=published)
    if row.days is not None and row.days != days:
        return row.days, say("days_differ", told=row.days, days=days, published=published)
    return days, ""


def _published(session: Session, plan: Scoring, bureau: str, row: ImportedReads) -> date | None:
    """The day the outlet used the piece, as it is on record."""
    wanted = plan.outlets.resolve(row.outlet)
    names = {wanted.outlet.name} if wanted.outlet else set(wanted.candidates)  # of an account: 单条 or 简讯
    for known in facts.of_subject(session, bureau, row.number or ""):
        fact = fact_from_json("adoption", known.fact) if known.kind == "adoption" and known.fact else None
        if known.state == facts.STANDING and isinstance(fact, Adoption):
            found = outlet_of(fact, plan).outlet
            if fact.outlet == row.outlet or (found is not None and found.name in names):
                return fact.date
    return None


def _told(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = _ROW.dump_python(row, mode="json", exclude_defaults=True)
    return told
