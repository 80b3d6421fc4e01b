"""Closing a period: what it will do, whom it mails, what still waits, and whether it can be closed at all."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.console.look.standings import asked_period, length_of
from pipeline.console.web.visit import NotThere, Visit
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.settings import BureauSettings
from pipeline.steps.counting.close_month import why_not_now
from pipeline.steps.counting.count import is_stale
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standing_table import Table, table_of
from pipeline.steps.counting.standings import ROWS, bounds
from pipeline.steps.process import open_desk
from pipeline.store import closings, entry_lists, facts
from pipeline.store.tables import ClosingRow

OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Mailed:
    """Who gets a mail."""

    office: tuple[str, ...]  # addresses
    stations_to: str  # the unit that gets the stations' part; ""
    units: int
    silent: tuple[str, ...]  # units without an address
    drafts: bool  # mails to units go to the office: the bureau is only observing


@dataclass(frozen=True, kw_only=True)
class Waits:
    """What would come too late for this bulletin: it is booked into the next one."""

    facts: int
    uncounted: tuple[tuple[str, str], ...]  # what stands and cannot be counted, and why
    held: int  # pieces of the period that wait for a person
    stale: bool  # something has not been counted yet; closing counts it first


@dataclass(frozen=True, kw_only=True)
class ClosingView:
    """The page before a period is closed."""

    period: Period
    title: str
    every: str
    state: str  # open, prepared, closed
    year: int
    issue: int
    table: Table
    mailed: Mailed
    waits: Waits
    wants_approval: bool
    cannot: str  # why it cannot be closed; ""
    seen: str  # the mark of what is shown


def closing_view(visit: Visit, name: str) -> ClosingView:
    """What closing the period would do.

    Raises:
        NotThere: there is no such month or year.
        ConfigErrors: a file of the plan is wrong.
    """
    house, plan = visit.console.house, plan_of(visit.console.house, visit.id)
    period = closable(visit, plan, name)
    stale = is_stale(house, visit.id)
    with house.database.reading() as session:
        row = closings.of_period(session, visit.id, period.name)
        table = table_of(open_desk(house, visit.id).pen(session), plan, period)
        year = row.year if row else period.last.year
        return ClosingView(
            period=period, title=table.title, every=length_of(period), state=row.state if row else OPEN, year=year,
            issue=row.issue if row else closings.next_issue(session, visit.id, year), table=table,
            mailed=_mailed(visit.bureau), waits=_waits(visit, session, period, stale=stale),
            wants_approval=visit.bureau.closing.approval, seen=mark_of(row, table),
            cannot="" if _is_closed(row) else why_not_now(house, session, visit.id, period),
        )  # fmt: skip


def closable(visit: Visit, plan: Scoring, name: str) -> Period:
    """A month or a year.

    Raises:
        NotThere: it is neither.
    """
    period = asked_period(visit, plan, name)
    if length_of(period) not in {"month", "year"}:
        raise NotThere
    return period


def _is_closed(row: ClosingRow | None) -> bool:
    return row is not None and row.state == closings.CLOSED


def mark_of(row: ClosingRow | None, table: Table) -> str:
    """One mark for what a person sees before closing: the state and every unit's figures."""
    told = (row.state if row else OPEN).encode() + ROWS.dump_json(table.rows)
    return hashlib.sha256(told).hexdigest()[:20]


def _mailed(bureau: BureauSettings) -> Mailed:
    units = bureau.bureau.roster.units
    helping = bureau.bureau.roster.by_id(bureau.closing.stations_to)
    return Mailed(
        office=bureau.bureau.office.digest_to,
        stations_to=helping.name if helping and helping.addresses else "",
        units=sum(1 for unit in units if unit.addresses),
        silent=tuple(unit.name for unit in units if not unit.addresses),
        drafts=bureau.bureau.mode != "live",
    )


def _waits(visit: Visit, session: Session, period: Period, *, stale: bool) -> Waits:
    last = closings.last_count(session, visit.id)
    return Waits(
        facts=len(facts.waiting(session, visit.id)),
        uncounted=tuple((fact, why) for fact, why, *_ in (last.open if last else [])),
        held=entry_lists.held_between(session, visit.id, *bounds(period)),
        stale=stale,
    )
