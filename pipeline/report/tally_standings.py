"""The sheet 名次表: a row a unit, with the columns that this bureau has use for."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.report import official_words as words
from pipeline.report.official_numbers import moved, spoken
from pipeline.report.period_view import PeriodReport, StandingLine
from pipeline.report.tally_table import Cell, Column, Table, Value, met, short, table, text


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A column and where its value comes from."""

    column: Column
    value: Callable[[StandingLine], Value]


def standings(report: PeriodReport) -> Table:
    """The standings; targets, duties and corrections have columns only where some unit has any."""
    parts = (*_place(), *_pieces(), *_levels(report), *_points(report), *_targets(report), *_duty(report))
    rows = tuple(tuple(part.value(line) for part in parts) for line in report.standings)
    return table(report, words.STANDINGS_SHEET, tuple(part.column for part in parts), rows, still=2)


def _place() -> tuple[_Part, ...]:
    return (
        _Part(column=short(words.RANK, Cell.COUNT), value=lambda line: line.rank),
        _Part(column=text(words.UNIT, 26), value=lambda line: line.unit),
        _Part(column=text(words.GROUP, 26), value=lambda line: line.group),
        _Part(column=short(words.GROUP_RANK, Cell.COUNT), value=lambda line: line.group_rank),
        _Part(column=short(words.PREVIOUS_RANK, Cell.COUNT), value=lambda line: line.previous_rank),
        _Part(column=short(words.MOVED), value=lambda line: moved(line.rank, line.previous_rank)),
    )


def _pieces() -> tuple[_Part, ...]:
    return (
        _Part(column=short(words.RECEIVED, Cell.COUNT), value=lambda line: line.received),
        _Part(column=short(words.ACCEPTED, Cell.COUNT), value=lambda line: line.accepted),
        _Part(column=short(words.ADOPTED, Cell.COUNT), value=lambda line: line.adopted),
    )


def _levels(report: PeriodReport) -> tuple[_Part, ...]:
    parts = [_level(name) for name in report.levels if any(line.by_level.get(name) for line in report.standings)]
    if parts and any(_other(line) for line in report.standings):
        parts.append(_Part(column=short(words.OTHER_POINTS, Cell.POINTS), value=lambda line: _other(line) or None))
    return tuple(parts)


def _other(line: StandingLine) -> Decimal:
    """Points that no level's use brought: reads, approvals, activities, by hand; with them the columns add up."""
    return line.points - sum(line.by_level.values(), Decimal(0))


def _level(name: str) -> _Part:
    return _Part(
        column=short(words.BY_LEVEL.format(level=name), Cell.POINTS), value=lambda line: line.by_level.get(name)
    )


def _points(report: PeriodReport) -> tuple[_Part, ...]:
    this = spoken(report).this
    parts = [_Part(column=short(words.POINTS_OF.format(this=this), Cell.POINTS), value=lambda line: line.points)]
    if any(line.corrections for line in report.standings):
        parts.append(_Part(column=short(words.CORRECTED, Cell.POINTS), value=lambda line: line.corrections))
    if any(line.year_points != line.points for line in report.standings):
        parts.append(_Part(column=short(words.YEAR_POINTS, Cell.POINTS), value=lambda line: line.year_points))
    return tuple(parts)


def _targets(report: PeriodReport) -> tuple[_Part, ...]:
    if not any(line.target is not None for line in report.standings):
        return ()
    return (
        _Part(column=short(words.TARGET, Cell.POINTS), value=lambda line: line.target),
        _Part(column=short(words.COMPLETION, Cell.PERCENT), value=lambda line: line.completion),
        _Part(column=short(words.COMPLETION_RANK, Cell.COUNT), value=lambda line: line.completion_rank),
    )


def _duty(report: PeriodReport) -> tuple[_Part, ...]:
    if not any(line.duty_met is not None for line in report.standings):
        return ()
    return (_Part(column=short(words.DUTY_MET), value=lambda line: met(line.duty_met)),)
