"""名册: units, people, addresses and how they fare. units.csv stays the file of truth: nothing is changed here."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.roster import Show, roster_view
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, Visit

router = APIRouter()


@router.get("/{bureau}/roster")
def show_roster(visit: Annotated[Visit, Depends(Needs(Right.SEE))], show: str = "") -> Response:
    """The roster."""
    wanted = Show(show) if show in set(Show) else Show.ALL
    return page(visit, "roster.j2", shown=roster_view(visit, wanted), shows=Show)
