"""What the office enters by hand: points, calls, names, figures; through the step, noted with before and after."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pipeline.console.acts.adoptions import Done, counted, note, turns
from pipeline.console.look.adoption_manual import TAB_OF_KIND, seen_now
from pipeline.console.look.adoption_typed import day_in
from pipeline.console.look.standings import title_of
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Visit
from pipeline.steps.counting.adjust import Adjustment, adjust, undo
from pipeline.steps.counting.enter import AnswerOrder, CallOrder, Entered, answer_call, enter_call, enter_note
from pipeline.steps.counting.fact_names import fact_called
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.store import facts

_MOST = 200  # characters of a field
_STANDS_SO = {"entry_undone", "unknown_entry", "not_standing"}
Noted = tuple[str, str, dict[str, Any], dict[str, Any]]  # what, about, before, after
TAB_OF = {
    "adjust": "points", "undo": "points", "call": "calls", "answer": "calls", "named": "named", "figure": "figures",
}  # fmt: skip


class Incomplete(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """Something that was typed is missing or cannot be read; the message says what."""


def enter_by_hand(visit: Visit, fields: Fields) -> Done:
    """Carry out what the form asks for.

    Raises:
        ConfigErrors: a file of the plan is wrong; nothing was written.
    """
    act = _ACTS.get(fields.one("act"))
    if act is None:
        return Done(told=say("fact_no_verb"))
    with turns[visit.id]:
        try:
            what, about, before, after = act(visit, fields)
        except Incomplete as incomplete:
            return Done(told=str(incomplete), conflict=str(incomplete) == say("fact_changed"))
        except Refused as refused:
            return Done(told=str(refused), conflict=refused.cause in _STANDS_SO)
        changes = counted(visit)
    return Done(line=note(visit, what, about, before, after | {"points": changes}))


def _adjust(visit: Visit, fields: Fields) -> Noted:
    with visit.console.house.database.reading() as session:
        if fields.one("seen") != seen_now(session, visit.id):  # sent twice, or somebody else entered some meanwhile
            raise Incomplete(say("fact_changed"))
    told = Adjustment(
        bureau=visit.id, unit=_text(fields, "unit", "hand_unit"), points=_text(fields, "points", "hand_points"),
        reason=_text(fields, "reason", "no_reason_and_name"), by=visit.person.name, day=_day(fields),
        clause=_text(fields, "clause"),
    )  # fmt: skip
    done = adjust(visit.console.house, told)
    booked = title_of(visit, done.booked)
    after = {"unit": done.unit, "given": done.points, "day": done.day.isoformat(), "booked": booked,
             "reason": told.reason, "clause": told.clause, "remark": done.remark}  # fmt: skip
    return "points_adjusted", done.name, {}, after


def _undo(visit: Visit, fields: Fields) -> Noted:
    name, reason = _text(fields, "name"), _text(fields, "reason", "no_reason_and_name")
    if name[:1] == "F":
        _must_be_by_hand(visit, name)
        order = SettleOrder(bureau=visit.id, name=name, reason=reason, by=visit.person.name, withdraw=True)
        settled = settle_fact(visit.console.house, order)
        state = {"stands": say("fact_state_standing")}
        return "note_withdrawn", settled.name, state, {"stands": say("fact_state_withdrawn"), "reason": reason}
    done = undo(visit.console.house, visit.id, name, reason=reason, by=visit.person.name)
    before = {"unit": done.unit, "given": done.points.removeprefix("-") if done.points[0] == "-" else f"-{done.points}"}
    after = {
        "unit": done.unit,
        "given": done.points,
        "booked": title_of(visit, done.booked),
        "reason": reason,
        "remark": done.remark,
    }
    return "points_undone", done.undoes or name, before, after


def _must_be_by_hand(visit: Visit, name: str) -> None:
    """A use, an approval, reads, an activity are taken back on their own pages, by what is seen there."""
    with visit.console.house.database.reading() as session:
        if fact_called(session, visit.id, name).kind not in TAB_OF_KIND:
            raise Refused("unknown_fact", name=name)


def _call(visit: Visit, fields: Fields) -> Noted:
    units = tuple(unit for unit in fields.all("units") if unit)
    if not units:
        raise Incomplete(say("hand_units"))
    order = CallOrder(
        bureau=visit.id, id=_text(fields, "id", "hand_call"), title=_text(fields, "title", "hand_title"),
        kind=fields.one("kind"), units=units, issued=_wanted_day(fields), by=visit.person.name,
        quantity=_whole(fields, "quantity", least=1),
        persons=tuple(fields.one(f"person.{unit}")[:_MOST] for unit in units),
    )  # fmt: skip
    before = _call_told(visit, order.id)
    done = enter_call(visit.console.house, order)
    return "call_entered", done.fact, before, _call_told(visit, order.id) | _again(done)


def _call_told(visit: Visit, name: str) -> dict[str, Any]:
    """A call as it stands, for the log; {} where none does."""
    with visit.console.house.database.reading() as session:
        row = facts.of_key(session, visit.id, f"call:{name}")
    if row is None or row.state != facts.STANDING or not row.fact:
        return {}
    call, roster = row.fact, visit.bureau.bureau.roster
    units = [unit.name if (unit := roster.by_id(name_)) else name_ for name_ in call["units"]]
    return {
        "name": name, "title": row.told.get("title") or "", "units": units, "day": call["issued"],
        "quantity": call.get("quantity", 1),
    }  # fmt: skip


def _answer(visit: Visit, fields: Fields) -> Noted:
    order = AnswerOrder(
        bureau=visit.id, id=_text(fields, "id", "hand_call"), unit=_text(fields, "unit", "hand_unit"),
        day=_wanted_day(fields), by=visit.person.name, pieces=_whole(fields, "pieces", least=0),
    )  # fmt: skip
    done = answer_call(visit.console.house, order)
    after = {"name": order.id, "unit": order.unit, "day": order.day.isoformat(), "pieces": order.pieces}
    return "call_answered", done.fact, {}, after | _again(done)


def _named(visit: Visit, fields: Fields) -> Noted:
    told = {name: _text(fields, name) for name in ("unit", "person", "what", "about", "clause")}
    done = enter_note(visit.console.house, visit.id, "named", told, day=_wanted_day(fields), by=visit.person.name)
    after = {"unit": told["unit"], "what": told["what"], "about": told["about"], "name": told["person"]}
    return "named_entered", done.fact, {}, after | _again(done)


def _figure(visit: Visit, fields: Fields) -> Noted:
    told = {name: _text(fields, name) for name in ("title", "value", "goal", "clause")}
    done = enter_note(visit.console.house, visit.id, "figure", told, day=_wanted_day(fields), by=visit.person.name)
    return "figure_entered", done.fact, {}, {key: told[key] for key in ("title", "value", "goal")} | _again(done)


_ACTS: dict[str, Callable[[Visit, Fields], Noted]] = {
    "adjust": _adjust, "undo": _undo, "call": _call, "answer": _answer, "named": _named, "figure": _figure,
}  # fmt: skip


def _again(done: Entered) -> dict[str, Any]:
    return {"again": True} if done.again else {}


def _text(fields: Fields, name: str, wanted: str = "") -> str:
    text = " ".join(fields.one(name).split())[:_MOST]
    if not text and wanted:
        raise Incomplete(say(wanted))
    return text


def _day(fields: Fields) -> date | None:
    text = fields.one("date")
    day = day_in(text)
    if text and day is None:
        raise Incomplete(say("fact_bad_day", text=text[:20]))
    return day


def _wanted_day(fields: Fields) -> date:
    day = _day(fields)
    if day is None:
        raise Incomplete(say("want_day", what=say("day_entry")))
    return day


def _whole(fields: Fields, name: str, *, least: int) -> int:
    text = fields.one(name)
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) >= least):
        raise Incomplete(say("hand_whole", text=text[:20], least=least))
    return int(text)
