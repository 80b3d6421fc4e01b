"""The tables of a bulletin: units, levels, uses, calls, corrections."""

from decimal import Decimal

from pipeline.report import official_words as words
from pipeline.report.bulletin_parts import CallRow, CorrectionRow, GroupTable, LevelRow, ReportedRow, UnitRow, UseRow
from pipeline.report.bulletin_wording import Cells, Wording
from pipeline.report.docx_filling import Link
from pipeline.report.formats import one_line, percent, short, spelt
from pipeline.report.official_numbers import month_day, moved, period_title, plain, safe_link, signed
from pipeline.report.period_view import AdoptionLine, CallLine, PeriodReport, StandingLine

_ZERO = Decimal(0)
_NOTHING = "—"
_LONGEST_TITLE = 100  # characters; the tally has it whole


def groups(report: PeriodReport, wording: Wording) -> tuple[GroupTable, ...]:
    """The standings of every group, in the plan's order; within it by rank."""
    named = tuple(dict.fromkeys((*report.groups, *(line.group for line in report.standings))))
    found = [(name, sorted((s for s in report.standings if s.group == name), key=_by_rank)) for name in named]
    return tuple(
        GroupTable(numeral=_numeral(n), name=name, rows=tuple(_unit(line, wording.cells) for line in lines))
        for n, (name, lines) in enumerate((name, lines) for name, lines in found if lines)
    )


def _by_rank(line: StandingLine) -> int:
    return line.group_rank


def _numeral(n: int) -> str:
    return words.NUMERALS[n] if n < len(words.NUMERALS) else str(n + 1)


def _unit(line: StandingLine, cells: Cells) -> UnitRow:
    return UnitRow(
        rank=line.rank,
        group_rank=line.group_rank,
        unit=one_line(line.unit),
        received=line.received,
        accepted=line.accepted,
        adopted=line.adopted,
        points=plain(line.points),
        year_points=plain(line.year_points),
        moved=moved(line.rank, line.previous_rank) or _NOTHING,
        duty=_NOTHING if line.duty_met is None else cells.met if line.duty_met else cells.not_met,
        target=_NOTHING if line.target is None else plain(line.target),
        completion=_NOTHING if line.completion is None else percent(line.completion),
        completion_rank=_NOTHING if line.completion_rank is None else str(line.completion_rank),
    )


def reported(report: PeriodReport, wording: Wording) -> tuple[ReportedRow, ...]:
    """What each group of units sent in, and the sum of all where there are several."""
    named = tuple(dict.fromkeys((*report.groups, *(line.group for line in report.standings))))
    found = [(name, [line for line in report.standings if line.group == name]) for name in named]
    rows = [_reported(name, lines) for name, lines in found if lines]
    whole = [_reported(wording.levels.sum, list(report.standings))] if len(rows) > 1 else []
    return (*rows, *whole)


def _reported(name: str, lines: list[StandingLine]) -> ReportedRow:
    return ReportedRow(
        name=name,
        units=len(lines),
        received=sum(line.received for line in lines),
        accepted=sum(line.accepted for line in lines),
        adopted=sum(line.adopted for line in lines),
        duty_met=sum(line.duty_met is True for line in lines),
    )


def levels(report: PeriodReport, wording: Wording) -> tuple[LevelRow, ...]:
    """Uses and points of every level, what was earned without an outlet, and the sum of both."""
    earned: dict[str, Decimal] = {}
    for line in report.standings:
        for level, points in line.by_level.items():
            earned[level] = earned.get(level, _ZERO) + points
    used = [use.level for use in report.adoptions]
    names = tuple(dict.fromkeys((*report.levels, *earned, *used)))
    rows = [
        LevelRow(
            level=name or wording.levels.no_level, uses=str(used.count(name)), points=plain(earned.get(name, _ZERO))
        )
        for name in names
        if name in used or earned.get(name)
    ]
    rest = report.totals.points - sum(earned.values(), _ZERO)
    if rest:
        rows.append(LevelRow(level=wording.levels.other, uses=_NOTHING, points=plain(rest)))
    return (*rows, LevelRow(level=wording.levels.sum, uses=str(len(used)), points=plain(report.totals.points)))


def uses(report: PeriodReport, wording: Wording) -> tuple[UseRow, ...]:
    """The uses by level from the highest down, then by day; no more than the file of words says."""
    place = {name: n for n, name in enumerate(report.levels)}
    listed = sorted(report.adoptions, key=lambda use: (place.get(use.level, len(place)), use.date, use.number))
    most = wording.limits.listed_uses
    return tuple(_use(n, use, wording.cells) for n, use in enumerate(listed[:most], 1))


def _use(n: int, use: AdoptionLine, cells: Cells) -> UseRow:
    url = safe_link(use.url)
    return UseRow(
        n=n,
        title=short(one_line(use.title), _LONGEST_TITLE),
        units=words.BETWEEN_UNITS.join(map(one_line, use.units)),
        outlet=one_line(use.outlet),
        day=month_day(use.date),
        points=plain(use.points) if use.counted else _NOTHING,
        link=Link(text=cells.open if url else _NOTHING, url=url),
    )


def calls(report: PeriodReport, cells: Cells) -> tuple[CallRow, ...]:
    """The calls, one line a unit."""
    return tuple(call_row(line, cells) for line in report.calls)


def call_row(line: CallLine, cells: Cells) -> CallRow:
    """One unit's answer to a call."""
    return CallRow(
        call=one_line(line.call),
        unit=one_line(line.unit),
        person=one_line(line.person),
        due=month_day(line.due),
        required=line.required,
        done=line.done,
        answered=month_day(line.answered) if line.answered else _NOTHING,
        met=cells.met if line.met else cells.not_met,
        late=int(line.late),
        late_days=line.late_days,
    )


def corrections(report: PeriodReport) -> tuple[CorrectionRow, ...]:
    """补计 and 核减."""
    return tuple(
        CorrectionRow(
            unit=one_line(line.unit),
            title=short(one_line(line.title or line.subject), _LONGEST_TITLE),
            period=period_title(line.period),
            points=signed(line.points),
            reason=spelt(one_line(line.reason)),
        )
        for line in report.corrections
    )
