"""Closing a period: through the step, noted in the log with before and after; what changed meanwhile stops it."""

from dataclasses import dataclass
from typing import Any

from pipeline.console.look.closing import closable, mark_of
from pipeline.console.look.standings import issue_title
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.score.numbers import plain
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.close_month import CannotClose, Closed, close_month
from pipeline.steps.counting.count import count_if_changed
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standing_table import table_of
from pipeline.steps.process import open_desk
from pipeline.store import audit, closings


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it."""

    done: str = ""  # closed, prepared, twice
    told: str = ""  # why nothing was done, in words
    conflict: bool = False  # something changed since the page was shown


def close_period(visit: Visit, name: str, *, seen: str, approved: bool) -> Outcome:
    """Close a period, or prepare it for the office's approval; twice is once.

    Args:
        visit: who closes it.
        name: of the month or year.
        seen: the mark of what the person looked at.
        approved: False prepares it.

    Raises:
        NotThere: there is no such month or year.
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_of(visit.console.house, visit.id)
    period = closable(visit, plan, name)
    count_if_changed(visit.console.house, visit.id)
    state, mark, before = _now(visit, plan, period)
    if state == closings.CLOSED or (state == closings.PREPARED and not approved):
        return Outcome(done="twice")
    if mark != seen:
        return Outcome(told=say("close_stale" if seen else "close_unseen"), conflict=bool(seen))
    try:
        closed = close_month(visit.console.house, visit.id, period, by=visit.person.name, approved=approved)
    except CannotClose as why:
        return Outcome(told=f"{why}。")
    if closed.again:
        return Outcome(done="twice")
    _note(visit, plan, period, before, closed)
    return Outcome(done=closed.state)


def _now(visit: Visit, plan: Scoring, period: Period) -> tuple[str, str, dict[str, Any]]:
    """State, the mark of what there is to see, and the facts for the log."""
    house = visit.console.house
    with house.database.reading() as session:
        row = closings.of_period(session, visit.id, period.name)
        table = table_of(open_desk(house, visit.id).pen(session), plan, period)
        facts = {
            "period_is": say(f"issue_state_{row.state if row else 'open'}"),
            "issue": issue_title(row) if row else "",
            "total": plain(table.totals.points),
        }
        return row.state if row else "", mark_of(row, table), facts


def _note(visit: Visit, plan: Scoring, period: Period, before: dict[str, Any], closed: Closed) -> None:
    after = _now(visit, plan, period)[2] | {"changed_since": list(closed.changed)}
    what = "month_closed" if closed.state == closings.CLOSED else "month_prepared"
    house = visit.console.house
    with house.database.writing() as session:
        audit.note(
            session, house.clock(), what, visit.actor, bureau=visit.id, about=period.name, before=before, after=after
        )
