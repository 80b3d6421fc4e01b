"""The sheet 名次表: a row a unit, with the columns that this bureau has use for."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.report.official_numbers import moved, spoken
from pipeline.report.period_view import PeriodReport, StandingLine
from pipeline.report.tally_headings import Headings
from pipeline.report.tally_table import Cell, Column, Table, Tallied, Value, short, text


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A column and where its value comes from."""

    column: Column
    value: Callable[[StandingLine], Value]


def standings(of: Tallied) -> Table:
    """The standings; earlier places, targets, duties and corrections have columns only where some unit has any."""
    report, h = of.report, of.said.headings
    parts = (
        *_place(report, h), *_pieces(h), *_levels(report, h), *_points(report, h), *_targets(report, h), *_duty(of),
    )  # fmt: skip
    rows = tuple(tuple(part.value(line) for part in parts) for line in report.standings)
    return of.table("standings", tuple(part.column for part in parts), rows, still=2)


def _place(report: PeriodReport, h: Headings) -> tuple[_Part, ...]:
    parts = (
        _Part(column=short(h.rank, Cell.COUNT), value=lambda line: line.rank),
        _Part(column=text(h.unit, 26), value=lambda line: line.unit),
        _Part(column=text(h.group, 26), value=lambda line: line.group),
        _Part(column=short(h.group_rank, Cell.COUNT), value=lambda line: line.group_rank),
    )
    if not any(line.previous_rank is not None for line in report.standings):
        return parts
    return (
        *parts,
        _Part(column=short(h.previous_rank, Cell.COUNT), value=lambda line: line.previous_rank),
        _Part(column=short(h.moved), value=lambda line: moved(line.rank, line.previous_rank)),
    )


def _pieces(h: Headings) -> tuple[_Part, ...]:
    return (
        _Part(column=short(h.received, Cell.COUNT), value=lambda line: line.received),
        _Part(column=short(h.accepted, Cell.COUNT), value=lambda line: line.accepted),
        _Part(column=short(h.adopted, Cell.COUNT), value=lambda line: line.adopted),
    )


def _levels(report: PeriodReport, h: Headings) -> tuple[_Part, ...]:
    parts = [_level(name, h) for name in report.levels if any(line.by_level.get(name) for line in report.standings)]
    if parts and any(_other(line) for line in report.standings):
        parts.append(_Part(column=short(h.other_points, Cell.POINTS), value=lambda line: _other(line) or None))
    return tuple(parts)


def _other(line: StandingLine) -> Decimal:
    """Points that no level's use brought: reads, approvals, activities, by hand; with them the columns add up."""
    return line.points - sum(line.by_level.values(), Decimal(0))


def _level(name: str, h: Headings) -> _Part:
    return _Part(column=short(h.by_level.format(level=name), Cell.POINTS), value=lambda line: line.by_level.get(name))


def _points(report: PeriodReport, h: Headings) -> tuple[_Part, ...]:
    this = spoken(report).this
    parts = [_Part(column=short(h.points_of.format(this=this), Cell.POINTS), value=lambda line: line.points)]
    if any(line.corrections for line in report.standings):
        parts.append(_Part(column=short(h.corrected, Cell.POINTS), value=lambda line: line.corrections))
    if any(line.year_points != line.points for line in report.standings):
        parts.append(_Part(column=short(h.year_points, Cell.POINTS), value=lambda line: line.year_points))
    return tuple(parts)


def _targets(report: PeriodReport, h: Headings) -> tuple[_Part, ...]:
    if not any(line.target is not None for line in report.standings):
        return ()
    return (
        _Part(column=short(h.target, Cell.POINTS), value=lambda line: line.target),
        _Part(column=short(h.completion, Cell.PERCENT), value=lambda line: line.completion),
        _Part(column=short(h.completion_rank, Cell.COUNT), value=lambda line: line.completion_rank),
    )


def _duty(of: Tallied) -> tuple[_Part, ...]:
    if not any(line.duty_met is not None for line in of.report.standings):
        return ()
    return (_Part(column=short(of.said.headings.duty_met), value=lambda line: of.met(line.duty_met)),)
