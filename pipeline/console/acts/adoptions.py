"""Facts entered, settled and taken back: through the step, counted, noted in the log with before and after."""

import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import structlog

from pipeline.console.look.adoption_form import Tried, tried
from pipeline.console.look.adoption_lines import line_of
from pipeline.console.look.adoption_points import signed
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.by_hand import HandFact, record_fact
from pipeline.steps.counting.hands import Refused, UnitChange, count_after
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import Settled, SettleOrder
from pipeline.store import audit

_log = structlog.get_logger("desk")
turns: dict[str, threading.Lock] = defaultdict(threading.Lock)  # of a bureau: one change after the other
_STANDS_SO = {"not_waiting", "not_standing", "unknown_entry", "entry_undone"}  # somebody was quicker


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a change."""

    line: int = 0  # of the log; 0: it was not carried out
    told: str = ""  # why not
    conflict: bool = False  # what is on record is another than what was shown


def record(visit: Visit, fields: Fields) -> tuple[Done, Tried]:
    """Put what was typed on record.

    Raises:
        ConfigErrors: a file of the plan is wrong; nothing was written.
    """
    shown = tried(visit, fields)
    fact = shown.typed.fact
    if fact is None or shown.told:
        return Done(told=shown.told or say("entry_incomplete")), shown
    order = HandFact(
        bureau=visit.id, fact=fact, by=visit.person.name, told=shown.typed.words,
        announce=bool(fields.one("announce")), postpone=bool(fields.one("postpone")),
    )  # fmt: skip
    with turns[visit.id]:
        known = shown.trial.fact if shown.trial else ""
        before = standing(visit, known) if known else {}
        try:
            done = record_fact(visit.console.house, order)
        except Refused as refused:
            return Done(told=str(refused)), shown
        changes = counted(visit)
    after = standing(visit, done.fact) | {"outcome": done.outcome, "points": changes, "why": done.why}
    return Done(line=note(visit, "fact_entered", done.fact, before, after)), shown


def settle(visit: Visit, order: SettleOrder) -> Done:
    """Put a waiting fact right, refuse it, or withdraw one that stands.

    Raises:
        ConfigErrors: a file of the plan is wrong; nothing was written.
    """
    with turns[visit.id]:
        before = standing(visit, order.name)
        try:
            done = settle_fact(visit.console.house, order)
        except Refused as refused:
            return Done(told=str(refused), conflict=refused.cause in _STANDS_SO)
        changes = counted(visit)
    what = "fact_withdrawn" if order.withdraw else "fact_refused" if order.refuse else "fact_settled"
    return Done(line=note(visit, what, order.name, before, _settled(visit, done, changes) | {"reason": order.reason}))


def _settled(visit: Visit, done: Settled, changes: list[str]) -> dict[str, Any]:
    told = {"outcome": done.outcome, "remembered": done.remembered, "also": list(done.also), "points": changes}
    return standing(visit, done.name) | told | {"why": done.why if done.outcome == "waits" else ""}


def counted(visit: Visit) -> list[str]:
    """Count what a change made of the points; whose are others now, in the office's words."""
    try:
        changes: tuple[UnitChange, ...] = count_after(visit.console.house, visit.id)
    except ConfigErrors as wrong:  # the change stands; the office hears of the plan by mail
        _log.error("plan_wrong", bureau=visit.id, mistakes=[str(error) for error in wrong.errors])
        return []
    roster = visit.bureau.bureau.roster
    units = {change.unit: roster.by_id(change.unit) for change in changes}
    return [f"{unit.name if unit else name} {signed(change.points)}" for change in changes
            for name, unit in [(change.unit, units[change.unit])]]  # fmt: skip


def standing(visit: Visit, name: str) -> dict[str, Any]:
    """How a fact stands, for the log; of a sealed piece no word."""
    line = line_of(visit, name)
    if line is None:
        return {}
    return {
        "what": say(f"fact_kind_{line.kind}"), "stands": say(f"fact_state_{line.state}"), "number": line.number,
        "title": "" if line.sealed else line.title, "about": line.about,
        "day": line.day.isoformat() if line.day else line.day_text,
    }  # fmt: skip


def note(visit: Visit, what: str, name: str, before: dict[str, Any], after: dict[str, Any]) -> int:
    """A line of the log; its number."""
    house = visit.console.house
    with house.database.writing() as session:
        row = audit.note(
            session, house.clock(), what, visit.actor, bureau=visit.id, about=name, before=before, after=after
        )
        return row.id or 0
