"""Everything the documents of a period tell, gathered from the ledger, the facts and the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.score import DutyLine, Scored
from pipeline.domain.timeutil import local
from pipeline.report.period_view import FigureLine, NamedLine, PeriodReport, StandingLine, Totals
from pipeline.score.booking import booked_periods
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.steps.counting import fee_lines, report_lines
from pipeline.steps.counting.duties_now import duties_in
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.standings import Standing, as_issued, reckon, year_of
from pipeline.steps.pen import Pen
from pipeline.store import facts, ledger

ZERO = Decimal(0)
KINDS = {"month": "monthly", "quarter": "quarterly", "half": "quarterly", "year": "yearly"}


@dataclass(frozen=True, kw_only=True)
class Issue:
    """Under which number, and whether for good."""

    number: int | None
    year: int
    frozen: bool


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The report of a period, and its standings as values."""

    report: PeriodReport
    standings: tuple[Standing, ...]
    scored: Scored


def gather_report(pen: Pen, plan: Scoring, period: Period, issue: Issue) -> Gathered:
    """What the period's documents tell, as the ledger has it now."""
    session, bureau = pen.session, pen.bureau.bureau
    names = Names(pen, plan)
    rows = reckon(session, plan, bureau.id, period)
    owed = duties_in(session, plan, bureau.id, period)
    scored = replace(plan.score(facts_of(session, bureau.id), period), duties=owed)
    before = standings_before(session, plan, bureau.id, period)
    booked = ledger.booked_in(session, bureau.id, booked_periods(period.first, period.last))
    lines = unit_lines(pen, plan, names, (rows, before), (period, owed))
    every = _length(period)
    report = PeriodReport(
        bureau=bureau.name,
        issuer=pen.bureau.closing.issuer,
        telephone=bureau.office.telephone,
        addressees=pen.bureau.closing.addressees,
        kind=KINDS[every],
        period=period.name,
        period_title=names.period(period.name),
        first=period.first,
        last=period.last,
        issue=issue.number,
        issue_year=issue.year,
        issued_on=local(pen.now).date(),
        frozen=issue.frozen,
        levels=tuple(reversed(list(plan.outlets.levels.values()))),
        groups=tuple(dict.fromkeys(line.group for line in lines_in_order(lines, names))),
        standings=lines,
        totals=totals_of(rows),
        previous=totals_of(tuple(before.values())) if has_any(before.values()) else None,
        adoptions=report_lines.adoptions(session, plan, names, period),
        entries=report_lines.entries(names, booked),
        duties=report_lines.duties(names, owed, report_lines.targets(plan)),
        calls=report_lines.calls(session, names, plan, owed),
        corrections=report_lines.corrections(names, booked, plan, period),
        fees=fee_lines.fees(names, plan, booked, period),
        fee_rate=fee_lines.fee_rate(plan, period),
        fee_clause="、".join(dict.fromkeys(fee.basis.clause for fee in plan.book.fees)),
        named=_named(session, names, period),
        figures=_figures(session, bureau.id, period),
        notes=report_lines.notes(plan),
        waiting=report_lines.waiting(session, names, scored),
        rulebook=plan.book.title,
        made_at=pen.now,
    )
    return Gathered(report=report, standings=rows, scored=scored)


def lines_in_order(lines: tuple[StandingLine, ...], names: Names) -> list[StandingLine]:
    """The lines in the roster's order."""
    place = {name: i for i, name in enumerate(names.units.values())}
    return sorted(lines, key=lambda line: place.get(line.unit, len(place)))


def _length(period: Period) -> str:
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return {1: "month", 3: "quarter", 6: "half"}.get(months, "year")


def standings_before(session: Session, plan: Scoring, bureau: str, period: Period) -> dict[str, Standing]:
    """By unit, the standings of the period of the same length before this one, as its bulletin told them."""
    previous = _before(plan, period)
    return {row.unit: row for row in _as_told(session, plan, bureau, previous)} if previous else {}


def _before(plan: Scoring, period: Period) -> Period | None:
    """The period of the same length before this one."""
    day = period.first.toordinal() - 1
    if day < 1:
        return None
    return plan.book.calendar.of(type(period.first).fromordinal(day), _length(period))


