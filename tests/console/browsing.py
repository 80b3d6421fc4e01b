"""A browser at the desk: it logs in, looks at pages, sends the forms that stand in them."""

import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from html.parser import HTMLParser

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from pipeline.console.app import create_app
from pipeline.console.people.logins import open_login
from pipeline.console.people.passwords import hashed
from pipeline.console.people.people import Person
from pipeline.console.people.rights import Role
from pipeline.console.web.console import Console, new_key, open_console
from pipeline.ingest.readers import Readers
from pipeline.steps.house import House
from pipeline.store import users
from pipeline.store.tables import UserRow

PASSWORD = "correct horse 7"


@dataclass
class Browser:
    """Someone's browser; it follows no redirect by itself."""

    client: TestClient
    page: Response = field(init=False)

    def get(self, path: str, **headers: str) -> Response:
        """Look at a page."""
        self.page = self.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        return self.page

    def send(self, path: str, typed: dict[str, str | list[str]], **headers: str) -> Response:
        """Send exactly these fields."""
        names = {k.replace("_", "-"): v for k, v in headers.items()}
        self.page = self.client.post(path, data=typed, headers=names)
        return self.page

    def submit(self, path: str, typed: dict[str, str | list[str]] | None = None) -> Response:
        """Send the form of the page at hand that goes to this path, with what is typed into it."""
        form = next(form for form in forms_in(self.page.text) if form.path == path)
        return self.send(path, form.fields | (typed or {}))

    def log_in(self, login: str = "li", password: str = PASSWORD) -> Response:
        """Go through the door."""
        if "password" not in getattr(getattr(self, "page", None), "text", ""):
            self.get("/login")
        return self.submit("/login", {"login": login, "password": password})

    def follow(self) -> Response:
        """Go where the answer leads."""
        assert self.page.status_code == 303, self.page.text
        return self.get(self.page.headers["location"])


@dataclass
class Desk:
    """A desk and those who come to it."""

    app: FastAPI
    console: Console

    @property
    def house(self) -> House:
        """Its house."""
        return self.console.house

    def person(self, login: str = "li", roles: dict[str, Role] | None = None, *, name: str = "李主任") -> Person:
        """Someone who may log in."""
        given = roles or {"yuhua": Role.OFFICE}
        with self.house.database.writing() as session:
            row = UserRow(login=login, name=name, password=_kept(), created_at=self.house.clock())
            session.add(row)
            session.flush()
            users.set_roles(session, row, {bureau: role.value for bureau, role in given.items()})
            return Person(id=row.id or 0, login=login, name=name, roles=given)

    def browser(self, *, https: bool = False, address: str = "testclient") -> Browser:
        """A fresh browser, at that address."""
        base = f"http{'s' if https else ''}://desk.test"
        client = TestClient(
            self.app, base, follow_redirects=False, raise_server_exceptions=False, client=(address, 50000)
        )
        return Browser(client)

    def someone(self, role: Role = Role.OFFICE, bureau: str = "yuhua", login: str = "li") -> Browser:
        """The browser of someone who has logged in."""
        person, browser = self.person(login, {bureau: role}), self.browser()
        browser.client.cookies.set("baosong", open_login(self.house, person, "testclient"))
        return browser


@cache
def _kept() -> str:
    """What is kept of the password; made once, since it is meant to take long."""
    return hashed(PASSWORD)


def open_desk_of(house: House, readers: Readers) -> Desk:
    """A desk over a house."""
    console = open_console(house, readers, new_key())
    return Desk(app=create_app(console), console=console)


@dataclass
class Form:
    """A form as it stands in a page."""

    path: str
    fields: dict[str, str | list[str]]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(told.get("action", ""), {}))
        elif tag == "input" and self.found and "name" in told:
            if told.get("type") not in {"checkbox", "radio"} or "checked" in told:
                self.found[-1].fields[told["name"]] = told.get("value", "")
        elif tag == "textarea" and self.found:
            self._area = told.get("name", "")
            self.found[-1].fields[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[-1].fields[self._area] = str(self.found[-1].fields[self._area]) + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def forms_in(html: str) -> list[Form]:
    """Every form of a page with its fields as they stand."""
    parser = _Forms()
    parser.feed(html)
    return parser.found


def words_of(html: str) -> str:
    """What a page says, without its marks."""
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<head>.*?</head>", "", html, flags=re.DOTALL)))
