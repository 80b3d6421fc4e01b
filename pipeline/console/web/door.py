"""The door: the login page, and how one comes back from it to where one was."""

from urllib.parse import quote, urlsplit

from fastapi import Request, Response

from pipeline.console.web import cookies
from pipeline.console.web.csrf import mark_for
from pipeline.console.web.fields import UNSENT, Fields
from pipeline.console.web.pages import door_page

HOME = "/"
CARRIED = "carried."  # before the names of fields that go over the login
METHOD, NEXT = "then", "next"


def login_url(request: Request) -> str:
    """The login page that comes back to this one."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/login" if here == HOME else f"/login?{NEXT}={quote(here, safe='/')}"


def safe_path(text: str) -> str:
    """A path of our own desk, the front page for anything else."""
    parts = urlsplit(text)
    ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if ours and not parts.scheme and not parts.netloc and "\\" not in text else HOME


def login_page(
    request: Request, *, goes_on: str, fields: Fields | None = None, told: str = "", login: str = "", status: int = 200
) -> Response:
    """The login page.

    Args:
        request: of one who stands at the door.
        goes_on: the path to come back to.
        fields: what had been typed into a form of that path; None where it was a mere look.
        told: why one was not let in.
        login: the name that was typed.
        status: of the answer.
    """
    door = cookies.door_of(request)
    carried = [(f"{CARRIED}{name}", value) for name, value in fields.carried] if fields is not None else []
    page = door_page(
        request, "login.j2", status=status, csrf=mark_for(door), goes_on=safe_path(goes_on), carried=carried,
        sends=fields is not None, files_lost=bool(fields and fields.one(UNSENT)), told=told, login=login,
    )  # fmt: skip
    cookies.give(request, page, cookies.DOOR, door)
    return page


def carried_in(fields: Fields) -> Fields:
    """The fields that went over the login."""
    return Fields(
        pairs=tuple((key.removeprefix(CARRIED), value) for key, value in fields.pairs if key.startswith(CARRIED))
    )
