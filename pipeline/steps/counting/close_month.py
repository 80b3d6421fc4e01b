"""Close a month 结账: freeze it, give it its number, make the documents, mail them; twice is once.

Where the bureau asks for approval the month is prepared first: its figures and documents go to the office, and it is
issued when the office says so. A year is closed the same way, with the supplement of corrections that came after
December was issued (rules.md Bulletins).
"""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from pydantic import TypeAdapter
from sqlmodel import Session

from pipeline.report.period_view import PeriodReport
from pipeline.score.numbers import plain
from pipeline.score.period import CALENDAR, Period, month_of
from pipeline.steps.counting.count import count_within, today_of
from pipeline.steps.counting.documents import make_documents, put_out
from pipeline.steps.counting.month_mails import ask_office, tell_month
from pipeline.steps.counting.period_report import Gathered, Issue, gather_report
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standings import ROWS, bounds
from pipeline.steps.counting.texts import say
from pipeline.steps.house import House
from pipeline.steps.process import Desk, open_desk
from pipeline.store import closings, events, tallies
from pipeline.store.ledger import Booking
from pipeline.store.tables import ClosingRow

_log = structlog.get_logger("close_month")
REPORT: TypeAdapter[PeriodReport] = TypeAdapter(PeriodReport)
_MONTH, _YEAR = 7, 4  # letters of a period's name


class CannotClose(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """The period cannot be closed now; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Closed:
    """What closing did."""

    bureau: str
    period: str
    issue: int
    year: int
    state: str  # prepared, closed
    again: bool  # it stood so already: nothing was made or sent
    files: tuple[str, ...] = ()  # its documents
    changed: tuple[str, ...] = ()  # whose points are others than when it was prepared, in the office's words


def close_month(house: House, bureau_id: str, period: Period, *, by: str = "", approved: bool = True) -> Closed:
    """Close a month or a year, or prepare it for the office's approval.

    Args:
        house: the house.
        bureau_id: the bureau.
        period: a month, or a year whose months are all closed.
        by: who closes it; "" is the clock.
        approved: False prepares it and asks the office.

    Raises:
        CannotClose: it is neither month nor year, not over yet, or months of the year are still open.
        ConfigErrors: a file of the plan is wrong.
    """
    desk = open_desk(house, bureau_id)
    with house.locked(f"{bureau_id}.count"), house.database.writing() as session:
        row = closings.of_period(session, bureau_id, period.name)
        if row is not None and (row.state == closings.CLOSED or not approved):
            return _closed(row, again=True, files=_there(house, row))
        _may(house, session, bureau_id, period)
        count_within(house, session, Booking(bureau=bureau_id, at=house.clock(), cause="close", by=by))
        _months_must_be_closed(session, bureau_id, period)
        return _close(desk, session, period, by=by, approved=approved)


def _close(desk: Desk, session: Session, period: Period, *, by: str, approved: bool) -> Closed:
    house, bureau_id, pen = desk.house, desk.bureau.bureau.id, desk.pen(session)
    row = _row(session, bureau_id, period, pen.now)
    issue = Issue(number=row.issue, year=row.year, frozen=approved)
    gathered = gather_report(pen, plan_of(house, bureau_id), period, issue)
    row.by, row.closed_at = by, pen.now if approved else None
    row.state = closings.CLOSED if approved else closings.PREPARED
    changed = _since_prepared(row, gathered)
    row.standings = ROWS.dump_json(gathered.standings).decode()
    row.report = REPORT.dump_json(gathered.report).decode()
    session.add(row)
    session.flush()
    documents = make_documents(pen, gathered.report)
    if approved:
        tell_month(pen, gathered, documents, changed)
    else:
        ask_office(pen, gathered, documents)
    what = "month_closed" if approved else "month_prepared"
    events.note(session, pen.now, what, bureau=bureau_id, by=by, period=period.name, issue=row.issue)
    _log.info(what, bureau=bureau_id, period=period.name, issue=row.issue)
    return replace(_closed(row, again=False, files=put_out(house, row, documents)), changed=changed)


def _since_prepared(row: ClosingRow, gathered: Gathered) -> tuple[str, ...]:
    """Whose points are others than those the office looked at, a line each."""
    before = {line.unit: line.points for line in ROWS.validate_json(row.standings)} if row.standings else {}
    names = {line.unit: told.unit for line, told in zip(gathered.standings, gathered.report.standings, strict=True)}
    return tuple(
        say("since_prepared", unit=names[line.unit], before=plain(before[line.unit]), now=plain(line.points))
        for line in gathered.standings
        if line.unit in before and before[line.unit] != line.points
    )


def _row(session: Session, bureau: str, period: Period, now: datetime) -> ClosingRow:
    """The closing of the period, with the number it had when it was prepared."""
    row = closings.of_period(session, bureau, period.name)
    if row is not None:
        return row
    year = period.last.year
    return ClosingRow(
        bureau=bureau, period=period.name, year=year, issue=closings.next_issue(session, bureau, year),
        state=closings.PREPARED, prepared_at=now,
    )  # fmt: skip


def _closed(row: ClosingRow, *, again: bool, files: tuple[str, ...]) -> Closed:
    return Closed(
        bureau=row.bureau, period=row.period, issue=row.issue, year=row.year, state=row.state, again=again, files=files
    )


def _there(house: House, row: ClosingRow) -> tuple[str, ...]:
    folder = house.data / "out" / row.bureau / row.period
    return tuple(str(file) for file in sorted(folder.iterdir())) if folder.is_dir() else ()


def _may(house: House, session: Session, bureau: str, period: Period) -> None:
    if len(period.name) not in {_MONTH, _YEAR}:
        raise CannotClose(say("month_only", period=period.name))
    if period.last >= today_of(house):
        raise CannotClose(say("not_over", period=period.name))
    calendar = plan_of(house, bureau).book.calendar
    if period.name in closings.frozen(session, bureau, calendar.shift):
        year = calendar.of(period.first, "year").name
        raise CannotClose(say("year_closed", year=year, period=period.name))


def why_not_now(house: House, session: Session, bureau: str, period: Period) -> str:
    """Why the period cannot be closed now, in words for the office; "" where it can."""
    try:
        _may(house, session, bureau, period)
        _months_must_be_closed(session, bureau, period)
    except CannotClose as why:
        return str(why)
    return ""


def _months_must_be_closed(session: Session, bureau: str, period: Period) -> None:
    """Before its year is closed a month in which something was earned or came in must be."""
    if len(period.name) != _YEAR:
        return
    shift = month_of(period.first) - int(period.name) * 12
    frozen, booked = closings.frozen(session, bureau, shift), closings.booked_months(session, bureau)
    months = CALENDAR.each(period.first, period.last, "month")
    left = [m.name for m in months if m.name not in frozen and (m.name in booked or _came(session, bureau, m))]
    if left:
        raise CannotClose(say("months_open", year=period.name, months="、".join(left)))


def _came(session: Session, bureau: str, month: Period) -> bool:
    return bool(tallies.arrived(session, bureau, *bounds(month)))
