"""Who is praised, who is reminded, who fell short: rows of names for a bulletin's sentences."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pipeline.report.bulletin_parts import NamedUnit, Praise, Shortfall, ShortPart
from pipeline.report.bulletin_rows import call_row
from pipeline.report.bulletin_wording import Wording
from pipeline.report.formats import one_line, percent
from pipeline.report.official_numbers import plain
from pipeline.report.period_view import DutyRow, NamedLine, PeriodReport, StandingLine

_WHOLE = Decimal(1)


def praise(report: PeriodReport, wording: Wording) -> Praise:
    """Everyone that section 七 names; who is behind his target is told at the year's end only."""
    told = _with_nothing(report)
    silent = [line.unit for line in report.standings if not line.received and line.unit not in told]
    reached = [line for line in report.standings if line.completion is not None and line.completion >= _WHOLE]
    told_of = report.standings if report.kind == "yearly" else ()
    behind = [line for line in told_of if line.completion is not None and line.completion < _WHOLE]
    return Praise(
        leaders=_row([line.unit for line in _first(report, wording)], wording),
        reached=_shares(reached, wording),
        behind=_shares([line for line in behind if line.completion], wording),
        behind_far=_row([line.unit for line in behind if not line.completion], wording),
        silent=_row(silent, wording),
        silent_count=len(silent),
        unapproved=_unapproved(report, wording),
        late_calls=tuple(call_row(line, wording.cells) for line in report.calls if not line.met),
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
    short = _missed(report)
    titles = tuple(dict.fromkeys(row.duty for row in short))
    return tuple(_short(title, [row for row in short if row.duty == title], wording) for title in titles)


def _missed(report: PeriodReport) -> list[DutyRow]:
    return [row for row in report.duties if not row.met and not row.subject and not row.target]


def _with_nothing(report: PeriodReport) -> set[str]:
    """The units of which a shortfall says that they have done nothing."""
    short = _missed(report)
    spans = {row.duty: {other.period for other in short if other.duty == row.duty} for row in short}
    return {row.unit for row in short if not row.done and len(spans[row.duty]) == 1}


def _short(title: str, rows: list[DutyRow], wording: Wording) -> Shortfall:
    """One duty: how far the units came, or how often they fell short where the period holds the duty several times."""
    required = {row.required for row in rows}
    times = Counter(row.unit for row in rows)
    if len({row.period for row in rows}) > 1:
        far = {unit: wording.names.with_times.format(times=n) for unit, n in times.most_common()}
        required = set()
    else:
        pattern = wording.names.with_pieces if len(required) == 1 else wording.names.with_duty
        far = {row.unit: _far(row, pattern, wording) for row in sorted(rows, key=lambda row: -row.done)}
    return Shortfall(
        duty=one_line(title),
        required=plain(required.pop()) if len(required) == 1 else "",
        count=len(times),
        parts=tuple(_part(said, [u for u in far if far[u] == said], wording) for said in dict.fromkeys(far.values())),
    )


def _far(row: DutyRow, pattern: str, wording: Wording) -> str:
    """How far a unit came: 已完成2件."""
    pattern = pattern if row.done else wording.names.with_nothing
    return pattern.format(required=plain(row.required), done=plain(row.done))


def _part(said: str, units: list[str], wording: Wording) -> ShortPart:
    return ShortPart(said=said, count=len(units), units=_row(units, wording))


def _shares(lines: Iterable[StandingLine], wording: Wording) -> str:
    shares = ((line.unit, line.completion) for line in lines if line.completion is not None)
    return _row([wording.names.with_share.format(unit=unit, share=percent(share)) for unit, share in shares], wording)


def _unapproved(report: PeriodReport, wording: Wording) -> str:
    """The pieces that were used without the office's approval, each once; of many the first ones, and how many."""
    names, remark, most = wording.names, wording.remarks.unapproved, wording.limits.listed_titles
    uses = (use for use in report.adoptions if remark in use.remark)
    told = [names.with_title.format(title=u.title, unit=names.between.join(u.units)) for u in uses]
    found = list(dict.fromkeys(told))
    return _row(found[:most], wording) + (names.and_more.format(count=len(found)) if len(found) > most else "")


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
