"""待办: what waits for a person, and decisions about several things at once."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.decide import Outcome, decide_one, must_be_here, note_several, several_told
from pipeline.console.acts.reasons import reason_of
from pipeline.console.look.waiting import Asked, Kind, waiting_list
from pipeline.console.look.waiting_lines import AT_ONCE
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Change, Changes, Needs, Visit
from pipeline.steps.review import Order

router = APIRouter()
MOST = 100  # decisions at once


@router.get("/{bureau}/waiting")
def show_waiting(
    visit: Annotated[Visit, Depends(Needs(Right.SEE))], kind: str = "", unit: str = "", page: str = "", done: str = ""
) -> Response:
    """What waits."""
    return _waiting_page(visit, _asked(kind, unit, page), done=done)


def _asked(kind: str, unit: str, page: str = "") -> Asked:
    return Asked(
        kind=Kind(kind) if kind in set(Kind) else None, unit=unit or None, page=int(page) if _is_number(page) else 1
    )


def _waiting_page(visit: Visit, asked: Asked, *, done: str = "", told: str = "", status: int = 200) -> Response:
    shown = waiting_list(visit.console.house, visit.bureau, visit.words, asked)
    return page(
        visit, "waiting.j2", status=status, shown=shown, kinds=Kind, desk=visit.console.house.settings.desk,
        told=told, done=several_told(visit, int(done)) if _is_number(done) else None, verbs=AT_ONCE,
    )  # fmt: skip


@router.post("/{bureau}/waiting")
def decide_several(change: Annotated[Change, Depends(Changes(Right.DECIDE))]) -> Response:
    """The same decision about everything that was ticked; what cannot be done is told, the rest is done."""
    visit, fields = change.visit, change.fields
    names, verb = fields.all("pick")[:MOST], fields.one("verb")
    reason = reason_of(fields)
    if not names or verb not in AT_ONCE or not reason:
        return _waiting_page(
            visit, _asked(fields.one("kind"), fields.one("unit")), told=say("several_incomplete"), status=422
        )
    must_be_here(visit, names)
    outcomes: list[Outcome] = []
    for name in names:
        order = Order(name=name, verb=verb, reason=reason, by=visit.person.name, seen=fields.one(f"seen.{name}"))
        outcomes.append(decide_one(visit, order))
    line = note_several(visit, verb, reason, outcomes)
    view = {name: fields.one(name) for name in ("kind", "unit") if fields.one(name)}
    return RedirectResponse(f"/{visit.id}/waiting?{urlencode(view | {'done': str(line)})}", 303)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
