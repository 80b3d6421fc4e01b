"""认定载体: what the register does not know, settled once for all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.adoption_outlets import settle_outlet
from pipeline.console.look.adoption_done import done_told
from pipeline.console.look.adoption_outlets import outlets_view
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Change, Changes, Needs, Visit
from pipeline.settings import ConfigErrors

router = APIRouter()
_CONFLICT = 409


@router.get("/{bureau}/adoptions/outlets")
def show_outlets(visit: Annotated[Visit, Depends(Needs(Right.SEE))], done: str = "") -> Response:
    """Every wording that waits."""
    return _outlets_page(visit, done=done_told(visit, done))


@router.post("/{bureau}/adoptions/outlets")
def settle_one(change: Annotated[Change, Depends(Changes(Right.RECORD))]) -> Response:
    """Settle a wording."""
    visit, fields = change.visit, change.fields
    try:
        done = settle_outlet(visit, fields)
    except ConfigErrors:
        return _outlets_page(visit, typed=fields, told=say("plan_unreadable"), status=422)
    if done.line:
        return RedirectResponse(f"/{visit.id}/adoptions/outlets?done={done.line}", 303)
    return _outlets_page(visit, typed=fields, told=done.told, status=_CONFLICT if done.conflict else 422)


def _outlets_page(
    visit: Visit, *, typed: Fields | None = None, told: str = "", done: tuple[str, ...] = (), status: int = 200
) -> Response:
    return page(
        visit, "adoption_outlets.j2", status=status, shown=outlets_view(visit), typed=typed or Fields(), told=told,
        done=done,
    )  # fmt: skip
