"""Login, logout, one's own password, and the one-time link of the first admin."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.console.people import people
from pipeline.console.people.logins import Attempt, LoginRefused, log_in, log_out, open_login
from pipeline.console.people.passwords import fits
from pipeline.console.people.people import NewPerson, PeopleRefused
from pipeline.console.people.rights import Role
from pipeline.console.texts import say
from pipeline.console.web import cookies, csrf
from pipeline.console.web.door import METHOD, NEXT, carried_in, login_page, safe_path
from pipeline.console.web.faults import again
from pipeline.console.web.fields import Fields, fields_of
from pipeline.console.web.pages import door_page, page
from pipeline.console.web.visit import Guest, NotThere, address_of, console_of, guest, must_fit
from pipeline.store import users
from pipeline.store.audit import Actor

router = APIRouter()
Typed = Annotated[Fields, Depends(fields_of)]
Known = Annotated[Guest, Depends(guest)]
_SEE_OTHER = 303


@router.get("/login")
def show_login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The login page."""
    return login_page(request, goes_on=next)


@router.post("/login")
def enter(request: Request, fields: Typed) -> Response:
    """Let someone in, and bring them back to where they were."""
    goes_on = safe_path(fields.one(NEXT))
    typed = carried_in(fields) if fields.one(METHOD) == "send" else None
    login = fields.one("login")
    try:
        token = _logged_in(request, fields)
    except LoginRefused as refused:
        told = say(refused.cause, **refused.facts)
        status = 429 if refused.cause == "login_wait" else 403
        return login_page(request, goes_on=goes_on, fields=typed, told=told, login=login, status=status)
    answer = RedirectResponse(goes_on, _SEE_OTHER) if typed is None else again(request, goes_on, typed, cookie=token)
    return _let_in(request, answer, token)


def _logged_in(request: Request, fields: Fields) -> str:
    """The cookie of a new login."""
    if not csrf.fits(request.cookies.get(cookies.DOOR, ""), fields.one(csrf.FIELD)):
        raise LoginRefused("cookie_wanted")
    attempt = Attempt(login=fields.one("login"), password=fields.raw("password"), address=address_of(request))
    return log_in(console_of(request).house, attempt)


def _let_in(request: Request, answer: Response, token: str) -> Response:
    cookies.give(request, answer, cookies.LOGIN, token)
    cookies.take(request, answer, cookies.DOOR)
    return answer


@router.post("/logout")
def leave(request: Request, guest: Known, fields: Typed) -> Response:
    """End the login."""
    must_fit(request, fields)
    log_out(guest.console.house, guest.login, address_of(request))
    answer = RedirectResponse("/login", _SEE_OTHER)
    cookies.take(request, answer, cookies.LOGIN)
    return answer


@router.get("/password")
def show_password(guest: Known) -> Response:
    """Where one changes one's own password."""
    return page(guest, "password.j2", told="", done=False)


@router.post("/password")
def change_password(request: Request, guest: Known, fields: Typed) -> Response:
    """Another password of one's own; every other login of the person ends."""
    must_fit(request, fields)
    try:
        _set_password(guest, fields)
    except PeopleRefused as refused:
        return page(guest, "password.j2", status=422, told=say(refused.cause, **refused.facts), done=False)
    return page(guest, "password.j2", told="", done=True)


def _set_password(guest: Guest, fields: Fields) -> None:
    house, person = guest.console.house, guest.person
    with house.database.reading() as session:
        row = users.by_id(session, person.id)
    if row is None or not fits(fields.raw("now"), row.password):
        raise PeopleRefused("password_wrong")
    _must_agree(fields)
    people.set_password(house, person.login, fields.raw("password"), guest.actor, keep=guest.login.key)


def _must_agree(fields: Fields) -> None:
    if fields.raw("password") != fields.raw("again"):
        raise PeopleRefused("passwords_differ")


@router.get("/first")
def show_first(request: Request, key: str = "") -> Response:
    """Where the first admin gives themselves name and password."""
    return _first_page(request, key)


@router.post("/first")
def add_first(request: Request, fields: Typed) -> Response:
    """Add the first admin, of every bureau."""
    console, key = console_of(request), fields.one("key")
    if not csrf.fits(request.cookies.get(cookies.DOOR, ""), fields.one(csrf.FIELD)):
        return _first_page(request, key, say("cookie_wanted"), 403)
    if not console.first_key_fits(key):
        raise NotThere
    roles = dict.fromkeys(console.house.settings.bureaus, Role.ADMIN)
    new = NewPerson(login=fields.one("login"), name=fields.one("name"), password=fields.raw("password"), roles=roles)
    actor = Actor(login=people.login_key(new.login), name=new.name, address=address_of(request))
    try:
        _must_agree(fields)
        person = people.add(console.house, new, actor, first=True)
    except PeopleRefused as refused:
        return _first_page(request, key, say(refused.cause, **refused.facts), 422)
    token = open_login(console.house, person, actor.address)
    return _let_in(request, RedirectResponse("/", _SEE_OTHER), token)


def _first_page(request: Request, key: str, told: str = "", status: int = 200) -> Response:
    console = console_of(request)
    if not console.first_key_fits(key) or not people.nobody(console.house):
        return door_page(request, "told.j2", status=404, told="first_link_used", back="/login")
    door = cookies.door_of(request)
    shown = door_page(request, "first.j2", status=status, csrf=csrf.mark_for(door), key=key, told=told)
    cookies.give(request, shown, cookies.DOOR, door)
    return shown
