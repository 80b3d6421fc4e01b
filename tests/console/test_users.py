"""谁可以登录: an admin adds, changes and removes people of their own bureau; nobody locks everyone out."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from acts.office import TurnableClock
from console.browsing import PASSWORD, Browser, Desk, forms_in, open_desk_of
from sqlmodel import select

from pipeline.console.people import links, people
from pipeline.console.people.people import PeopleRefused
from pipeline.console.people.rights import Role
from pipeline.console.web.csrf import mark_for
from pipeline.ingest.readers import Readers
from pipeline.steps.house import House
from pipeline.store.audit import Actor
from pipeline.store.tables import AuditRow

PATH = "/yuhua/people"


@pytest.fixture
def admin(desk: Desk) -> Browser:
    """An admin of the bureau, the only one."""
    return desk.someone(Role.ADMIN, login="zhang")


def act(browser: Browser, path: str, **typed: str) -> int:
    """Send a form of the page."""
    mark = mark_for(browser.client.cookies["baosong"])
    return browser.send(f"{PATH}{path}", {"csrf": mark, **typed}).status_code


def roles_of(desk: Desk) -> dict[str, dict[str, Role]]:
    """Everyone who may log in."""
    return {person.login: person.roles for person in people.listed(desk.house)}


def link_in(browser: Browser) -> str:
    """The path of the link on the page."""
    found = re.search(r"http://desk\.test(/join\?[^<\s]+)", browser.page.text)
    assert found
    return unescape(found[1])


def test_someone_added_with_a_password_can_log_in(desk: Desk, admin: Browser) -> None:
    admin.get(PATH)
    typed: dict[str, str | list[str]] = {"name": "王芳", "login": "wang", "role": "office", "password": PASSWORD}
    assert admin.submit(PATH, typed).status_code == 303
    assert "已添加" in admin.follow().text
    assert "王芳" in admin.page.text
    assert desk.browser().log_in("wang").status_code == 303
    with desk.house.database.reading() as session:
        (row,) = session.exec(select(AuditRow).where(AuditRow.what == "user_added"))
    assert (row.login, row.about, PASSWORD in str(row)) == ("zhang", "wang", False)


def test_someone_added_without_one_chooses_it_by_a_link_that_works_once(desk: Desk, admin: Browser) -> None:
    assert act(admin, "", name="王芳", login="wang", role="reviewer") == 200
    link, theirs = link_in(admin), desk.browser()
    assert "王芳" in theirs.get(link).text
    assert theirs.submit("/join", {"password": "abc", "again": "abc"}).status_code == 422
    assert theirs.submit("/join", {"password": PASSWORD, "again": PASSWORD + "x"}).status_code == 422
    stale = forms_in(theirs.page.text)[0].fields | {"password": "another horse 8", "again": "another horse 8"}
    assert theirs.submit("/join", {"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert theirs.get("/yuhua/waiting").status_code == 200
    late = desk.browser()
    assert late.get(link).status_code == 404
    assert "已经失效" in late.page.text
    late.get("/login")
    late.client.cookies.set("baosong_door", theirs.client.cookies.get("baosong_door") or "x")
    assert late.send("/join", stale).status_code in {403, 404}
    assert desk.browser().log_in("wang", PASSWORD).status_code == 303


def test_a_link_bears_the_desks_own_address_whatever_the_browser_says(house: House, no_readers: Readers) -> None:
    own = replace(house.settings, desk=replace(house.settings.desk, address="https://desk.example/"))
    admin = open_desk_of(replace(house, settings=own), no_readers).someone(Role.ADMIN, login="zhang")
    assert act(admin, "", name="王芳", login="wang", role="reviewer") == 200
    assert "https://desk.example/join?" in admin.page.text
    assert "http://desk.test/join" not in admin.page.text


def test_of_two_who_use_a_link_at_once_the_first_chooses_the_password(desk: Desk, admin: Browser) -> None:
    act(admin, "", name="王芳", login="wang", role="reviewer")
    link, house = dict(parse_qsl(urlsplit(link_in(admin)).query)), desk.house
    told = (link["login"], link["until"], link["key"])

    def choose(password: str) -> str:
        try:
            links.use(house, told, password, Actor(login="wang"))
        except PeopleRefused as refused:
            return refused.cause
        return password

    with ThreadPoolExecutor(2) as both:
        chosen, late = sorted(both.map(choose, ["first password 1", "other password 2"]), key=lambda one: "_" in one)
    assert late == "link_used"
    assert desk.browser().log_in("wang", chosen).status_code == 303


def test_a_link_ends_by_time_and_cannot_be_made_up(desk: Desk, admin: Browser, clock: TurnableClock) -> None:
    act(admin, "", name="王芳", login="wang", role="viewer")
    link, browser = link_in(admin), desk.browser()
    until = re.search(r"until=(\d+)", link)
    assert until
    for wrong in (
        link[:-1] + "g",
        link.replace(until[1], str(int(until[1]) + 9)),
        link.replace("wang", "zhang"),
        "/join",
    ):
        assert browser.get(wrong).status_code == 404
    clock.forward(hours=73)
    assert browser.get(link).status_code == 404


def test_a_reset_ends_the_old_password_and_every_login(desk: Desk, admin: Browser) -> None:
    theirs = desk.someone(Role.OFFICE, login="wang")
    assert act(admin, "/password", login="wang") == 200
    first = link_in(admin)
    assert theirs.get("/yuhua/waiting").status_code == 303
    assert desk.browser().log_in("wang").status_code == 403
    assert act(admin, "/password", login="wang") == 200
    assert desk.browser().get(first).status_code == 404
    assert desk.browser().get(link_in(admin)).status_code == 200


def test_a_role_is_changed_unless_it_was_changed_meanwhile(desk: Desk, admin: Browser) -> None:
    desk.person("wang", {"yuhua": Role.OFFICE, "jinjiang": Role.VIEWER})
    assert act(admin, "/role", login="wang", role="leader", seen="office") == 303
    assert roles_of(desk)["wang"] == {"yuhua": Role.LEADER, "jinjiang": Role.VIEWER}
    assert act(admin, "/role", login="wang", role="admin", seen="office") == 409
    assert act(admin, "/role", login="wang", role="emperor", seen="leader") == 422
    assert roles_of(desk)["wang"]["yuhua"] is Role.LEADER


def test_nobody_removes_the_last_admin_nor_themselves(desk: Desk, admin: Browser) -> None:
    assert act(admin, "/remove", login="zhang") == 422
    assert act(admin, "/role", login="zhang", role="viewer", seen="admin") == 422
    assert "最后一位管理员" in admin.page.text
    assert act(admin, "/password", login="zhang") == 422
    desk.person("wang", {"yuhua": Role.ADMIN})
    assert act(admin, "/remove", login="wang") == 303
    assert roles_of(desk) == {"zhang": {"yuhua": Role.ADMIN}}


def test_who_belongs_to_other_peoples_bureaus_leaves_this_one_only(desk: Desk, admin: Browser) -> None:
    desk.person("wang", {"yuhua": Role.OFFICE, "jinjiang": Role.ADMIN})
    assert act(admin, "/password", login="wang") == 422
    assert desk.browser().log_in("wang").status_code == 303
    assert act(admin, "/remove", login="wang") == 303
    assert roles_of(desk)["wang"] == {"jinjiang": Role.ADMIN}
    assert act(admin, "/role", login="wang", role="viewer", seen="admin") == 404


def test_what_will_not_do_is_told_with_what_was_typed_still_there(desk: Desk, admin: Browser) -> None:
    for typed in ({"login": "a"}, {"login": "zhang"}, {"name": ""}, {"role": "x"}, {"password": "123"}):
        given = {"name": "王芳", "login": "wang", "role": "office", "password": PASSWORD} | typed
        assert act(admin, "", **given) == 422, typed
        assert f'value="{given["name"]}"' in admin.page.text
        assert PASSWORD not in admin.page.text
    assert set(roles_of(desk)) == {"zhang"}


def test_only_an_admin_gets_there(desk: Desk) -> None:
    assert desk.someone(Role.LEADER).get(PATH).status_code == 403
    assert desk.someone(Role.ADMIN, "jinjiang", "wu").get(PATH).status_code == 404
