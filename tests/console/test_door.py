"""The door of the desk: who gets in, how long, and what becomes of what was typed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from acts.office import TurnableClock
from console.browsing import PASSWORD, Browser, Desk, words_of
from sqlmodel import select

from pipeline.console.people import people
from pipeline.console.people.logins import Attempt, LoginRefused, log_in
from pipeline.console.people.rights import Role
from pipeline.store.tables import AuditRow, UserRow

WAITING = "/yuhua/waiting"


def test_whoever_is_not_logged_in_is_led_to_the_login_and_back(desk: Desk) -> None:
    desk.person()
    browser = desk.browser()
    assert browser.get(f"{WAITING}?kind=held").headers["location"] == "/login?next=/yuhua/waiting%3Fkind%3Dheld"
    browser.follow()
    assert browser.log_in().headers["location"] == f"{WAITING}?kind=held"
    assert browser.follow().status_code == 200


@pytest.mark.parametrize("next_", ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)", "\\/x"])
def test_the_login_leads_to_no_other_site(desk: Desk, next_: str) -> None:
    desk.person()
    browser = desk.browser()
    browser.get(f"/login?next={next_}")
    assert browser.log_in().headers["location"] == "/"


def test_a_wrong_password_is_told_and_the_name_need_not_be_typed_again(desk: Desk) -> None:
    desk.person()
    browser = desk.browser()
    assert browser.log_in("li", "falsch").status_code == 403
    assert 'value="li"' in browser.page.text
    assert "falsch" not in browser.page.text
    assert browser.get(WAITING).status_code == 303


def test_too_many_wrong_passwords_are_told(desk: Desk) -> None:
    desk.person()
    browser = desk.browser()
    for _ in range(desk.house.settings.desk.login_tries):
        browser.log_in("li", "falsch")
    assert browser.log_in().status_code == 429
    assert "请过 15 分钟再试" in words_of(browser.page.text)


def test_many_tries_at_once_are_no_more_than_one_after_the_other(desk: Desk) -> None:
    desk.person()

    def tried(password: str) -> str:
        try:
            return log_in(desk.house, Attempt(login="li", password=password, address="testclient"))
        except LoginRefused as refused:
            return refused.cause

    with ThreadPoolExecutor(8) as crowd:
        causes = list(crowd.map(tried, [f"falsch {number}" for number in range(8)]))
    assert causes.count("login_wrong") == desk.house.settings.desk.login_tries
    assert causes.count("login_wait") == 8 - desk.house.settings.desk.login_tries


def test_the_cookies_are_no_scripts_and_no_other_sites_business(desk: Desk) -> None:
    desk.person()
    for https in (False, True):
        browser = desk.browser(https=https)
        browser.log_in()
        for cookie in browser.page.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert "samesite=strict" in cookie.lower()
            assert ("Secure" in cookie) is https


def test_a_login_form_of_another_browser_lets_nobody_in(desk: Desk) -> None:
    desk.person()
    mine, other = desk.browser(), desk.browser()
    other.get("/login")
    mine.get("/login")
    mine.page = other.page
    assert mine.log_in().status_code == 403
    assert mine.get(WAITING).status_code == 303


def test_a_form_typed_before_the_login_ended_is_not_lost(desk: Desk, clock: TurnableClock) -> None:
    browser = desk.someone()
    browser.get(WAITING)
    token = desk.browser()
    clock.forward(minutes=desk.house.settings.desk.idle_minutes + 1)
    typed = {"csrf": "old", "pick": ["YH-2020-00001", "L2"], "verb": "return", "reason": '请补"原图"<b>&'}
    assert browser.send(WAITING, typed).status_code == 401
    assert "您刚才填写的内容都还在" in browser.page.text
    assert browser.log_in().status_code == 200
    assert "请再确认一次" in browser.page.text
    assert "退回补正" in words_of(browser.page.text)
    assert browser.page.text.count('value="L2"') == 1
    assert browser.submit(WAITING, {"pick": ["YH-2020-00001", "L2"]}).status_code == 404, "there are no such pieces"
    assert token.get(WAITING).status_code == 303


def test_neither_password_nor_mark_is_carried_over_the_login(desk: Desk) -> None:
    desk.person()
    browser = desk.browser()
    browser.send("/password", {"csrf": "mark", "now": "geheim-alt", "password": "geheim-neu", "again": "geheim-neu"})
    assert browser.page.status_code == 401
    assert "geheim" not in browser.page.text
    assert "carried.csrf" not in browser.page.text


@pytest.mark.parametrize("mark", ["", "0" * 64, "é"])
def test_a_form_without_our_mark_changes_nothing(desk: Desk, mark: str) -> None:
    browser = desk.someone()
    typed = {"csrf": mark, "now": PASSWORD, "password": "another horse 8", "again": "another horse 8"}
    assert browser.send("/password", typed).status_code == 403
    assert desk.browser().log_in("li", "another horse 8").status_code == 403


@pytest.mark.parametrize("headers", [{"sec_fetch_site": "cross-site"}, {"origin": "https://evil.test"}])
def test_a_form_of_another_site_is_refused_before_anything_else(desk: Desk, headers: dict[str, str]) -> None:
    browser = desk.someone()
    browser.get("/password")
    assert browser.send("/logout", {"csrf": "x"}, **headers).status_code == 403
    assert browser.get(WAITING).status_code == 200


def test_a_form_that_is_too_large_is_refused(desk: Desk) -> None:
    browser = desk.someone()
    assert browser.send(WAITING, {"reason": "长" * 1_000_000}).status_code == 413
    untold = browser.client.post(
        WAITING, content=(b"reason=" + b"a" * 500_000 for _ in range(5)),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert (untold.status_code, untold.text) == (413, "内容太多，没有办理。"), "it did not say how large it would be"


def test_logging_out_ends_it(desk: Desk) -> None:
    browser = desk.someone()
    browser.get(WAITING)
    assert browser.submit("/logout").headers["location"] == "/login"
    assert browser.get(WAITING).status_code == 303


def test_ones_own_password_is_changed_with_the_old_one_only(desk: Desk) -> None:
    browser = desk.someone()
    browser.get("/password")
    new = {"password": "another horse 8", "again": "another horse 8"}
    assert browser.submit("/password", {"now": "falsch", **new}).status_code == 422
    assert browser.submit("/password", {"now": PASSWORD, **new, "again": "x"}).status_code == 422
    assert browser.submit("/password", {"now": PASSWORD, **new}).status_code == 200
    assert browser.get(WAITING).status_code == 200, "one's own login goes on"
    assert desk.browser().log_in("li", "another horse 8").status_code == 303


def first_link(desk: Desk) -> Browser:
    browser = desk.browser()
    browser.get(f"/first?key={desk.console.first_key}")
    return browser


FIRST = {"name": "王主任", "login": "wang", "password": PASSWORD, "again": PASSWORD}


def test_the_first_admin_comes_in_by_the_link_and_the_link_is_used_up(desk: Desk) -> None:
    browser = first_link(desk)
    late = first_link(desk)
    assert browser.submit("/first", FIRST).status_code == 303
    assert browser.get("/jinjiang/log").status_code == 200
    assert late.submit("/first", FIRST | {"login": "second"}).status_code == 404
    assert first_link(desk).page.status_code == 404
    with desk.house.database.reading() as session:
        assert [row.login for row in session.exec(select(UserRow))] == ["wang"]
        assert [row.address for row in session.exec(select(AuditRow)) if row.what == "user_added"] == ["testclient"]


def test_a_wrong_or_an_old_link_lets_nobody_in(desk: Desk, clock: TurnableClock) -> None:
    for key in ("", "x" * 32, "é"):
        assert desk.browser().get(f"/first?key={key}").status_code == 404
    browser = first_link(desk)
    clock.forward(hours=25)
    assert browser.submit("/first", FIRST).status_code == 404
    assert people.nobody(desk.house)


def test_someone_without_any_bureau_is_told_so(desk: Desk) -> None:
    desk.person()
    people.set_roles(desk.house, "li", {}, people.Actor())
    browser = desk.browser()
    browser.log_in()
    assert browser.follow().status_code == 403
    assert browser.get(WAITING).status_code == 404


def test_what_is_not_there_is_told_like_what_is_another_bureaus(desk: Desk) -> None:
    browser = desk.someone(Role.ADMIN, "yuhua")
    told = {browser.get(path).text for path in ("/jinjiang/waiting", "/nowhere/waiting", "/jinjiang/log")}
    assert browser.page.status_code == 404
    assert len({page.replace("jinjiang", "nowhere") for page in told}) == 1


def test_a_fault_of_ours_is_told_without_its_details_and_with_all_headers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = desk.someone()

    def broken(*_: object) -> None:
        raise RuntimeError("geheimes Detail")

    monkeypatch.setattr("pipeline.console.rooms.waiting.waiting_list", broken)
    page = browser.get(WAITING)
    assert page.status_code == 500
    assert "geheimes Detail" not in page.text
    assert "这一页没有打开" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
