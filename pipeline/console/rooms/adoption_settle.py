"""One fact: put right, refused, withdrawn."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.adoptions import Done, settle
from pipeline.console.look.adoption_done import done_told
from pipeline.console.look.adoption_fact import fact_view, kind_of_row, order_of, row_of, seen_of
from pipeline.console.look.adoption_manual import TAB_OF_KIND
from pipeline.console.look.adoption_typed import day_in
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page, part
from pipeline.console.web.visit import Change, Changes, Id, Needs, Visit
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.settle import try_settle
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.trying import Trial

router = APIRouter()
Recording = Annotated[Change, Depends(Changes(Right.RECORD))]
_CONFLICT = 409
CONFIRM, REFUSE, WITHDRAW = "confirm", "refuse", "withdraw"


@router.get("/{bureau}/adoptions/facts/{fact}")
def show_fact(visit: Annotated[Visit, Depends(Needs(Right.SEE))], fact: Id, done: str = "") -> Response:
    """Everything about it; what is entered by hand alone stands on a page of its own."""
    tab = TAB_OF_KIND.get(kind_of_row(visit, fact))
    if tab is not None:
        return RedirectResponse(f"/{visit.id}/adoptions/manual?tab={tab}", 303)
    return _fact_page(visit, fact, done=done_told(visit, done))


@router.post("/{bureau}/adoptions/facts/{fact}/try")
def try_one(change: Recording, fact: Id) -> Response:
    """What it would bring, put right so; nothing is written."""
    visit, fields = change.visit, change.fields
    row = row_of(visit, fact)
    trial, told = _tried(order_of(visit, row, fields), visit) if not _bad_day(fields) else (None, _bad_day(fields))
    if "hx-request" in visit.request.headers:
        return part(visit, "adoption_settle_trial.j2", trial=trial, told=told)
    return _fact_page(visit, fact, typed=fields, trial=trial, tried=told)


def _tried(order: SettleOrder, visit: Visit) -> tuple[Trial | None, str]:
    try:
        return try_settle(visit.console.house, order), ""
    except Refused as refused:
        return None, str(refused)
    except ConfigErrors:
        return None, say("plan_unreadable")


@router.post("/{bureau}/adoptions/facts/{fact}")
def settle_one(change: Recording, fact: Id) -> Response:
    """Carry out what the office says of it."""
    visit, fields = change.visit, change.fields
    row = row_of(visit, fact)
    done = _carried_out(visit, fields, fact)
    if done.line:
        return RedirectResponse(f"/{visit.id}/adoptions/facts/{row.id}?done={done.line}", 303)
    return _fact_page(visit, fact, typed=fields, told=done.told, status=_CONFLICT if done.conflict else 422)


def _carried_out(visit: Visit, fields: Fields, fact: int) -> Done:
    row, verb, reason = row_of(visit, fact), fields.one("verb"), fields.one("reason")
    if verb not in {CONFIRM, REFUSE, WITHDRAW}:
        return Done(told=say("fact_no_verb"))
    if fields.one("seen") != seen_of(row):
        return Done(told=say("fact_changed"), conflict=True)
    if not reason:
        return Done(told=say("no_reason_and_name"))
    if verb == CONFIRM and _bad_day(fields):
        return Done(told=_bad_day(fields))
    order = order_of(visit, row, fields) if verb == CONFIRM else SettleOrder(
        bureau=visit.id, name=f"F{row.id}", reason=reason, by=visit.person.name, refuse=verb == REFUSE,
        withdraw=verb == WITHDRAW,
    )  # fmt: skip
    try:
        return settle(visit, order)
    except ConfigErrors:
        return Done(told=say("plan_unreadable"))


def _bad_day(fields: Fields) -> str:
    text = fields.one("date")
    return say("fact_bad_day", text=text[:20]) if text and day_in(text) is None else ""


def _fact_page(
    visit: Visit, fact: int, *, typed: Fields | None = None, told: str = "", done: tuple[str, ...] = (),
    trial: Trial | None = None, tried: str = "", status: int = 200,
) -> Response:  # fmt: skip
    return page(
        visit, "adoption_fact.j2", status=status, shown=fact_view(visit, fact), typed=typed, refused=told, done=done,
        trial=trial, told=tried, desk=visit.console.house.settings.desk,
    )  # fmt: skip
