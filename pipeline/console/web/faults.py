"""What is shown when a page cannot be: not logged in, not there, not allowed, an old form, a fault of ours."""

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pipeline.console.texts import say
from pipeline.console.web.csrf import mark_for
from pipeline.console.web.door import login_page, login_url
from pipeline.console.web.fields import Fields, fields_of
from pipeline.console.web.pages import door_page, page
from pipeline.console.web.visit import Guest, LoginWanted, NotAllowed, NotThere, StaleForm, guest
from pipeline.store.faults import DatabaseFault

_log = structlog.get_logger("desk")


def add_to(app: FastAPI) -> None:
    """Register what answers each."""
    app.add_exception_handler(LoginWanted, _login_wanted)
    app.add_exception_handler(NotThere, _not_there)
    app.add_exception_handler(RequestValidationError, _not_there)  # a number of a path that is none
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _cut_off)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(StaleForm, _stale_form)
    app.add_exception_handler(DatabaseFault, _database)
    app.add_exception_handler(Exception, _fault)


async def _login_wanted(request: Request, _fault: Exception) -> Response:
    """To the login and back; what was typed goes along."""
    if request.method in {"GET", "HEAD"}:
        return Response(status_code=303, headers={"Location": login_url(request)} | _swap(request))
    return login_page(request, goes_on=request.url.path, fields=await fields_of(request), status=401)


def _swap(request: Request) -> dict[str, str]:
    """A part of a page cannot be the login page: the whole page goes there."""
    return {"HX-Redirect": login_url(request)} if "hx-request" in request.headers else {}


def _not_there(request: Request, _fault: Exception) -> Response:
    return _told(request, "not_there", 404)


def _cut_off(_request: Request, _fault: Exception) -> Response:
    """The guard cut a request off that told no size and grew too large; whoever hung up reads no answer."""
    return PlainTextResponse(say("too_large"), 413)


def _not_allowed(request: Request, _fault: Exception) -> Response:
    return _told(request, "not_allowed", 403)


def _http(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    return _told(request, "not_there" if status in {404, 405} else "fault", status)


def _stale_form(request: Request, fault: Exception) -> Response:
    """The form was made for another login: it is shown once more, to be sent on purpose."""
    fields = fault.fields if isinstance(fault, StaleForm) else Fields()
    return again(request, request.url.path, fields, status=403)


def again(request: Request, path: str, fields: Fields, *, status: int = 200, cookie: str = "") -> Response:
    """The page that sends a form once more, with everything that was typed."""
    mark = mark_for(cookie) if cookie else guest(request).csrf
    return door_page(request, "again.j2", status=status, path=path, fields=fields.carried, csrf=mark)


def _database(request: Request, fault: Exception) -> Response:
    _log.error("desk_database_fault", why=str(fault))
    return door_page(request, "told.j2", status=503, told="database", back="")


def _fault(request: Request, fault: Exception) -> Response:
    route = getattr(request.scope.get("route"), "path", "")
    _log.error("page_failed", page=route, fault=type(fault).__name__, exc_info=fault)
    return door_page(request, "told.j2", status=500, told="fault", back="")


def _told(request: Request, told: str, status: int) -> Response:
    """With the usual frame where someone is logged in."""
    try:
        known: Guest | None = guest(request)
    except LoginWanted:
        known = None
    if known is None:
        return door_page(request, "told.j2", status=status, told=told, back="")
    return page(known, "told.j2", status=status, told=told, back="")
