"""The office settles a fact: puts a waiting one right or refuses it, withdraws a standing one.

A wording of an outlet can be remembered: then every waiting fact with that wording is tried again.
"""

from typing import Any

from sqlmodel import Session

from pipeline.report.words import Words
from pipeline.score.outlet_names import name_key
from pipeline.score.outlet_settle import SettleError
from pipeline.score.outlet_settle import settle as remember
from pipeline.score.register import Outlet
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.count import today_of
from pipeline.steps.counting.fact_names import fact_called, fact_name
from pipeline.steps.counting.hands import Refused, must_be_one_of, must_be_signed, plan_wanted
from pipeline.steps.counting.plan import OUTLETS, plan_of
from pipeline.steps.counting.put_right import outlet_called, put_right, without_false_link
from pipeline.steps.counting.settle_order import CONTENTS, POSITIONS, Settled, SettleOrder
from pipeline.steps.counting.take import DOUBT, KNOWN, TAKEN, WAITS, take_again
from pipeline.steps.counting.take_back import refuse, withdraw
from pipeline.steps.counting.texts import say
from pipeline.steps.counting.trying import Trial, try_fact
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow


def settle_fact(house: House, order: SettleOrder) -> Settled:
    """Carry out what the office says of a fact, and write it down with name and reason.

    Raises:
        Refused: there is no such fact, it does not wait (or stand), or something is missing.
        ConfigErrors: a file of the plan is wrong.
    """
    desk = open_desk(house, order.bureau)
    _must_fit(order, desk.paper.words)
    plan = plan_wanted(house, order.bureau)
    outlet = _outlet(plan, order)
    with house.database.writing() as session:
        pen = desk.pen(session)
        row = _row(session, order)
        if order.withdraw or order.refuse:
            (withdraw if order.withdraw else refuse)(pen, row, order.by, order.reason)
            return _settled(order, row, row.state)
        outcome = _put_right(pen, plan, row, order, outlet)
        wants = order.remember and outcome != WAITS
        wording = _remember(house, order, outlet) if wants and outlet is not None else ""
        also = _try_again(pen, plan_of(house, order.bureau), wording) if wording else ()
        return _settled(order, row, outcome, wording, also)


def try_settle(house: House, order: SettleOrder) -> Trial:
    """What putting a waiting fact right so would bring; nothing is written, and no reason is asked for.

    Raises:
        Refused: there is no such fact, it does not wait, or something is missing.
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_wanted(house, order.bureau)
    outlet = _outlet(plan, order)
    with house.database.reading() as session:
        row = _row(session, order)
        fact = put_right(row, _changes(order, outlet), fact_name(row))
    return try_fact(house, order.bureau, fact if outlet is None else without_false_link(plan, fact, outlet))


def _outlet(plan: Scoring, order: SettleOrder) -> Outlet | None:
    return outlet_called(plan, order.outlet, position=order.position, mode=order.mode) if order.outlet else None


def _must_fit(order: SettleOrder, words: Words) -> None:
    must_be_signed(order.reason, order.by)
    if (order.refuse or order.withdraw) and (order.changes or order.remember or (order.refuse and order.withdraw)):
        raise Refused("refuse_alone")
    if order.remember and not order.outlet:
        raise Refused("remember_what")
    if not (order.changes or order.refuse or order.withdraw):
        raise Refused("nothing_to_change")
    must_be_one_of(order.mode, words.tables.get("adoption_mode", {}), "mode")
    must_be_one_of(order.position, POSITIONS, "position")
    must_be_one_of(order.content, CONTENTS, "content")


def _row(session: Session, order: SettleOrder) -> FactRow:
    """The fact, in the state that fits the order."""
    row = fact_called(session, order.bureau, order.name)
    if order.withdraw and row.state != facts.STANDING:
        raise Refused("not_standing", name=fact_name(row))
    if not order.withdraw and row.state != facts.WAITING:
        raise Refused("not_waiting", name=fact_name(row))
    if order.number and pieces.by_number(session, order.bureau, order.number.strip()) is None:
        raise Refused("unknown_piece", number=order.number.strip())
    return row


def _remember(house: House, order: SettleOrder, outlet: Outlet) -> str:
    """Write the wording into settled.yaml beside the register, once the fact was put right by it."""
    with house.database.reading() as session:
        row = _row(session, order)
        put_right(row, _changes(order, outlet), fact_name(row))
    wording = str(row.told.get("outlet") or row.told.get("url") or "").strip()
    if not wording:
        raise Refused("no_wording", name=order.name)
    file = house.bureau(order.bureau).folder / OUTLETS
    try:
        remember(file, wording, outlet.id, by=order.by, at=today_of(house), reason=order.reason)
    except SettleError as wrong:
        raise Refused("remember_failed", why=str(wrong)) from wrong
    return wording


def _put_right(pen: Pen, plan: Scoring, row: FactRow, order: SettleOrder, outlet: Outlet | None) -> str:
    fact = put_right(row, _changes(order, outlet), fact_name(row))
    if outlet is not None:
        fact = without_false_link(plan, fact, outlet)
    row.by = order.by
    row.told = {key: value for key, value in row.told.items() if key != DOUBT}  # a person has looked
    return take_again(pen, plan, row, fact, say("by_hand", by=order.by, reason=order.reason))


def _changes(order: SettleOrder, outlet: Outlet | None) -> dict[str, Any]:
    changes = order.changes
    if outlet is not None:
        changes["outlet"] = outlet.name
    if order.number:
        changes["submission"] = order.number.strip().upper()
    return changes


def _try_again(pen: Pen, plan: Scoring, wording: str) -> tuple[str, ...]:
    """Every fact that waits with this wording; one that is in doubt otherwise goes on waiting for a person."""
    rows = (row for row in facts.waiting(pen.session, pen.bureau.bureau.id) if _says(row, wording))
    return tuple(fact_name(row) for row in rows if take_again(pen, plan, row) in {TAKEN, KNOWN})


def _says(row: FactRow, wording: str) -> bool:
    """Whether its outlet was written so."""
    told = (str(row.told.get(key) or "") for key in ("outlet", "url"))
    return any(name_key(text) == name_key(wording) for text in told if text)


def _settled(order: SettleOrder, row: FactRow, outcome: str, wording: str = "", also: tuple[str, ...] = ()) -> Settled:
    return Settled(
        bureau=order.bureau, name=fact_name(row), outcome=outcome, why=row.why, number=row.subject or None,
        remembered=wording, also=also,
    )  # fmt: skip
