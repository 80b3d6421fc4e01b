"""名册: who may log in at the bureau, and the link by which someone chooses a password."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.console.acts import users
from pipeline.console.people import links, people
from pipeline.console.people.logins import open_login
from pipeline.console.people.people import NewPerson, PeopleRefused
from pipeline.console.people.rights import Right, Role
from pipeline.console.texts import say
from pipeline.console.web import cookies, csrf
from pipeline.console.web.fields import Fields, fields_of
from pipeline.console.web.pages import door_page, page
from pipeline.console.web.visit import Change, Changes, Needs, Visit, address_of, console_of
from pipeline.store.audit import Actor

router = APIRouter()
Asked = Annotated[Change, Depends(Changes(Right.PEOPLE))]
_DONE = ("added", "role", "removed")


@router.get("/{bureau}/people")
def show_people(visit: Annotated[Visit, Depends(Needs(Right.PEOPLE))], done: str = "") -> Response:
    """Everyone who may log in here."""
    return _page(visit, done=done if done in _DONE else "")


def _page(
    visit: Visit, *, done: str = "", told: str = "", typed: Fields | None = None, link: str = "", login: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    base = (visit.console.house.settings.desk.address or str(visit.request.base_url)).rstrip("/")
    return page(
        visit, "users.j2", status=status, listed=users.listed(visit), roles=Role, done=done, told=told,
        typed=typed or Fields(), link=f"{base}{link}" if link else "", login=login,
        shortest=visit.console.house.settings.desk.password_length, hours=int(links.HOLDS.total_seconds() // 3600),
    )  # fmt: skip


def _answered(change: Change, act: Callable[[], tuple[str, str, str]]) -> Response:
    """Done, link and login of an act; a link is shown once, everything else after a redirect."""
    visit = change.visit
    try:
        done, link, login = act()
    except PeopleRefused as refused:
        status = 409 if refused.cause == "role_changed_meanwhile" else 422
        return _page(visit, told=say(refused.cause, **refused.facts), typed=change.fields, status=status)
    if link:
        return _page(visit, done=done, link=link, login=login)
    return RedirectResponse(f"/{visit.id}/people?done={done}", 303)


@router.post("/{bureau}/people")
def add_person(change: Asked) -> Response:
    """Add someone, with a first password or with a link."""
    visit, fields = change.visit, change.fields

    def act() -> tuple[str, str, str]:
        role = users.role_of(fields.one("role"))
        new = NewPerson(
            login=fields.one("login"), name=fields.one("name"), password=fields.raw("password"), roles={visit.id: role}
        )
        return "added", users.add(visit, new), people.login_key(new.login)

    return _answered(change, act)


@router.post("/{bureau}/people/role")
def change_role(change: Asked) -> Response:
    """Make someone something else here."""
    visit, fields = change.visit, change.fields

    def act() -> tuple[str, str, str]:
        one = users.entry(visit, fields.one("login"))
        users.change_role(visit, one, users.role_of(fields.one("role")), fields.one("seen"))
        return "role", "", ""

    return _answered(change, act)


@router.post("/{bureau}/people/password")
def reset_password(change: Asked) -> Response:
    """Take a password away, and show the link to a new one."""
    visit = change.visit

    def act() -> tuple[str, str, str]:
        one = users.entry(visit, change.fields.one("login"))
        return "reset", users.reset_password(visit, one), one.person.login

    return _answered(change, act)


@router.post("/{bureau}/people/remove")
def remove_person(change: Asked) -> Response:
    """Let someone in no more."""
    visit = change.visit

    def act() -> tuple[str, str, str]:
        users.remove(visit, users.entry(visit, change.fields.one("login")))
        return "removed", "", ""

    return _answered(change, act)


@router.get("/join")
def show_join(request: Request, login: str = "", until: str = "", key: str = "") -> Response:
    """Where someone chooses a password by a link."""
    return _join_page(request, (login, until, key))


@router.post("/join")
def join(request: Request, fields: Annotated[Fields, Depends(fields_of)]) -> Response:
    """Take the password, and let them in."""
    link = fields.one("for_login"), fields.one("until"), fields.one("key")
    console = console_of(request)
    if not csrf.fits(request.cookies.get(cookies.DOOR, ""), fields.one(csrf.FIELD)):
        return _join_page(request, link, say("cookie_wanted"), 403)
    person = links.person_of_link(console.house, *link)
    if person is None:
        return _join_page(request, link)
    actor = Actor(login=person.login, name=person.name, address=address_of(request))
    try:
        links.use(console.house, link, _agreed(fields), actor)
    except PeopleRefused as refused:
        return _join_page(request, link, say(refused.cause, **refused.facts), 422)
    token = open_login(console.house, person, actor.address)
    answer = RedirectResponse("/", 303)
    cookies.give(request, answer, cookies.LOGIN, token)
    cookies.take(request, answer, cookies.DOOR)
    return answer


def _agreed(fields: Fields) -> str:
    """The password that was typed twice."""
    if fields.raw("password") != fields.raw("again"):
        raise PeopleRefused("passwords_differ")
    return fields.raw("password")


def _join_page(request: Request, link: tuple[str, str, str], told: str = "", status: int = 200) -> Response:
    house = console_of(request).house
    person = links.person_of_link(house, *link)
    if person is None:
        return door_page(request, "told.j2", status=404, told="link_used", back="/login")
    door = cookies.door_of(request)
    shown = door_page(
        request, "join.j2", status=status, csrf=csrf.mark_for(door), link=link, told=told, name=person.name,
        shortest=house.settings.desk.password_length,
    )  # fmt: skip
    cookies.give(request, shown, cookies.DOOR, door)
    return shown
