"""通报: who stands where in a period, and what lies behind every number."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.documents_of_period import DOCUMENTS, document_of
from pipeline.console.look.file_names import disposition
from pipeline.console.look.standings import issue_title, standings_view
from pipeline.console.look.standings_unit import KINDS, PAGE, Asked, unit_view
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, NotThere, Visit
from pipeline.report.formats import percent
from pipeline.score.numbers import plain
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.plan import has_plan

router = APIRouter()
Looking = Annotated[Visit, Depends(Needs(Right.SEE))]
_MOST_PAGES = 100_000


@router.get("/{bureau}/standings")
def show_newest(visit: Looking, period: str = "", current: str = "") -> Response:
    """The standings of the period that was chosen, else of the newest month in which something is."""
    return standings_page(visit, period, current=bool(current))


@router.get("/{bureau}/standings/{period}")
def show_standings(visit: Looking, period: str, current: str = "", done: str = "") -> Response:
    """The standings of a period."""
    return standings_page(visit, period, current=bool(current), done=done)


def standings_page(visit: Visit, period: str, *, current: bool = False, done: str = "") -> Response:
    """The page of a period; where the plan cannot be read, what is wrong in it."""
    if not has_plan(visit.console.house, visit.id):
        return page(visit, "standings_none.j2", wrong=())
    try:
        shown = standings_view(visit, period, current=current)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", wrong=wrong.errors)
    return page(
        visit, "standings.j2", shown=shown, plain=plain, percent=percent, issue_title=issue_title,
        done=done if done in {"closed", "prepared", "twice"} else "",
    )  # fmt: skip


@router.get("/{bureau}/standings/{period}/units/{unit}")
def show_unit(
    visit: Looking, period: str, unit: str, of: str = "points", level: str = "", page: str = "", current: str = ""
) -> Response:
    """What lies behind a unit's numbers."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    asked = Asked(
        of=of if of in KINDS else "points", level=level, page=min(max(1, number), _MOST_PAGES), current=bool(current)
    )
    return _unit_page(visit, period, unit, asked)


def _unit_page(visit: Visit, period: str, unit: str, asked: Asked) -> Response:
    if not has_plan(visit.console.house, visit.id):
        raise NotThere
    try:
        shown = unit_view(visit, period, unit, asked)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", wrong=wrong.errors)
    return page(visit, "standings_unit.j2", shown=shown, kinds=KINDS, plain=plain, percent=percent, size=PAGE)


@router.get("/{bureau}/standings/{period}/documents/{document}")
def save_document(visit: Looking, period: str, document: str) -> Response:
    """A document of the period: as it was issued, else as it would be made now, marked as a preview by its name."""
    if document not in DOCUMENTS or not has_plan(visit.console.house, visit.id):
        raise NotThere
    try:
        made = document_of(visit, period, document)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", status=422, wrong=wrong.errors)
    headers = {"Content-Disposition": disposition(made.name), "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(made.content, media_type=made.media_type, headers=headers)
