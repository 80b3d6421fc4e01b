"""What lies behind a number of the standings: a unit's entries, pieces or duties of a period."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from pipeline.console.look.kept import kept
from pipeline.console.look.standings import asked_period, standings_view, title_of
from pipeline.console.web.visit import NotThere, Visit
from pipeline.domain.bureau import Unit
from pipeline.domain.words import State
from pipeline.report.period_view import DutyRow, StandingLine
from pipeline.score.booking import booked_periods
from pipeline.score.numbers import plain
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standing_table import Table
from pipeline.steps.counting.standings import bounds
from pipeline.store import closings, entry_lists
from pipeline.store.entry_lists import Came, Part
from pipeline.store.tables import EntryRow

PAGE = 50  # lines
NO_LEVEL = "-"
KINDS = ("points", "received", "accepted", "adopted", "duties")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which of a unit's lines are wanted."""

    of: str = "points"
    level: str = ""
    page: int = 1
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """A line of the ledger."""

    day: date
    booked: str  # the period's title, "" where it is the one shown
    subject: str
    title: str
    is_piece: bool
    points: str
    counted: bool
    rule: str
    clause: str
    reason: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class PieceLine:
    """A piece."""

    number: str
    title: str
    arrived: datetime
    state: str
    state_word: str


@dataclass(frozen=True, kw_only=True)
class UnitView:
    """A unit's page of a period."""

    period: Period
    title: str
    unit: Unit
    line: StandingLine
    levels: tuple[tuple[str, str], ...]
    asked: Asked
    entries: tuple[EntryLine, ...]
    pieces: tuple[PieceLine, ...]
    duties: tuple[DutyRow, ...]
    total: int
    pages: int
    closed: bool


def unit_view(visit: Visit, name: str, unit_id: str, asked: Asked) -> UnitView:
    """What lies behind a unit's numbers.

    Raises:
        NotThere: there is no such period or unit.
        ConfigErrors: a file of the plan is wrong.
    """
    return kept(visit.console.house, (visit.id, name, unit_id, asked), lambda: _made(visit, name, unit_id, asked))


def _made(visit: Visit, name: str, unit_id: str, asked: Asked) -> UnitView:
    house, plan = visit.console.house, plan_of(visit.console.house, visit.id)
    period, unit = asked_period(visit, plan, name), visit.bureau.bureau.roster.by_id(unit_id)
    if unit is None:
        raise NotThere
    table = standings_view(visit, period.name, current=asked.current).table
    with house.database.reading() as session:
        line = next((told for row, told in zip(table.rows, table.lines, strict=True) if row.unit == unit_id), None)
        if line is None:
            raise NotThere
        entries, pieces, total = _lines(visit, session, plan, (period, unit_id, asked))
        closing = closings.of_period(session, visit.id, period.name)
    duties = tuple(duty for duty in table.duties if duty.unit == unit.name)
    return UnitView(
        period=period, title=table.title, unit=unit, line=line, levels=_levels(table, line), asked=asked,
        entries=entries, pieces=pieces, duties=duties, total=len(duties) if asked.of == "duties" else total,
        pages=max(1, -(-total // PAGE)), closed=closing is not None and closing.state == closings.CLOSED,
    )  # fmt: skip


def _levels(table: Table, line: StandingLine) -> tuple[tuple[str, str], ...]:
    return tuple((level, name) for level, name in table.levels if line.by_level.get(name))


def _lines(
    visit: Visit, session: Session, plan: Scoring, told: tuple[Period, str, Asked]
) -> tuple[tuple[EntryLine, ...], tuple[PieceLine, ...], int]:
    period, unit, asked = told
    start = (asked.page - 1) * PAGE
    if asked.of == "duties":
        return (), (), 0
    if asked.of != "points":
        came = Came(
            bureau=visit.id, unit=unit, what=asked.of, span=bounds(period), first=period.first, last=period.last
        )
        total, found = entry_lists.pieces(session, came, start=start, most=PAGE)
        return (), tuple(_piece(visit, row.number, (row.title, row.state), row.arrived_at) for row in found), total
    booked = () if asked.current else booked_periods(period.first, period.last)
    part = Part(
        bureau=visit.id, unit=unit, booked=booked, first=period.first, last=period.last, level=_level(asked),
        accounts=(plan.book.ranked().id,),
    )  # fmt: skip
    total, rows = entry_lists.entries(session, part, start=start, most=PAGE)
    pieces = entry_lists.titles(session, visit.id, [row.subject for row in rows])
    rules = {rule.id: rule.title for component in plan.book.components for rule in component.rules}
    rules |= {duty.id: duty.title for duty in plan.book.duties}
    return tuple(_entry(visit, row, pieces, (period, rules)) for row in rows), (), total


def _level(asked: Asked) -> str | None:
    """The level whose entries are wanted; those of none are asked for by a dash."""
    return None if not asked.level else "" if asked.level == NO_LEVEL else asked.level


def _piece(visit: Visit, number: str, told: tuple[str | None, str], arrived: datetime) -> PieceLine:
    title, state = told
    shown = "" if state == State.SEALED.value else title or ""
    return PieceLine(
        number=number, title=shown, arrived=arrived, state=state, state_word=visit.words.word(state, "state")
    )


def _entry(
    visit: Visit, row: EntryRow, pieces: dict[str, tuple[str | None, str]], told: tuple[Period, dict[str, str]]
) -> EntryLine:
    (period, rules), known = told, pieces.get(row.subject)
    title, state = known or (None, "")
    return EntryLine(
        day=row.day, booked="" if row.booked == period.name else title_of(visit, row.booked), subject=row.subject,
        title="" if state == State.SEALED.value else title or "", is_piece=known is not None,
        points=plain(row.points), counted=row.counted, rule=rules.get(row.rule, ""), clause=row.clause,
        reason=row.reason, kind=visit.words.word(row.kind, "entry_kind"),
    )  # fmt: skip
