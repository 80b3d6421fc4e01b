"""The standings of a period as a page shows them: read off the ledger or the issued bulletin, nothing counted anew."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pydantic import TypeAdapter
from sqlmodel import Session

from pipeline.domain.timeutil import local
from pipeline.report.period_view import CorrectionLine, DutyRow, StandingLine, Totals
from pipeline.score.booking import booked_periods
from pipeline.score.period import Calendar, Period
from pipeline.score.scoring import Scoring
from pipeline.steps.counting import report_lines
from pipeline.steps.counting.duties_now import duties_in
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.period_report import has_any, standings_before, totals_of, unit_lines
from pipeline.steps.counting.standings import ROWS, Standing, bounds, reckon, year_of
from pipeline.steps.pen import Pen
from pipeline.store import closings, entry_lists, ledger, tallies
from pipeline.store.tables import ClosingRow

_LINES: TypeAdapter[tuple[StandingLine, ...]] = TypeAdapter(tuple[StandingLine, ...])
_DUTIES: TypeAdapter[tuple[DutyRow, ...]] = TypeAdapter(tuple[DutyRow, ...])
_TOTALS: TypeAdapter[Totals | None] = TypeAdapter(Totals | None)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Every unit's line in the words of the bulletin, beside the same as values."""

    period: Period
    title: str  # 2022年5月
    levels: tuple[tuple[str, str], ...]  # id and name, from the highest down
    rows: tuple[Standing, ...]  # the best first
    lines: tuple[StandingLine, ...]  # of the same units in the same order
    totals: Totals
    previous: Totals | None
    duties: tuple[DutyRow, ...]


def table_of(pen: Pen, plan: Scoring, period: Period, *, current: bool = False) -> Table:
    """The table of a period.

    Args:
        pen: of a transaction.
        plan: the bureau's.
        period: month, quarter or year.
        current: by the facts' own days as they are known now, whatever was issued.
    """
    row = closings.of_period(pen.session, pen.bureau.bureau.id, period.name)
    issued = row is not None and row.state == closings.CLOSED and row.report and row.standings
    names = Names(pen, plan)
    if row is not None and issued and not current:
        return _as_issued(names, plan, period, row)
    return _as_booked(pen, plan, names, (period, current))


def _levels(plan: Scoring) -> tuple[tuple[str, str], ...]:
    return tuple(reversed(list(plan.outlets.levels.items())))


def _as_issued(names: Names, plan: Scoring, period: Period, row: ClosingRow) -> Table:
    told = json.loads(row.report or "{}")
    return Table(
        period=period, title=names.period(period.name), levels=_levels(plan),
        rows=ROWS.validate_json(row.standings or "[]"), lines=_LINES.validate_python(told["standings"]),
        totals=Totals(**{k: Decimal(v) if k == "points" else int(v) for k, v in told["totals"].items()}),  # type: ignore[arg-type]
        previous=_TOTALS.validate_python(told["previous"]), duties=_DUTIES.validate_python(told["duties"]),
    )  # fmt: skip


def _as_booked(pen: Pen, plan: Scoring, names: Names, asked: tuple[Period, bool]) -> Table:
    (period, current), session, bureau = asked, pen.session, pen.bureau.bureau.id
    rows = reckon(session, plan, bureau, period, current=current)
    before = standings_before(session, plan, bureau, period)
    owed = duties_in(session, plan, bureau, period)
    lines = unit_lines(pen, plan, names, (rows, before), (period, owed))
    if current:
        lines = _dated(session, plan, names, (period, rows, lines))
    return Table(
        period=period, title=names.period(period.name), levels=_levels(plan), rows=rows, lines=lines,
        totals=totals_of(rows), previous=totals_of(tuple(before.values())) if has_any(before.values()) else None,
        duties=report_lines.duties(names, owed),
    )  # fmt: skip


def _dated(
    session: Session, plan: Scoring, names: Names, told: tuple[Period, tuple[Standing, ...], tuple[StandingLine, ...]]
) -> tuple[StandingLine, ...]:
    """The lines with levels and year by the facts' own days."""
    (period, rows, lines), account = told, plan.book.ranked().id
    year = year_of(plan, period)
    levels = entry_lists.levels_dated(session, names.bureau, account, period.first, period.last)
    so_far = ledger.totals_dated(session, names.bureau, account, year.first, year.last)
    return tuple(
        replace(
            line, year_points=so_far.get(row.unit, Decimal(0)),
            by_level={names.level(name): points for name, points in levels.get(row.unit, {}).items() if name},
        )
        for row, line in zip(rows, lines, strict=True)
    )  # fmt: skip


def corrections_in(pen: Pen, plan: Scoring, period: Period) -> tuple[CorrectionLine, ...]:
    """补计 and 核减 that were booked in the period up to now."""
    session, bureau = pen.session, pen.bureau.bureau.id
    periods = booked_periods(period.first, period.last)
    rows = tallies.corrections(session, bureau, plan.book.ranked().id, periods, period.first)
    if not rows:
        return ()
    return report_lines.corrections(Names(pen, plan), rows, plan, period)


def periods_with(session: Session, bureau: str, calendar: Calendar, today: date) -> tuple[Period, ...]:
    """Months, quarters and years in which something came or was booked, the newest first."""
    found = {calendar.parse(name) for name in closings.booked_months(session, bureau)}
    months = {month for month in found if month is not None}
    first = entry_lists.first_arrival(session, bureau)
    if first is not None:
        between = calendar.each(local(first).date(), max(today, local(first).date()), "month")
        months |= {month for month in between if entry_lists.any_arrived(session, bureau, *bounds(month))}
    longer = {calendar.of(month.first, every) for month in months for every in ("quarter", "year")}
    return tuple(sorted(months | longer, key=lambda p: (p.last, p.last - p.first), reverse=True))


def has_changed(session: Session, plan: Scoring, bureau: str, table: Table) -> bool:
    """Whether the corrected table of a period is another than the one that was issued."""
    now = {row.unit: (row.rank, row.points) for row in reckon(session, plan, bureau, table.period, current=True)}
    return now != {row.unit: (row.rank, row.points) for row in table.rows}


def is_over(period: Period, today: date) -> bool:
    """Whether its last day has passed."""
    return period.last + timedelta(days=1) <= today
