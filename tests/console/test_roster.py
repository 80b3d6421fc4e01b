"""名册: the units as units.csv has them, how their addresses fare, and whose a stranger's address may be."""

import pytest
from console.browsing import Browser, Desk, words_of
from console.letters_there import SECRET
from store.rows import NOON, letter_row, mail_row, outgoing

from pipeline.console.people.rights import Role
from pipeline.domain.words import OutboxState


@pytest.fixture
def browser(filled: Desk) -> Browser:
    """Someone who may only look."""
    return filled.someone(Role.VIEWER)


def row_of(browser: Browser, unit: str, show: str = "all") -> str:
    """What the page says of a unit; "" where it says nothing."""
    text = browser.get(f"/yuhua/roster?show={show}").text
    assert browser.page.status_code == 200
    return next((words_of(row) for row in text.split("<tr>") if unit in row), "")


def test_each_unit_is_told_with_its_addresses_letters_and_the_last_mail_to_it(browser: Browser) -> None:
    wrote = " ".join(row_of(browser, "左家塘").split())
    assert "zuojiatang@yuhua.test" in wrote
    assert "最近发给它 2020年5月7日" in wrote
    assert " 6 2020年5月7日" in wrote
    assert "从未来信" in row_of(browser, "跳马")


def test_units_that_never_wrote_are_listed_apart(browser: Browser) -> None:
    assert row_of(browser, "跳马", "silent")
    assert not row_of(browser, "左家塘街道", "silent")
    assert row_of(browser, "跳马", "nonsense")


def test_bounces_and_undelivered_mails_are_told_at_their_address(filled: Desk, browser: Browser) -> None:
    assert not row_of(browser, "跳马", "troubled")
    with filled.house.database.writing() as session:
        mail = outgoing(to="tiaoma@yuhua.test", message_id="<ours@yuhua.test>")
        mail_row(session, mail).state = OutboxState.REFUSED.value
        back = outgoing(to="tiaoma@yuhua.test", message_id="<back@yuhua.test>")
        came = mail_row(session, back)
        came.bounced_at, came.bounce_how, came.bounce_reason = NOON, "permanent", "full"
        letter_row(session, kind="bounce", in_reply_to="<x@y> <back@yuhua.test>", sender="mailer-daemon@yuhua.test")
        strange = letter_row(session, kind="bounce", sender="mailer-daemon@yuhua.test").id
    told = row_of(browser, "跳马", "troubled")
    assert "退信 1 邮箱已满" in " ".join(told.split())
    assert "未送达 1" in told
    assert f"/yuhua/pieces/L{strange}" in browser.page.text


def test_a_stranger_is_proposed_for_the_unit_that_its_subjects_name(filled: Desk, browser: Browser) -> None:
    with filled.house.database.writing() as session:
        for subject in ("2020年度+跳马+慰问", "2020年度+跳马镇+双拥"):
            letter_row(session, sender="Tiaoma2@qq.test", subject=subject, disposition="held", kind="submission")
    said = words_of(browser.get("/yuhua/roster").text)
    assert "看主题像是 跳马镇退役军人服务站" in " ".join(said.split())
    assert "tiaoma@yuhua.test;tiaoma.xinxiyuan@yuhua.test;tiaoma2@qq.test" in said
    assert "newcomer@elsewhere.test" in said
    assert "baosong config check" in said


def test_strangers_known_ones_machines_and_the_sealed_are_told_apart(filled: Desk, browser: Browser) -> None:
    with filled.house.database.writing() as session:
        common = {"subject": SECRET, "disposition": "held", "kind": "submission"}
        letter_row(session, **common | {"sender": "sealed@else.test", "disposition": "sealed"})
        letter_row(session, **common | {"sender": "robot@else.test", "kind": "auto_reply"})
        letter_row(session, **common | {"sender": "other@else.test", "bureau": "jinjiang"})
        letter_row(session, **common | {"sender": "given@else.test", "subject": "稿件", "unit": "tiaoma"})
    text = browser.get("/yuhua/roster").text
    strangers = text[text.index("strangers") : text.index('class="kinds"')]
    assert "已有人把它的来信定为" in strangers
    assert [name for name in ("sealed@", "robot@", "other@", "zuojiatang@", SECRET) if name in strangers] == []


def test_another_bureaus_roster_is_not_there(browser: Browser) -> None:
    assert browser.get("/jinjiang/roster").status_code == 404
