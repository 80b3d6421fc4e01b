"""采用: what is on record, newest first."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.adoptions import STATES, Asked, adoption_list
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, Visit

router = APIRouter()
_MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])", re.ASCII)


@router.get("/{bureau}/adoptions")
def show_adoptions(
    visit: Annotated[Visit, Depends(Needs(Right.SEE))], state: str = "", unit: str = "", month: str = "",
    page: str = "", done: str = "",
) -> Response:  # fmt: skip
    """The facts of the bureau as far as they are asked for."""
    asked = Asked(
        state=state if state in STATES else "", unit=unit, month=month if _MONTH.fullmatch(month) else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
    )  # fmt: skip
    return adoptions_page(visit, asked, done=done)


def adoptions_page(visit: Visit, asked: Asked, *, done: str = "") -> Response:
    """The page of the list."""
    return page(visit, "adoptions.j2", shown=adoption_list(visit, asked), done=done)
