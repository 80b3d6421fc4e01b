"""What units owe in one period and have done so far, without counting a whole record anew: for pages."""

from sqlmodel import Session, col, func, select

from pipeline.domain.facts import Facts
from pipeline.domain.score import DutyLine
from pipeline.score.booking import SUPPLEMENT, booked_periods
from pipeline.score.deeds import Deeds
from pipeline.score.events import Scene
from pipeline.score.gather import events_by_content, gather
from pipeline.score.obligations import Duty
from pipeline.score.owed import Owed
from pipeline.score.period import MONTHS, Period, month_of
from pipeline.score.scoring import Scoring
from pipeline.score.tally import Tally
from pipeline.steps.counting.gather import as_facts, facts_of, first_day, pieces_between
from pipeline.steps.counting.standings import bounds
from pipeline.store import facts
from pipeline.store.tables import EntryRow

_OF_USES = {"adopted", "reads"}  # what only the whole record tells


def duties_in(session: Session, plan: Scoring, bureau: str, period: Period) -> tuple[DutyLine, ...]:
    """Every duty of the period, with what is done of it by the pieces on record and the points in the ledger."""
    months = month_of(period.last) - month_of(period.first) + 1
    duties = tuple(duty for duty in plan.book.duties if MONTHS[duty.every] <= months)
    if not duties:
        return ()
    span = _span(plan, duties, period)
    found, scene = _facts(session, bureau, duties, span), _scene(plan)
    deeds = Deeds(duties, plan.people, plan.book.calendar)
    for events in events_by_content(gather(found, scene), scene):
        deeds.content(events)
    begun = first_day(session, bureau)
    if begun is not None and begun < period.first:  # a period in which nothing came is owed as well
        deeds.span.saw(max(begun, span.first))
    tally = _tally(session, plan, bureau, (duties, span))
    owed = Owed(
        deeds=deeds, tally=tally, seen=frozenset(deeds.units | {unit for unit, _ in tally.sums}), people=plan.people,
        parameters={p.id: p.value for p in plan.book.parameters if p.value is not None}, period=period,
        holidays=plan.holidays,
    )  # fmt: skip
    owed.run(duties, sorted(found.calls, key=lambda call: (call.issued, call.id)))
    return tuple(owed.lines)


def _scene(plan: Scoring) -> Scene:
    return Scene(people=plan.people, outlets=plan.outlets, plan_from=plan.book.first)


def _span(plan: Scoring, duties: tuple[Duty, ...], period: Period) -> Period:
    """The days that decide: those of the period, from the year's first on where something is carried over."""
    carried = any(need.carry for duty in duties for need in duty.needs)
    first = plan.book.calendar.of(period.last, "year").first if carried else period.first
    return Period(name=period.name, first=min(first, period.first), last=period.last)


def _facts(session: Session, bureau: str, duties: tuple[Duty, ...], span: Period) -> Facts:
    needs = {need.of for duty in duties for need in duty.needs}
    if needs & _OF_USES:
        return facts_of(session, bureau)
    pieces = pieces_between(session, bureau, *bounds(span)) if "pieces" in needs else []
    return as_facts(pieces, facts.standing(session, bureau, ("call",)))


def _tally(session: Session, plan: Scoring, bureau: str, asked: tuple[tuple[Duty, ...], Period]) -> Tally:
    """The points of the days that decide, where a duty asks for points: as they were booked."""
    duties, span = asked
    tally = Tally({rule.id: c.id for c in plan.book.components for rule in c.rules})
    if not any(need.of == "points" for duty in duties for need in duty.needs):
        return tally
    groups = (EntryRow.unit, EntryRow.account, EntryRow.rule, EntryRow.booked)
    wanted = select(*groups, func.sum(EntryRow.points)).where(  # type: ignore[call-overload]
        EntryRow.bureau == bureau,
        col(EntryRow.booked).in_(list(booked_periods(span.first, span.last))),
        col(EntryRow.counted).is_(True),
    )
    costs = {duty.id for duty in plan.book.duties}  # what duties themselves bring is no part of what they ask
    for unit, account, rule, booked, points in session.exec(wanted.group_by(*groups)):
        if rule not in costs:
            key = (_month(booked, plan.book.calendar.shift), tally.component_of.get(rule, ""))
            tally.sums[unit, account][key] += points
    return tally


def _month(booked: str, shift: int) -> int:
    """The month that a booked period counts with: of a year's supplement the year's last."""
    year, month = (int(part) for part in booked.split("-"))
    return year * 12 + ((shift - 1) % 12 if month == SUPPLEMENT else month - 1)
