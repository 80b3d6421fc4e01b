"""通报: the standings of a period, how they are drawn, and what there is of it to open."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.console.look.kept import kept
from pipeline.console.look.plans import plan_there
from pipeline.console.look.standings_chart import Chart, chart_of
from pipeline.console.texts import say
from pipeline.console.web.visit import NotThere, Visit
from pipeline.domain.timeutil import local
from pipeline.report.period_view import CorrectionLine, DutyRow, StandingLine
from pipeline.score.booking import supplemented
from pipeline.score.period import MONTHS, Period, Span, month_of
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standing_table import (
    Table,
    corrections_in,
    has_changed,
    is_over,
    periods_with,
    table_of,
)
from pipeline.steps.process import open_desk
from pipeline.store import closings
from pipeline.store.tables import ClosingRow

EVERY = {months: every for every, months in MONTHS.items()}
MOST_CORRECTIONS = 50


@dataclass(frozen=True, kw_only=True)
class Group:
    """The units of one group, the best first."""

    name: str
    lines: tuple[tuple[str, StandingLine], ...]  # with the unit's id


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A period that can be chosen."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class StandingsView:
    """Everything that the page of a period shows."""

    period: Period
    title: str
    year: str  # the plan's year in which it ends
    every: str
    choices: dict[str, tuple[Choice, ...]]  # by length
    table: Table
    groups: tuple[Group, ...]
    others: dict[str, Decimal]  # by the unit's name
    has_targets: bool
    chart: Chart
    corrections: tuple[CorrectionLine, ...]
    missing: tuple[DutyRow, ...]
    closing: ClosingRow | None
    state: str  # closed, prepared, open, running, none
    current: bool
    changed: bool  # the corrected table is another than the issued one
    documents: tuple[str, ...]


def asked_period(visit: Visit, plan: Scoring, name: str) -> Period:
    """The period of that name, as far as it may be asked for.

    Raises:
        NotThere: it is none, or lies in the future.
    """
    period = plan.period(name)
    today = local(visit.console.house.clock()).date()
    if period is None or period.name != name or period.first > today or period.first.year < 1900:
        raise NotThere
    return period


def length_of(period: Period) -> str:
    """month, quarter, half or year."""
    return EVERY[month_of(period.last) - month_of(period.first) + 1]


def standings_view(visit: Visit, name: str, *, current: bool) -> StandingsView:
    """The page of a period; without a name, of the newest month in which something is.

    Raises:
        NotThere: there is no such period.
        ConfigErrors: a file of the plan is wrong.
    """
    house = visit.console.house
    return kept(house, (visit.id, name, current), lambda: _made(visit, name, current=current))


def _made(visit: Visit, name: str, *, current: bool) -> StandingsView:
    house, plan = visit.console.house, plan_of(visit.console.house, visit.id)
    today = local(house.clock()).date()
    with house.database.reading() as session:
        pen = open_desk(house, visit.id).pen(session)
        known = periods_with(session, visit.id, plan.book.calendar, today)
        period = asked_period(visit, plan, name) if name else _newest(plan, known, visit)
        closing = closings.of_period(session, visit.id, period.name)
        closed = closing is not None and closing.state == closings.CLOSED
        table = table_of(pen, plan, period, current=current)
        issued = table_of(pen, plan, period) if current else table
        return StandingsView(
            period=period, title=table.title, year=plan.book.calendar.of(period.last, "year").name,
            every=length_of(period), choices=_choices(visit, known, period),
            table=table, groups=_groups(visit, table), others=_others(table),
            has_targets=any(row.target for row in table.rows),
            chart=chart_of(table), corrections=corrections_in(pen, plan, period),
            missing=tuple(duty for duty in table.duties if not duty.met), closing=closing,
            state=_state(closing, period, over=is_over(period, today)), current=current,
            changed=closed and has_changed(session, plan, visit.id, issued),
            documents=("bulletin", "tally", "chart", *(("fees",) if _pays(plan, table) else ())),
        )  # fmt: skip


def _pays(plan: Scoring, table: Table) -> bool:
    """Whether fees are paid for the period: it holds a whole quarter, or whatever they are paid for, and points."""
    within = (plan.book.calendar.within(Span(), fee.every, table.period) for fee in plan.book.fees)
    return any(map(any, within)) and any(row.points for row in table.rows)


def _newest(plan: Scoring, known: tuple[Period, ...], visit: Visit) -> Period:
    month = next((period for period in known if length_of(period) == "month"), None)
    return month or plan.book.calendar.of(local(visit.console.house.clock()).date(), "month")


def _choices(visit: Visit, known: tuple[Period, ...], shown: Period) -> dict[str, tuple[Choice, ...]]:
    every = known if shown in known else (shown, *known)
    found: dict[str, list[Choice]] = {"month": [], "quarter": [], "year": []}
    for period in every:
        found.setdefault(length_of(period), []).append(Choice(name=period.name, title=title_of(visit, period.name)))
    return {length: tuple(several) for length, several in found.items() if several and length != "half"}


def title_of(visit: Visit, name: str) -> str:
    """2022年5月, 2022年第二季度, 2022年; 2022-13 is the year's supplement, 2022年终补充."""
    table = visit.words.tables.get("period", {})
    of_year = _supplemented(visit, name)
    if of_year is not None:
        return table.get("supplement", name).format(year=f"{of_year:04}")
    year, _, rest = name.partition("-")
    if rest:
        return table.get("month", name).format(year=year, month=int(rest))
    for mark in "QH":
        year, found, part = name.partition(mark)
        if found:
            return table.get(f"{mark.lower()}{part}", name).format(year=year)
    return table.get("year", name).format(year=name)


def page_of(visit: Visit, name: str) -> str:
    """The period whose page shows what was booked in that one: a year's supplement stands on the year's."""
    of_year = _supplemented(visit, name)
    return name if of_year is None else f"{of_year:04}"


def _supplemented(visit: Visit, name: str) -> int | None:
    plan = plan_there(visit)
    return supplemented(name, plan.book.calendar.shift if plan is not None else 0)


def _groups(visit: Visit, table: Table) -> tuple[Group, ...]:
    pairs = [(row.unit, line) for row, line in zip(table.rows, table.lines, strict=True)]
    order = {unit.id: place for place, unit in enumerate(visit.bureau.bureau.roster.units)}
    names = dict.fromkeys(line.group for _, line in sorted(pairs, key=lambda pair: order.get(pair[0], len(order))))
    return tuple(Group(name=name, lines=tuple(p for p in pairs if p[1].group == name)) for name in names)


def _others(table: Table) -> dict[str, Decimal]:
    """By the unit's name, points that no outlet's level brought: approvals by leaders, activities, entries by hand."""
    rest = {line.unit: line.points - sum(line.by_level.values(), Decimal(0)) for line in table.lines}
    return {unit: points for unit, points in rest.items() if points}


def _state(closing: ClosingRow | None, period: Period, *, over: bool) -> str:
    if closing is not None:
        return closing.state
    if length_of(period) not in {"month", "year"}:
        return "none"
    return "open" if over else "running"


def issue_title(closing: ClosingRow) -> str:
    """〔2022〕第5期."""
    return say("issue_of", year=closing.year, issue=closing.issue)
