"""The front page, and what programs ask: healthz, readyz."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from pipeline.console.web.pages import page
from pipeline.console.web.visit import Guest, guest

router = APIRouter()
Known = Annotated[Guest, Depends(guest)]


@router.get("/")
def home(guest: Known) -> Response:
    """To what waits at the first bureau the person may see."""
    first = next(iter(guest.bureaus), None)
    if first is None:
        return page(guest, "told.j2", status=403, told="no_bureau", back="")
    return RedirectResponse(f"/{first.bureau.id}/waiting", 303)
