"""A visit: who it is, at which bureau, with which right; whoever lacks it goes no further."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path, Request

from pipeline.console.people.logins import Login, login_of
from pipeline.console.people.people import Person
from pipeline.console.people.rights import Right, Role, may
from pipeline.console.web import csrf
from pipeline.console.web.console import Console
from pipeline.console.web.cookies import LOGIN
from pipeline.console.web.fields import Fields, fields_of
from pipeline.report.words import Words
from pipeline.settings import BureauSettings
from pipeline.store.audit import Actor

Id = Annotated[int, Path(ge=0, lt=2**63)]  # of a row, in a path; anything else is not there


class LoginWanted(Exception):  # noqa: N818 - leads to the login page
    """Nobody is logged in, or no longer."""


class NotThere(Exception):  # noqa: N818 - leads to the page that says so
    """There is no such thing here, or it is another bureau's: both are told alike."""


class NotAllowed(Exception):  # noqa: N818 - leads to the page that says so
    """The person may see the bureau, but not do this."""


class StaleForm(Exception):  # noqa: N818 - leads to the page where it can be sent again
    """A form that was made for another login."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self.fields = fields


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Someone who is logged in, at no bureau in particular."""

    console: Console = field(repr=False)
    request: Request = field(repr=False)
    login: Login
    csrf: str = field(repr=False)

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.login.person

    @property
    def actor(self) -> Actor:
        """Who it is, for the log."""
        return Actor(login=self.person.login, name=self.person.name, address=address_of(self.request))

    @property
    def bureaus(self) -> list[BureauSettings]:
        """The bureaus the person may see."""
        return [b for name, b in self.console.house.settings.bureaus.items() if name in self.person.roles]


@dataclass(frozen=True, kw_only=True)
class Visit(Guest):
    """Someone at a bureau they may see."""

    bureau: BureauSettings

    @property
    def id(self) -> str:
        """The bureau's."""
        return self.bureau.bureau.id

    @property
    def role(self) -> Role | None:
        """What the person is here."""
        return self.person.roles.get(self.id)

    @property
    def words(self) -> Words:
        """The bureau's words."""
        return self.console.words[self.id]

    def may(self, right: Right) -> bool:
        """Whether the person may do that here."""
        return may(self.role, right)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Someone who sends a form that was made for them."""

    visit: Visit
    fields: Fields


def console_of(request: Request) -> Console:
    """The desk."""
    console = request.app.state.console
    assert isinstance(console, Console)
    return console


def address_of(request: Request) -> str:
    """Where the browser is."""
    return request.client.host if request.client else ""


def guest(request: Request) -> Guest:
    """Whoever is logged in.

    Raises:
        LoginWanted: nobody is.
    """
    console, token = console_of(request), request.cookies.get(LOGIN)
    login = login_of(console.house, token)
    if login is None or token is None:
        raise LoginWanted
    return Guest(console=console, request=request, login=login, csrf=csrf.mark_for(token))


def must_fit(request: Request, fields: Fields) -> None:
    """A form must have been made for this very login.

    Raises:
        StaleForm: it was not.
    """
    if not csrf.fits(request.cookies.get(LOGIN, ""), fields.one(csrf.FIELD)):
        raise StaleForm(fields)


@dataclass(frozen=True)
class Needs:
    """Asks for a right at the bureau of the path; a page's route depends on it."""

    right: Right

    def __call__(self, request: Request, bureau: str, guest: Annotated[Guest, Depends(guest)]) -> Visit:
        """The visit.

        Raises:
            NotThere: there is no such bureau, or the person has no part in it.
            NotAllowed: the person may not do this there.
        """
        settings = guest.console.bureau(bureau)
        role = guest.person.roles.get(bureau)
        if settings is None or role is None:
            raise NotThere
        if not may(role, self.right):
            raise NotAllowed
        return Visit(console=guest.console, request=request, login=guest.login, csrf=guest.csrf, bureau=settings)


@dataclass(frozen=True)
class Changes:
    """The same for a route that changes something: the form must be our own."""

    right: Right

    def __call__(
        self,
        request: Request,
        bureau: str,
        guest: Annotated[Guest, Depends(guest)],
        fields: Annotated[Fields, Depends(fields_of)],
    ) -> Change:
        """The visit with its form.

        Raises:
            StaleForm: the form was made for another login.
        """
        visit = Needs(self.right)(request, bureau, guest)
        must_fit(request, fields)
        return Change(visit=visit, fields=fields)
