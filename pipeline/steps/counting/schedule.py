"""When a month is closed: at its day and hour, on the next working day if that is a holiday (rules.md JQ3)."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from pipeline.domain.timeutil import SHANGHAI, local
from pipeline.score.period import CALENDAR, Period
from pipeline.settings import ConfigErrors
from pipeline.settings.workdays import add_workdays, is_workday
from pipeline.steps.counting.close_month import Closed, close_month
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.plan_wrong import tell_plan_wrong
from pipeline.steps.counting.standings import bounds
from pipeline.steps.house import House
from pipeline.store import closings, tallies


def close_if_due(house: House, bureau_id: str) -> Closed | None:
    """Close last month, or ask the office to, once its time has come; None when there is nothing to do.

    A month that was over before the bureau began, or before its first piece came, is nobody's to close. Months that
    were missed since the newest closing come first, one a call.
    While the plan cannot be read the office is told, and the month waits.
    """
    if not has_plan(house, bureau_id):
        return None
    try:
        return _close_if_due(house, bureau_id)
    except ConfigErrors as wrong:
        tell_plan_wrong(house, bureau_id, wrong)
        return None


def _close_if_due(house: House, bureau_id: str) -> Closed | None:
    settings, now = house.bureau(bureau_id), house.clock()
    calendar = plan_of(house, bureau_id).book.calendar
    month = calendar.of(_last_month(local(now).date()), "month")
    if month.last < settings.bureau.start_date or now < due(house, bureau_id, month):
        return None
    with house.database.reading() as session:
        month = _missed(session, bureau_id, month, calendar.shift) or month
        known = closings.of_period(session, bureau_id, month.name) is not None
        if known or not tallies.any_before(session, bureau_id, bounds(month)[1]):
            return None
    return close_month(house, bureau_id, month, approved=not settings.closing.approval)


def _missed(session: Session, bureau: str, last: Period, shift: int) -> Period | None:
    """The oldest month after the newest one on record that nobody closed: the desk stood still when it was due."""
    newest = closings.newest_month(session, bureau)
    first = CALENDAR.parse(newest) if newest else None
    if first is None or first.last >= last.first:
        return None
    frozen = closings.frozen(session, bureau, shift)
    missed = CALENDAR.each(first.last + timedelta(days=1), last.last, "month")
    return next((month for month in missed if month.name not in frozen), None)


def due(house: House, bureau_id: str, month: Period) -> datetime:
    """When the month is closed: day and hour of bureau.toml in the month after it, or the next working day."""
    closing = house.bureau(bureau_id).closing
    day = (month.last + timedelta(days=1)).replace(day=closing.day)
    if not is_workday(day, house.settings.holidays):
        day = add_workdays(day, 1, house.settings.holidays)
    return datetime.combine(day, time(closing.hour), SHANGHAI)


def _last_month(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
