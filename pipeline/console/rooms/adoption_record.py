"""记一次采用: the points appear while it is typed; nothing is written before it is sent."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.adoptions import record
from pipeline.console.look.adoption_done import done_told
from pipeline.console.look.adoption_form import Tried, form_view, tried
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page, part
from pipeline.console.web.visit import Change, Changes, Needs, Visit
from pipeline.settings import ConfigErrors

router = APIRouter()
Recording = Annotated[Change, Depends(Changes(Right.RECORD))]
_ASKED = ("kind", "piece", "outlet", "url", "date")  # that a link may fill in


@router.get("/{bureau}/adoptions/new")
def show_form(request: Request, visit: Annotated[Visit, Depends(Needs(Right.RECORD))], done: str = "") -> Response:
    """The form, with what a link filled in."""
    asked = [(name, request.query_params[name][:200]) for name in _ASKED if name in request.query_params]
    return _form(
        visit,
        Fields(pairs=(*asked, ("announce", "1"))),
        done=done_told(visit, done),
        begun=any(name != "kind" for name, _ in asked),
    )


@router.post("/{bureau}/adoptions/try")
def try_typed(change: Recording) -> Response:
    """What the typed fact would bring; nothing is written."""
    visit, fields = change.visit, change.fields
    if "hx-request" in visit.request.headers:
        shown, told = _tried(visit, fields)
        return part(visit, "adoption_trial.j2", shown=shown, told=told, form=form_view(visit, fields))
    return _form(visit, fields, begun=True)


@router.post("/{bureau}/adoptions")
def record_typed(change: Recording) -> Response:
    """Put it on record; what forbids it is told, with everything that was typed still there."""
    visit, fields = change.visit, change.fields
    try:
        done, _ = record(visit, fields)
    except ConfigErrors:
        return _form(visit, fields, told=say("plan_unreadable"), status=422)
    if not done.line:
        return _form(visit, fields, told=done.told, begun=True, status=422)
    return RedirectResponse(f"/{visit.id}/adoptions/new?kind={form_view(visit, fields).kind}&done={done.line}", 303)


def _tried(visit: Visit, fields: Fields) -> tuple[Tried | None, str]:
    try:
        return tried(visit, fields), ""
    except ConfigErrors:
        return None, say("plan_unreadable")


def _form(
    visit: Visit, fields: Fields, *, done: tuple[str, ...] = (), told: str = "", begun: bool = False, status: int = 200
) -> Response:  # fmt: skip
    shown, wrong = _tried(visit, fields) if begun else (None, "")
    return page(
        visit, "adoption_record.j2", status=status, form=form_view(visit, fields), shown=shown, told=wrong,
        refused=told, done=done,
    )  # fmt: skip
