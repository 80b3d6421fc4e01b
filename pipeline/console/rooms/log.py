"""操作记录: who changed what, with before and after."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, Visit
from pipeline.store import audit, pieces

router = APIRouter()
_LINES = 100


@router.get("/{bureau}/log")
def show_log(visit: Annotated[Visit, Depends(Needs(Right.LOOK_BACK))], before: str = "") -> Response:
    """The newest changes at the bureau, and logins and people, which belong to no bureau."""
    older = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    with visit.console.house.database.reading() as session:
        lines = audit.newest(session, (visit.id, ""), before=older, most=_LINES)
        sealed = pieces.sealed_among(session, visit.id, {line.about for line in lines if line.about})
    more = lines[-1].id if len(lines) == _LINES else None
    return page(visit, "log.j2", lines=lines, more=more, sealed=sealed)