def _as_told(session: Session, plan: Scoring, bureau: str, period: Period) -> tuple[Standing, ...]:
    """The lines of an earlier period: as its bulletin told them, where one was issued."""
    return as_issued(session, bureau, period) or reckon(session, plan, bureau, period)


def has_any(rows: Iterable[Standing]) -> bool:
    """Whether anything came, was used or was earned."""
    return any(row.received or row.points or row.adopted for row in rows)


def totals_of(rows: tuple[Standing, ...]) -> Totals:
    """The whole bureau's figures."""
    return Totals(
        received=sum(row.received for row in rows),
        accepted=sum(row.accepted for row in rows),
        adopted=sum(row.adopted for row in rows),
        points=sum((row.points for row in rows), ZERO),
    )


def unit_lines(
    pen: Pen, plan: Scoring, names: Names, places: tuple[tuple[Standing, ...], dict[str, Standing]],
    owed: tuple[Period, tuple[DutyLine, ...]],
) -> tuple[StandingLine, ...]:  # fmt: skip
    """Every unit's line with its place before, its year, its levels and whether it met what it owes in pieces.

    Args:
        pen: of the transaction.
        plan: the bureau's.
        names: of units, groups and levels.
        places: the standings of the period, and by unit those of the period before it.
        owed: the period, and what is owed in it.
    """
    (rows, before), (period, duties) = places, owed
    pieces = [d for d in duties if not d.subject and d.duty not in report_lines.targets(plan)]
    year, account = year_of(plan, period), plan.book.ranked().id
    own, so_far = booked_periods(period.first, period.last), booked_periods(year.first, year.last)
    months = ledger.sums_by(pen.session, names.bureau, account, so_far, "booked")
    levels = ledger.sums_by(pen.session, names.bureau, account, own, "level")
    earlier = {unit: row.rank for unit, row in before.items()} if has_any(before.values()) else {}
    idle = {row.unit for row in rows if not row.points and not (row.unit in before and before[row.unit].points)}
    lines = tuple(
        StandingLine(
            unit=names.unit(row.unit),
            group=names.group(row.group),
            rank=row.rank,
            group_rank=row.group_rank,
            previous_rank=None if row.unit in idle else earlier.get(row.unit),
            points=row.points,
            year_points=sum(months.get(row.unit, {}).values(), ZERO),
            received=row.received,
            accepted=row.accepted,
            adopted=row.adopted,
            by_level={names.level(level): p for level, p in levels.get(row.unit, {}).items() if level},
            target=row.target,
            completion=row.completion,
            duty_met=_duty_met(pieces, row.unit),
            corrections=row.corrections,
            history=tuple(months.get(row.unit, {}).get(name, ZERO) for name in so_far),
            year_begins=year.first.month,
        )
        for row in rows
    )
    return with_completion_ranks(lines)


def _duty_met(duties: Iterable[DutyLine], unit: str) -> bool | None:
    """Whether the unit met every one of these duties; None where it owes nothing."""
    owed = [d.met for d in duties if d.unit == unit]
    return all(owed) if owed else None


def with_completion_ranks(lines: tuple[StandingLine, ...]) -> tuple[StandingLine, ...]:
    """The lines with their places by completion, equal ones sharing a place; those without a target have none."""
    reached = sorted((line.completion for line in lines if line.completion is not None), reverse=True)
    return tuple(
        line if line.completion is None else replace(line, completion_rank=reached.index(line.completion) + 1)
        for line in lines
    )


def _named(session: Session, names: Names, period: Period) -> tuple[NamedLine, ...]:
    rows = (row for row in facts.standing(session, names.bureau, ("named",)) if row.day and period.holds(row.day))
    return tuple(
        NamedLine(
            unit=names.unit(str(row.told.get("unit", ""))), person=str(row.told.get("person", "")),
            what=str(row.told.get("what", "")), about=str(row.told.get("about", "")),
            clause=str(row.told.get("clause", "")),
        )
        for row in rows
    )  # fmt: skip


def _figures(session: Session, bureau: str, period: Period) -> tuple[FigureLine, ...]:
    rows = (row for row in facts.standing(session, bureau, ("figure",)) if row.day and period.holds(row.day))
    return tuple(
        FigureLine(
            title=str(row.told.get("title", "")), value=str(row.told.get("value", "")),
            goal=str(row.told.get("goal", "")), clause=str(row.told.get("clause", "")),
        )
        for row in rows
    )  # fmt: skip
