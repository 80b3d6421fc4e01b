"""运行: everyone sees how it runs; an admin stops and starts sending and settles one mail."""

import pytest
from console.browsing import Browser, Desk, words_of
from sqlmodel import select
from store.rows import mail_row, outgoing

from pipeline.console.people.rights import Role
from pipeline.console.web.csrf import mark_for
from pipeline.domain.words import OutboxState
from pipeline.store import health
from pipeline.store.tables import AuditRow, OutboxRow

PATH = "/yuhua/running"


@pytest.fixture
def admin(desk: Desk) -> Browser:
    """Someone who may change how it runs."""
    return desk.someone(Role.ADMIN, login="zhang")


def mail(desk: Desk, state: OutboxState = OutboxState.REFUSED, bureau: str = "yuhua", **values: object) -> OutboxRow:
    """A mail in the outbox."""
    with desk.house.database.writing() as session:
        row = mail_row(session, outgoing(), at=desk.house.clock(), bureau=bureau)
        row.state = state.value
        for name, value in values.items():
            setattr(row, name, value)
        return row


def act(browser: Browser, path: str, **typed: str) -> int:
    """Send a form."""
    return browser.send(f"{PATH}{path}", {"csrf": mark_for(browser.client.cookies["baosong"]), **typed}).status_code


def state_of(desk: Desk, row: OutboxRow) -> str:
    with desk.house.database.reading() as session:
        return session.get_one(OutboxRow, row.id).state


def test_accounts_queue_and_todays_sending_are_told(desk: Desk) -> None:
    house = desk.house
    with house.database.writing() as session:
        health.succeeded(session, "yuhua", "imap", house.clock())
        row = health.of(session, "yuhua", "smtp")
        health.failed(session, row, house.clock(), "请检查授权码", None)
        row.stopped_at = house.clock()
    mail(desk, OutboxState.SENT, sent_at=house.clock())
    browser = desk.someone(Role.VIEWER)
    said = " ".join(words_of(browser.get(PATH).text).split())
    for told in ("收信 正常", "发信 已停用", "请检查授权码", "今天已发 1 封", "没有等着发的信", "收发程序没有在运行"):
        assert told in said, told
    assert "停止发信…" not in said
    assert "再试" not in said.replace("不再自动试", "")


def test_mails_are_listed_by_state_and_by_pages(desk: Desk) -> None:
    for _ in range(51):
        mail(desk, OutboxState.QUEUED)
    refused = mail(desk, advice="地址不存在")
    mail(desk, bureau="jinjiang")
    browser = desk.someone(Role.VIEWER)
    said = browser.get(PATH).text
    assert said.count("data-line>") == 50
    assert "52" in said
    assert browser.get(f"{PATH}?page=2").text.count("data-line>") == 2
    only = browser.get(f"{PATH}?show=refused").text
    assert (only.count("data-line>"), "地址不存在" in only) == (1, True)
    assert browser.get(f"{PATH}?show=nonsense&page=x").status_code == 200
    assert refused.id


def test_an_admin_stops_and_resumes_sending_and_both_are_noted(desk: Desk, admin: Browser) -> None:
    admin.get(PATH)
    assert act(admin, "/stop") == 422
    assert admin.submit(f"{PATH}/stop", {"reason": "回执有误"}).status_code == 303
    assert "回执有误" in admin.follow().text
    assert act(admin, "/stop", reason="again") == 409
    assert act(admin, "/resume") == 422
    assert admin.get(PATH)
    assert admin.submit(f"{PATH}/resume", {"sure": "1"}).status_code == 303
    assert act(admin, "/resume", sure="1") == 409
    with desk.house.database.reading() as session:
        noted = [(row.what, row.before, row.after) for row in session.exec(select(AuditRow)) if "sending" in row.what]
    assert noted == [
        ("sending_stopped", {}, {"reason": "回执有误"}), ("sending_resumed", {"reason": "回执有误"}, {}),
    ]  # fmt: skip
    assert "停止发信" in admin.get("/yuhua/log").text


def test_a_mail_is_sent_once_more_however_often_it_is_clicked(desk: Desk, admin: Browser) -> None:
    row = mail(desk)
    typed = {"mail": f"M{row.id}", "act": "resend", "seen": "refused"}
    assert act(admin, "/mails", **typed) == 303
    assert state_of(desk, row) == "queued"
    assert act(admin, "/mails", **typed) == 409
    assert state_of(desk, row) == "queued"
    assert act(admin, "/mails", **typed | {"act": "cancel", "seen": "queued"}) == 303
    assert state_of(desk, row) == "cancelled"
    assert "不再发送" in admin.get(f"{PATH}?show=cancelled").text
    assert "待发箱状态" in admin.get("/yuhua/log").text


def test_a_mail_that_may_be_out_needs_the_words(desk: Desk, admin: Browser) -> None:
    row = mail(desk, OutboxState.UNKNOWN)
    typed = {"mail": f"M{row.id}", "act": "resend", "seen": "unknown"}
    for sure in ("", "是", "1"):
        assert act(admin, "/mails", **typed, sure=sure) == 422
        assert "可能重复" in admin.page.text
    assert state_of(desk, row) == "unknown"
    assert act(admin, "/mails", **typed, sure="可能重复") == 303
    assert state_of(desk, row) == "queued"


def test_what_names_nothing_or_anothers_mail_does_nothing(desk: Desk, admin: Browser) -> None:
    others = mail(desk, bureau="jinjiang")
    for name in (f"M{others.id}", "M99999", "M0", "x", "Ｍ１", "9" * 40):
        assert act(admin, "/mails", mail=name, act="cancel", seen="refused") == 404, name
    assert state_of(desk, others) == "refused"
    assert act(admin, "/mails", mail="M1", act="burn") == act(admin, "/mails") == act(admin, "/lift") == 422
    assert act(admin, "/lift", side="smtp") == 422


def test_only_an_admin_changes_anything(desk: Desk) -> None:
    row, office = mail(desk), desk.someone(Role.LEADER)
    assert act(office, "/mails", mail=f"M{row.id}", act="cancel", seen="refused") == 403
    assert act(office, "/stop", reason="停") == 403
    assert state_of(desk, row) == "refused"
