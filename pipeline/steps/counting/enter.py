"""What only the office knows: calls for pieces and their answers, who is named in the bulletin, the bureau's figures.

A call is a fact that the plan counts (S9); names (YN5) and figures (JG) stand in the bulletin of their month.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from pipeline.domain.facts import Answered, Call
from pipeline.score.facts_json import fact_from_json, fact_to_json
from pipeline.steps.counting.hands import Refused, must_be_one_of, must_have_come, plan_wanted, unit_called
from pipeline.steps.counting.take import KNOWN, WAITS, Offered, Source, take
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import events, facts
from pipeline.store.tables import FactRow


@dataclass(frozen=True, kw_only=True)
class CallOrder:
    """A call 约稿 that went out."""

    bureau: str
    id: str
    title: str
    kind: str  # general, comprehensive
    units: tuple[str, ...]  # id, name or alias
    issued: date
    by: str
    quantity: int = 1
    persons: tuple[str, ...] = ()  # who is responsible, in the order of the units


@dataclass(frozen=True, kw_only=True)
class AnswerOrder:
    """What a unit delivered for a call."""

    bureau: str
    id: str
    unit: str
    day: date
    by: str
    pieces: int = 1


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What was put on record."""

    bureau: str
    fact: str  # F17
    kind: str  # call, named, figure
    again: bool  # it stood so already


def enter_call(house: House, order: CallOrder) -> Entered:
    """Put a call on record; entered again, its particulars are those said last.

    Raises:
        Refused: no name, no unit, an unknown one, a kind the plan does not know, or a day that has not come.
        ConfigErrors: a file of the plan is wrong.
    """
    _must_be(order.by, order.id, *(order.units or ("",)))
    must_have_come(house, order.issued)
    bureau = house.bureau(order.bureau).bureau
    units = tuple(unit_called(bureau, text).id for text in order.units)
    call = Call(id=order.id.strip(), kind=order.kind, units=units, issued=order.issued, quantity=order.quantity)
    told = {"title": order.title, "persons": dict(zip(units, order.persons, strict=False))}
    return _call(house, order.bureau, order.by, call, told)


def answer_call(house: House, order: AnswerOrder) -> Entered:
    """Put on record what a unit delivered for a call.

    Raises:
        Refused: there is no such call, it did not go to that unit, or the day is before it or has not come.
        ConfigErrors: a file of the plan is wrong.
    """
    _must_be(order.by, order.id)
    must_have_come(house, order.day)
    unit = unit_called(house.bureau(order.bureau).bureau, order.unit).id
    with house.database.reading() as session:
        row = facts.of_key(session, order.bureau, f"call:{order.id.strip()}")
    call = fact_from_json("call", row.fact) if row is not None and row.fact else None
    if row is None or not isinstance(call, Call):
        raise Refused("unknown_call", call=order.id)
    if unit not in call.units:
        raise Refused("not_called", call=order.id, unit=order.unit)
    if order.day < call.issued:
        raise Refused("before_call", day=order.day, issued=call.issued)
    answered = Answered(unit=unit, date=order.day, pieces=order.pieces)
    others = tuple(a for a in call.answered if a != answered)
    told: dict[str, Any] = {key: row.told[key] for key in _OF_CALL if key in row.told}
    return _call(house, order.bureau, order.by, replace(call, answered=(*others, answered)), told)


def _call(house: House, bureau: str, by: str, call: Call, told: dict[str, Any]) -> Entered:
    plan = plan_wanted(house, bureau)
    with house.database.writing() as session:
        pen = open_desk(house, bureau).pen(session)
        call = _with_answers(call, facts.of_key(session, bureau, f"call:{call.id}"))
        name = f"call:{_mark(fact_to_json(call) | told)}"
        offered = Offered(kind="call", name=name, place=call.id, told=told, fact=call)
        taken = take(pen, plan, offered, Source(kind="register", by=by))
        if taken.outcome == WAITS:  # nobody is to settle what the office has only mistyped
            raise Refused("call_refused", why=taken.row.why)
        row = facts.of_key(session, bureau, f"call:{call.id}") or taken.row
        return Entered(bureau=bureau, fact=f"F{row.id}", kind="call", again=taken.outcome == KNOWN)


def _with_answers(call: Call, row: FactRow | None) -> Call:
    """A call that is entered again keeps what the units it still goes to delivered for it."""
    known = fact_from_json("call", row.fact) if row is not None and row.state == facts.STANDING and row.fact else None
    if call.answered or not isinstance(known, Call):
        return call
    return replace(call, answered=tuple(one for one in known.answered if one.unit in call.units))


def enter_note(house: House, bureau: str, kind: str, told: dict[str, str], *, day: date, by: str) -> Entered:
    """Put on record who is named in the bulletin of that day's month, or a figure of the bureau's own goals.

    Args:
        house: the house.
        bureau: its id.
        kind: named or figure.
        told: named: unit, person, what, about, clause; figure: title, value, goal, clause.
        day: which month's bulletin tells it.
        by: who enters it.

    Raises:
        Refused: a name is missing, the unit is unknown, the plans name nobody for such a matter, or the day has not
            come.
    """
    _must_be(by, *(told.get(key, "") for key in _WANTED[kind]))
    must_have_come(house, day)
    desk = open_desk(house, bureau)
    if "what" in told:
        must_be_one_of(told["what"], desk.paper.words.tables.get("named_for", {}).values(), "named")
    if "unit" in told:
        told = told | {"unit": unit_called(house.bureau(bureau).bureau, told["unit"]).id}
    key = f"{kind}:{_mark(told | {'day': day.isoformat()})}"
    with house.database.writing() as session:
        pen = desk.pen(session)
        there = _standing(session, facts.of_key(session, bureau, key))
        row = there or _stand(pen, FactRow(
            bureau=bureau, kind=kind, key=key, state=facts.STANDING, day=day, told=dict(told), source="register",
            by=by, at=pen.now, announced=True,
        ))  # fmt: skip
        return Entered(bureau=bureau, fact=f"F{row.id}", kind=kind, again=there is not None)


_OF_CALL = ("title", "persons")
_WANTED = {"named": ("unit", "what", "about"), "figure": ("title", "value")}


def _standing(session: Session, row: FactRow | None) -> FactRow | None:
    """The row where it stands; one that was taken back leaves its key to what is entered anew."""
    if row is None or row.state == facts.STANDING:
        return row
    row.key = f"{row.key}:{row.id}"
    session.add(row)
    session.flush()
    return None


def _stand(pen: Pen, row: FactRow) -> FactRow:
    pen.session.add(row)
    pen.session.flush()
    events.note(
        pen.session, pen.now, "fact_taken", bureau=row.bureau, by=row.by,
        fact=row.id, kind=row.kind, told=row.told, why="",
    )  # fmt: skip
    return row


def _must_be(*texts: str) -> None:
    if not texts or not all(text.strip() for text in texts):
        raise Refused("entry_wants")


def _mark(told: dict[str, Any]) -> str:
    """The same words make the same mark."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]
