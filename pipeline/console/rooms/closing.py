"""结账: what closing a month or a year will do, and doing it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts.closing import close_period
from pipeline.console.look.closing import closing_view
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Change, Changes, Needs, NotThere, Visit
from pipeline.score.numbers import plain
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.plan import has_plan

router = APIRouter()
_CONFLICT, _UNFIT = 409, 422


@router.get("/{bureau}/standings/{period}/close")
def show_closing(visit: Annotated[Visit, Depends(Needs(Right.RECORD))], period: str) -> Response:
    """What closing it will do."""
    return _closing_page(visit, period)


@router.post("/{bureau}/standings/{period}/close")
def close(change: Annotated[Change, Depends(Changes(Right.RECORD))], period: str) -> Response:
    """Close it, or have it approved first; what forbids it is told."""
    visit, fields = change.visit, change.fields
    if not has_plan(visit.console.house, visit.id):
        raise NotThere
    approved = fields.one("how") != "prepare"
    try:
        outcome = close_period(visit, period, seen=fields.one("seen"), approved=approved)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", status=_UNFIT, wrong=wrong.errors)
    if outcome.done:
        return RedirectResponse(f"/{visit.id}/standings/{period}?done={outcome.done}", 303)
    return _closing_page(visit, period, told=outcome.told, status=_CONFLICT if outcome.conflict else _UNFIT)


def _closing_page(visit: Visit, period: str, *, told: str = "", status: int = 200) -> Response:
    if not has_plan(visit.console.house, visit.id):
        raise NotThere
    try:
        shown = closing_view(visit, period)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", status=_UNFIT, wrong=wrong.errors)
    return page(visit, "closing.j2", status=status, shown=shown, told=told, plain=plain)
