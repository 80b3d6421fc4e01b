"""Who is praised, who is reminded, who fell short: rows of names for a bulletin's sentences."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pipeline.report.bulletin_parts import NamedUnit, Praise, Shortfall
from pipeline.report.bulletin_rows import call_row
from pipeline.report.bulletin_wording import Wording
from pipeline.report.formats import one_line
from pipeline.report.official_numbers import percent, plain
from pipeline.report.period_view import DutyRow, NamedLine, PeriodReport, StandingLine

_WHOLE = Decimal(1)


def praise(report: PeriodReport, wording: Wording) -> Praise:
    """Everyone that section 七 names; who is behind his target is told at the year's end only."""
    silent = [line.unit for line in report.standings if not line.received]
    reached = [line for line in report.standings if line.completion is not None and line.completion >= _WHOLE]
    behind = [line for line in report.standings if line.completion is not None and line.completion < _WHOLE]
    return Praise(
        leaders=_row([line.unit for line in _first(report, wording)], wording),
        reached=_shares(reached, wording),
        behind=_shares(behind, wording) if report.kind == "yearly" else "",
        silent=_row(silent, wording),
        silent_count=len(silent),
        unapproved=_row(_unapproved(report, wording), wording),
        late_calls=tuple(call_row(line) for line in report.calls if not line.met),
        named=tuple(map(_named, report.named)),
    )


def leaders(report: PeriodReport, wording: Wording) -> str:
    """The units that stand first, with their points; "" where nobody has any."""
    pattern = wording.names.with_points
    return _row([pattern.format(unit=s.unit, points=plain(s.points)) for s in _first(report, wording)], wording)


def _first(report: PeriodReport, wording: Wording) -> list[StandingLine]:
    return [s for s in report.standings if s.rank <= wording.limits.praised_ranks and s.points > 0]


def shortfalls(report: PeriodReport, wording: Wording) -> tuple[Shortfall, ...]:
    """The duties that some units did not meet, and these units; calls are told of in their own section."""
    short = [row for row in report.duties if not row.met and not row.subject]
    titles = tuple(dict.fromkeys(row.duty for row in short))
    return tuple(_short(title, [row for row in short if row.duty == title], wording) for title in titles)


def _short(title: str, rows: list[DutyRow], wording: Wording) -> Shortfall:
    """One duty: how far each unit came, or how often it fell short where the period holds the duty several times."""
    required = {row.required for row in rows}
    if len({row.period for row in rows}) > 1:
        times = Counter(row.unit for row in rows)
        told = [wording.names.with_times.format(unit=unit, times=n) for unit, n in times.items()]
        required = set()
    else:
        pattern = wording.names.with_pieces if len(required) == 1 else wording.names.with_duty
        told = [pattern.format(unit=row.unit, required=plain(row.required), done=plain(row.done)) for row in rows]
    return Shortfall(
        duty=one_line(title),
        required=plain(required.pop()) if len(required) == 1 else "",
        count=len({row.unit for row in rows}),
        units=_row(told, wording),
    )


def _shares(lines: Iterable[StandingLine], wording: Wording) -> str:
    pattern = wording.names.with_share
    return _row([pattern.format(unit=line.unit, share=percent(line.completion)) for line in lines], wording)


def _unapproved(report: PeriodReport, wording: Wording) -> list[str]:
    """The pieces that were used without the office's approval, each once."""
    names, remark = wording.names, wording.remarks.unapproved
    uses = (use for use in report.adoptions if remark in use.remark)
    return list(dict.fromkeys(names.with_title.format(title=u.title, unit=names.between.join(u.units)) for u in uses))


def _named(line: NamedLine) -> NamedUnit:
    return NamedUnit(
        unit=one_line(line.unit),
        person=one_line(line.person),
        what=one_line(line.what),
        about=one_line(line.about),
        clause=one_line(line.clause),
    )


def _row(names: Iterable[str], wording: Wording) -> str:
    return wording.names.between.join(map(one_line, names))
