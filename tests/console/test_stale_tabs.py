"""A tab that was opened before something changed: what is on record is not put back, nor noted as it no longer was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from console.browsing import Browser, Desk, forms_in, words_of
from console.facts_there import lay_use, today
from console.letters_there import HELD
from fastapi import Request
from sqlmodel import select

from pipeline.console.acts import users
from pipeline.console.acts.carry import _turns
from pipeline.console.people import people
from pipeline.console.people.logins import Login
from pipeline.console.people.people import PeopleRefused
from pipeline.console.people.rights import Role
from pipeline.console.web.visit import Visit
from pipeline.store.audit import Actor
from pipeline.store.tables import AuditRow, FactRow, PieceRow

MANUAL = "/yuhua/adoptions/manual"
Typed = dict[str, str | list[str]]


def noted(desk: Desk, what: str) -> list[AuditRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what).order_by(AuditRow.id)))  # type: ignore[arg-type]


def fact(desk: Desk, number: int) -> FactRow:
    with desk.house.database.reading() as session:
        return session.get_one(FactRow, number)


def form(browser: Browser, page: str, **told: str) -> Typed:
    """The form of a page that holds these fields."""
    return next(f.fields for f in forms_in(browser.get(page).text) if told.items() <= f.fields.items())


def visiting(desk: Desk, login: str) -> Visit:
    """Someone at the bureau, as a page sees them."""
    person = next(one for one in people.listed(desk.house) if one.login == login)
    request = Request({"type": "http", "client": ("127.0.0.1", 1)})
    bureau = desk.house.settings.bureaus["yuhua"]
    return Visit(console=desk.console, request=request, login=Login(person=person, key=""), csrf="", bureau=bureau)


def test_a_fact_that_goes_on_waiting_after_it_was_put_right_is_another_for_an_older_tab(filled: Desk) -> None:
    browser, day = filled.someone(), today(filled.house)
    number = lay_use(filled.house, outlet="雨花某报")
    path = f"/yuhua/adoptions/facts/{number}"
    older = form(browser, path, verb="confirm") | {"reason": "看过原件"}
    newer = older | {"date": str(day - timedelta(days=1))}
    assert browser.send(path, newer).status_code == 303
    assert (fact(filled, number).state, fact(filled, number).day) == ("waiting", day - timedelta(days=1))
    stale = browser.send(path, older)
    assert (stale.status_code, "看过原件" in stale.text) == (409, True)
    assert fact(filled, number).day == day - timedelta(days=1)


def test_a_call_that_is_sent_once_more_keeps_what_was_delivered_for_it(filled: Desk) -> None:
    browser, day = filled.someone(), str(today(filled.house))
    call: Typed = {"id": "约1", "title": "典型人物", "kind": "general", "units": ["dongtang"], "date": day}
    sent = form(browser, f"{MANUAL}?tab=calls", act="call") | call
    assert browser.send(MANUAL, sent).status_code == 303
    answer = form(browser, f"{MANUAL}?tab=calls", act="answer") | {"unit": "dongtang", "date": day}
    assert browser.send(MANUAL, answer).status_code == 303
    assert browser.send(MANUAL, sent).status_code == 303  # the back button, and once more
    assert "1/1" in words_of(browser.get(f"{MANUAL}?tab=calls").text)
    assert "没有重复登记" in words_of(
        browser.get(f"{MANUAL}?tab=calls&done={noted(filled, 'call_entered')[-1].id}").text
    )


def test_particulars_of_a_call_that_are_another_now_stand_in_the_log_as_they_were(filled: Desk) -> None:
    browser, day = filled.someone(), str(today(filled.house))
    call: Typed = {"id": "约1", "title": "典型人物", "kind": "general", "units": ["dongtang"], "date": day}
    for change in ({}, {"units": ["gaoqiao"], "title": "双拥综述"}):
        browser.send(MANUAL, form(browser, f"{MANUAL}?tab=calls", act="call") | call | change)
    first, second = noted(filled, "call_entered")
    assert (first.before, second.before["title"], second.after["title"]) == ({}, "典型人物", "双拥综述")
    assert second.before["units"] == ["东塘街道退役军人服务站"]


def test_what_the_log_says_was_there_before_is_what_was_there_when_the_turn_came(filled: Desk) -> None:
    browser = filled.someone()
    path = f"/yuhua/pieces/{HELD}/reprocess"
    sent = next(f.fields for f in forms_in(browser.get(f"/yuhua/pieces/{HELD}").text) if f.path == path)
    with ThreadPoolExecutor(1) as other:
        with _turns["yuhua"]:
            waiting = other.submit(browser.client.post, path, data=sent)
            sleep(0.5)
            with filled.house.database.writing() as session:
                row = session.exec(select(PieceRow).where(PieceRow.number == HELD)).one()
                row.unit = "gaoqiao"
                session.add(row)
        assert waiting.result().status_code == 303
    assert noted(filled, "read_again")[0].before["unit"] == "gaoqiao"


def test_of_two_roles_given_at_once_at_two_bureaus_neither_undoes_the_other(filled: Desk) -> None:
    filled.someone(Role.VIEWER, login="wang")
    filled.someone(Role.ADMIN, login="zhang")
    visit = visiting(filled, "zhang")
    shown, house = users.entry(visit, "wang"), filled.house
    people.set_roles(house, "wang", {"yuhua": Role.VIEWER, "jinjiang": Role.OFFICE}, Actor(login="he"))
    users.change_role(visit, shown, Role.REVIEWER, "viewer")
    assert users.entry(visit, "wang").person.roles == {"yuhua": Role.REVIEWER, "jinjiang": Role.OFFICE}
    with pytest.raises(PeopleRefused, match="role_changed_meanwhile"):
        users.change_role(visit, shown, Role.LEADER, "viewer")
    users.remove(visit, shown)
    assert [one.roles for one in people.listed(house) if one.login == "wang"] == [{"jinjiang": Role.OFFICE}]


def test_a_use_is_not_taken_back_from_the_page_of_what_is_entered_by_hand(filled: Desk) -> None:
    browser, number = filled.someone(), lay_use(filled.house)
    sent = form(browser, f"{MANUAL}?tab=points", act="adjust") | {
        "act": "undo",
        "name": f"F{number}",
        "reason": "看错了",
    }
    assert browser.send(MANUAL, sent).status_code == 422
    assert (fact(filled, number).state, noted(filled, "note_withdrawn")) == ("standing", [])
