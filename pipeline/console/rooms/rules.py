"""规则: the rulebook and the register in readable words; changed files and letters are tried, nothing is written."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.rules import book_view
from pipeline.console.look.rules_outlets import LONGEST, Asked, choices, looked_up, register_view
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, Visit
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.plan import has_plan, plan_of

router = APIRouter()


@router.get("/{bureau}/rules")
def show_rules(
    visit: Annotated[Visit, Depends(Needs(Right.SEE))], q: str = "", mode: str = "", position: str = "",
    content: str = "",
) -> Response:  # fmt: skip
    """The rules, and what an outlet's name or link means by them."""
    house = visit.console.house
    if not has_plan(house, visit.id):
        return page(visit, "standings_none.j2", wrong=())
    try:
        plan = plan_of(house, visit.id)
    except ConfigErrors as wrong:
        return page(visit, "standings_none.j2", wrong=wrong.errors)
    may_be = choices(visit, plan)
    told = {
        field: word if word in dict(may_be.get(field, ())) else ""
        for field, word in (("mode", mode), ("position", position), ("content", content))
    }
    asked = Asked(text=" ".join(q.split())[:LONGEST], **told)
    return page(
        visit, "rules.j2", book=book_view(plan, visit.words), register=register_view(plan), asked=asked,
        choices=may_be, found=looked_up(visit, plan, asked) if asked.text else None,
    )  # fmt: skip
