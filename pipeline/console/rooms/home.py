"""The front page, and what programs ask: healthz, readyz, metrics."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from pipeline.console.web.pages import page
from pipeline.console.web.visit import Guest, NotThere, address_of, console_of, guest
from pipeline.settings.addresses import is_loopback
from pipeline.steps.health_file import alive
from pipeline.store import users
from pipeline.store.faults import DatabaseFault

router = APIRouter()
Known = Annotated[Guest, Depends(guest)]
_ALIVE = timedelta(minutes=5)


@router.get("/")
def home(guest: Known) -> Response:
    """To what waits at the first bureau the person may see."""
    first = next(iter(guest.bureaus), None)
    if first is None:
        return page(guest, "told.j2", status=403, told="no_bureau", back="")
    return RedirectResponse(f"/{first.bureau.id}/waiting", 303)


@router.get("/healthz")
def healthz() -> Response:
    """Whether the desk answers at all."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Whether the record can be read, and whether the worker is at work; 503 where the record cannot."""
    house = console_of(request).house
    try:
        with house.database.reading() as session:
            users.count(session)
        record = True
    except DatabaseFault:
        record = False
    worker = alive(house.data, house.clock(), _ALIVE)
    return JSONResponse({"record": record, "worker": worker}, 200 if record else 503)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Figures for a monitoring program on this machine; for everyone else there is no such page."""
    if not is_loopback(address_of(request)):
        raise NotThere
    return Response(console_of(request).figures.told(), media_type="text/plain; version=0.0.4; charset=utf-8")
