"""On the seventh day the office is reminded to enter how often a piece on its account was read (JN2).

Which outlets' reads count, and on which day, is the plan's: a use is listed when reads of it could earn anything.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from pipeline.domain.facts import Adoption, Reads
from pipeline.domain.timeutil import local
from pipeline.report.counting import reads_wanted
from pipeline.report.counting_view import ReadsWantedLine, ReadsWantedView
from pipeline.score.facts_json import fact_from_json
from pipeline.score.scoring import Scoring
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.gather import brought, facts_of_piece, with_facts
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.plan_wrong import tell_plan_wrong
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow

_ASKED_FOR = 3  # days in a row, until the reads are there
_MANY = 1_000_000  # reads that earn whatever reads can earn


def remind_of_reads(house: House, bureau_id: str) -> int:
    """Queue today's reminder for the office; twice on a day is once.

    Returns:
        How many uses it lists.
    """
    if not has_plan(house, bureau_id):
        return 0
    try:
        desk, plan = open_desk(house, bureau_id), plan_of(house, bureau_id)
    except ConfigErrors as wrong:  # the rest of the morning's mail goes on
        tell_plan_wrong(house, bureau_id, wrong)
        return 0
    days = read_day(plan)
    if days is None:
        return 0
    with house.database.writing() as session:
        pen = desk.pen(session)
        today = local(pen.now).date()
        lines = tuple(_lines(session, plan, Names(pen, plan), today, days))
        for to in desk.bureau.bureau.office.digest_to if lines else ():
            view = ReadsWantedView(
                bureau=desk.bureau.bureau, to=to, day=today, lines=lines,
                command=f"baosong import reads --bureau {bureau_id} --yes 阅读量.xlsx",
                occasion=f"reads:{bureau_id}:{today}:{to}",
            )  # fmt: skip
            pen.attempt(partial(reads_wanted, view, desk.paper), None, None)
    return len(lines)


def read_day(plan: Scoring) -> int | None:
    """The day after publication on which reads are counted; None where the plan counts none."""
    days = [c.dated for c in plan.book.components if "reads" in c.counts and c.dated is not None]
    return max(days, default=None)


def _lines(session: Session, plan: Scoring, names: Names, today: date, days: int) -> Iterator[ReadsWantedLine]:
    known = {row.subject for row in facts.standing(session, names.bureau, ("reads",))}
    for row in facts.standing(session, names.bureau, ("adoption",)):
        due = row.day + timedelta(days=days) if row.day else None
        if due is None or row.subject in known or not due <= today < due + timedelta(days=_ASKED_FOR):
            continue
        fact = fact_from_json("adoption", row.fact or {})
        if isinstance(fact, Adoption) and _could_earn(session, plan, row, fact, days):
            yield _line(plan, names, row, fact, due)


def _could_earn(session: Session, plan: Scoring, row: FactRow, fact: Adoption, days: int) -> bool:
    piece = pieces.by_number(session, row.bureau, row.subject)
    if piece is None:
        return False
    found = outlet_of(fact, plan)
    name = found.outlet.name if found.outlet else fact.outlet
    known = facts_of_piece(session, piece)
    reads = Reads(submission=row.subject, outlet=name, count=_MANY, days=days)
    before = {(e.rule, e.subject) for e in brought(plan, known) if e.counted}
    after = brought(plan, with_facts(known, {"reads": [reads]}))
    return any(e.counted and (e.rule, e.subject) not in before for e in after)


def _line(plan: Scoring, names: Names, row: FactRow, fact: Adoption, due: date) -> ReadsWantedLine:
    found = outlet_of(fact, plan)
    return ReadsWantedLine(
        number=row.subject,
        title=names.title(row.subject),
        unit=names.unit(names.unit_of(row.subject) or ""),
        outlet=found.outlet.name if found.outlet else fact.outlet,
        published=fact.date,
        url=fact.url or "",
        day=due,
    )
