"""手工登记: points by hand, calls and their answers, names and figures of the bulletin."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.adoption_manual import TAB_OF, enter_by_hand
from pipeline.console.look.adoption_done import done_told
from pipeline.console.look.adoption_manual import TABS, manual_view
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.fields import Fields
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Change, Changes, Needs, Visit
from pipeline.settings import ConfigErrors

router = APIRouter()
_CONFLICT = 409


@router.get("/{bureau}/adoptions/manual")
def show_manual(
    visit: Annotated[Visit, Depends(Needs(Right.SEE))], tab: str = "", done: str = ""
) -> Response:  # fmt: skip
    """One tab of what is entered by hand."""
    return _manual_page(visit, tab, done=done_told(visit, done))


@router.post("/{bureau}/adoptions/manual")
def enter(change: Annotated[Change, Depends(Changes(Right.RECORD))]) -> Response:
    """Enter something, or take it back."""
    visit, fields = change.visit, change.fields
    tab = fields.one("tab") or TAB_OF.get(fields.one("act"), "")
    try:
        done = enter_by_hand(visit, fields)
    except ConfigErrors:
        return _manual_page(visit, tab, typed=fields, told=say("plan_unreadable"), status=422)
    if done.line:
        return RedirectResponse(f"/{visit.id}/adoptions/manual?tab={_known(tab)}&done={done.line}", 303)
    return _manual_page(visit, tab, typed=fields, told=done.told, status=_CONFLICT if done.conflict else 422)


def _known(tab: str) -> str:
    return tab if tab in TABS else TABS[0]


def _manual_page(
    visit: Visit, tab: str, *, typed: Fields | None = None, told: str = "", done: tuple[str, ...] = (),
    status: int = 200,
) -> Response:  # fmt: skip
    return page(
        visit, "adoption_manual.j2", status=status, shown=manual_view(visit, _known(tab)), tabs=TABS,
        typed=typed or Fields(), told=told, done=done,
    )  # fmt: skip
