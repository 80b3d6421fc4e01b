"""规则, trying: what a changed rulebook would change, and what is said of a letter; nothing is written or kept."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.trying import MOST, CannotTry, TriedPlan, try_letter, try_plan
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.pages import page
from pipeline.console.web.uploads import Handed, HandsIn
from pipeline.console.web.visit import Needs, NotThere, Visit
from pipeline.score.numbers import plain
from pipeline.settings import ConfigError, ConfigErrors
from pipeline.steps.counting.plan import has_plan
from pipeline.steps.dry_run import Tried

router = APIRouter()
Looking = Annotated[Visit, Depends(Needs(Right.RECORD))]
Handing = Annotated[Handed, Depends(HandsIn(Right.RECORD))]
_UNFIT = 422


@router.get("/{bureau}/rules/what-if")
def show_what_if(visit: Looking) -> Response:
    """Where changed files are handed in."""
    return _plan_page(visit)


@router.post("/{bureau}/rules/what-if")
def try_files(handed: Handing) -> Response:
    """What they would change, or what is wrong in them."""
    if not has_plan(handed.visit.console.house, handed.visit.id):
        raise NotThere
    try:
        return _plan_page(handed.visit, tried=try_plan(handed))
    except CannotTry as why:
        return _plan_page(handed.visit, told=str(why), status=_UNFIT)
    except ConfigErrors as wrong:
        told = say("file_wrong", count=len(wrong.errors))
        return _plan_page(handed.visit, told=told, wrong=wrong.errors, status=_UNFIT)


def _plan_page(
    visit: Visit, *, tried: TriedPlan | None = None, told: str = "", wrong: tuple[ConfigError, ...] = (),
    status: int = 200,
) -> Response:  # fmt: skip
    names = {unit.id: unit.name for unit in visit.bureau.bureau.roster.units}
    return page(
        visit, "trying_plan.j2", status=status, tried=tried, told=told, wrong=wrong, names=names, most=MOST, plain=plain
    )


@router.get("/{bureau}/rules/letter")
def show_letter(visit: Looking) -> Response:
    """Where a letter is handed in or named."""
    return _letter_page(visit)


@router.post("/{bureau}/rules/letter")
def try_a_letter(handed: Handing) -> Response:
    """What parser and checks say of it."""
    number = handed.fields.one("number")
    try:
        return _letter_page(handed.visit, tried=try_letter(handed), number=number)
    except CannotTry as why:
        return _letter_page(handed.visit, told=str(why), number=number, status=_UNFIT)


def _letter_page(
    visit: Visit, *, tried: Tried | None = None, told: str = "", number: str = "", status: int = 200
) -> Response:
    return page(visit, "trying_letter.j2", status=status, tried=tried, told=told, number=number)
