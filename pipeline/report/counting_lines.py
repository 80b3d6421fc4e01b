"""What a mail about counting tells that its view does not say outright: groups of rows, movements, what is missing."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.report.counting_notes import DutyNote, EntryNote, ReportGroup, StandingNote, TableRow
from pipeline.report.counting_view import ReportedLine, UnitMonthView
from pipeline.report.period_view import DutyRow, EntryLine, StandingLine
from pipeline.report.words import Words

_MONTHS = 12
_OUTCOMES = ("refused", "waits", "taken", "known", "sent_in")  # what wants looking after first


def report_groups(rows: tuple[ReportedLine, ...]) -> tuple[ReportGroup, ...]:
    """The rows by outcome; an outcome that nobody named comes last, and none is left out."""
    order = dict.fromkeys((*_OUTCOMES, *(row.outcome for row in rows)))
    groups = (ReportGroup(report_outcome=o, rows=tuple(r for r in rows if r.outcome == o)) for o in order)
    return tuple(group for group in groups if group.rows)


def notes(entries: Iterable[EntryLine], *, counted: bool, month: str = "") -> tuple[EntryNote, ...]:
    """The entries that count, or those that do not, by day; `month` (2022-05) is the one that is told."""
    chosen = sorted((e for e in entries if e.counted is counted), key=lambda e: e.date)
    return tuple(_note(entry, month) for entry in chosen)


def duty_notes(duties: Iterable[DutyRow]) -> tuple[DutyNote, ...]:
    """Duties, missed ones first; none is missed as long as its period is not over."""
    order = ("missed", "open", "met")
    found = [
        DutyNote(
            unit=duty.unit,
            title=duty.duty,
            period=duty.period,
            required=duty.required,
            done=duty.done,
            left=max(duty.required - duty.done - duty.late, Decimal(0)),
            late=duty.late,
            late_days=duty.late_days,
            duty_state="met" if duty.met else "missed" if duty.over else "open",
            clause=duty.clause,
            subject=duty.subject,
            of_points=duty.target,
        )
        for duty in duties
    ]
    return tuple(sorted(found, key=lambda note: order.index(note.duty_state)))


def movement(line: StandingLine, words: Words) -> str:
    """How a unit's rank moved since the period before, in the words of words.toml; "" where there was none."""
    if line.previous_rank is None:
        return ""
    steps = line.previous_rank - line.rank
    way = "up" if steps > 0 else "down" if steps < 0 else "same"
    return words.word(way, "movement").format(places=abs(steps))


def table(standings: tuple[StandingLine, ...], words: Words) -> tuple[TableRow, ...]:
    """The standings, a row a unit, in the order given; a movement is told only where the rank did move."""
    return tuple(
        TableRow(
            rank=line.rank,
            unit=line.unit,
            points=line.points,
            year_points=line.year_points,
            movement="" if line.previous_rank == line.rank else movement(line, words),
        )
        for line in standings
    )


def standing_note(line: StandingLine, words: Words) -> StandingNote:
    """A unit's line of the standings as the unit reads it."""
    return StandingNote(
        group=line.group,
        rank=line.rank,
        group_rank=line.group_rank,
        points=line.points,
        year_points=line.year_points,
        accepted=line.accepted,
        adopted=line.adopted,
        target=line.target,
        completion=line.completion,
        corrections=line.corrections,
        movement=movement(line, words),
    )


def target_left(view: UnitMonthView, words: Words) -> Decimal | None:
    """What is missing to the year's target; None where the unit has none or one of its duties is that target."""
    target, year = view.standing.target, view.period[:4]
    names = {year, words.word("year", "period").format(year=year)}
    if target is None or any(d.period in names and d.required == target for d in view.duties):
        return None
    return max(target - view.standing.year_points, Decimal(0))


def months(line: StandingLine, words: Words) -> tuple[tuple[str, Decimal], ...]:
    """The points of each month of the unit's year, with its name; corrections after its last month are none of them."""
    month = words.word("month", "chart")
    told = enumerate(line.history[:_MONTHS], line.year_begins - 1)
    return tuple((month.format(month=n % _MONTHS + 1), points) for n, points in told)


def _note(entry: EntryLine, month: str) -> EntryNote:
    return EntryNote(
        subject=entry.subject,
        title=entry.title,
        points=entry.points,
        date=entry.date,
        clause=entry.clause,
        reason=entry.reason,
        kind=entry.kind,
        late=f"{entry.date:%Y-%m}" < month,
    )
