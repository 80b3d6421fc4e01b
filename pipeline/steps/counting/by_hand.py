"""A fact that the office enters itself: a use, an approval, reads, an activity; entered twice it is one fact."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from pipeline.domain.facts import Reads
from pipeline.domain.imported import ImportedReads
from pipeline.domain.timeutil import local
from pipeline.score.facts_json import Fact, fact_to_json, kind_of
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.hands import Refused, plan_wanted
from pipeline.steps.counting.import_offers import days_after_use
from pipeline.steps.counting.same_use import on_record
from pipeline.steps.counting.take import WAITS, Offered, Source, take
from pipeline.steps.counting.texts import say
from pipeline.steps.counting.trial import trouble
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import facts

DESK = "desk"  # where such a fact comes from


@dataclass(frozen=True, kw_only=True)
class HandFact:
    """A fact as the office enters it."""

    bureau: str
    fact: Fact
    by: str
    told: dict[str, Any] = field(default_factory=dict)  # what else was written of it
    announce: bool = True  # False: its unit is not told of the use
    postpone: bool = False  # keep it waiting where the plan cannot count it yet


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What was put on record."""

    fact: str  # F17
    outcome: str  # taken, known (it stood so already), waits
    why: str = ""


def record_fact(house: House, order: HandFact) -> Recorded:
    """Put a fact on record.

    Raises:
        Refused: no name, it lies in the future, contradicts what is on record, or cannot be counted and is not to wait.
        ConfigErrors: a file of the plan is wrong.
    """
    if not order.by.strip():
        raise Refused("entry_wants")
    plan = plan_wanted(house, order.bureau)
    desk = open_desk(house, order.bureau)
    with house.database.writing() as session:
        pen = desk.pen(session)
        there = on_record(session, plan, order.bureau, order.fact)
        old = there if there is not None and there.state == facts.STANDING else None
        taken = take(pen, plan, _offered(session, order), Source(kind=DESK, by=order.by, announce=order.announce))
        if taken.outcome == WAITS and not (order.postpone and old is None and _only_open(pen, plan, order.fact)):
            raise Refused("not_counted", why=taken.row.why)
        row = old or taken.row
        return Recorded(fact=fact_name(row), outcome=taken.outcome, why=row.why if taken.outcome == WAITS else "")


def _only_open(pen: Pen, plan: Scoring, fact: Fact) -> bool:
    """Whether nothing but a question of the plan keeps it from counting."""
    found = trouble(pen.session, plan, pen.bureau.bureau.id, fact, local(pen.now).date())
    return found is not None and bool(found.fact)


def _offered(session: Session, order: HandFact) -> Offered:
    fact, told = order.fact, fact_to_json(order.fact) | order.told
    mark = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]
    name = f"{DESK}:{kind_of(fact)}:{mark}"
    before = facts.of_key(session, order.bureau, f"told:{name}")
    if before is not None and before.state != facts.WAITING:  # refused then, and entered anew now
        name = f"{name}:{before.id}:{before.at.timestamp()}"
    return Offered(kind=kind_of(fact), name=name, place="", told=told, fact=fact, by_office=True)


def reads_told(house: House, bureau: str, told: ImportedReads) -> Reads:
    """Reads of a piece, with the days since its use reckoned from what is on record.

    Raises:
        Refused: the use is not on record, or the day it was counted on does not go with it.
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_wanted(house, bureau)
    number = told.number or ""
    with house.database.reading() as session:
        days, why = days_after_use(session, plan, bureau, told)
    if days is None or why:
        raise Refused("not_counted", why=why or say("not_published", outlet=told.outlet))
    return Reads(submission=number, outlet=told.outlet, count=told.count, days=days)


def activity_id(name: str, day: date) -> str:
    """What an activity without a number of its own is told by: its name and its year."""
    return say("activity_id", name=name, year=day.year)
