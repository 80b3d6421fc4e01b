"""一件: what it shows, and decisions from its page."""

import pytest
from acts.office import TurnableClock
from console.browsing import Browser, Desk, forms_in, words_of
from console.letters_there import ACCEPTED, HELD, OTHER, RETURNED, SEALED, STRANGER
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.console.web.csrf import mark_for
from pipeline.steps.review import Order, decide
from pipeline.store.tables import AuditRow, DecisionRow, OutboxRow, PieceRow


def state_of(desk: Desk, number: str) -> str:
    with desk.house.database.reading() as session:
        return session.exec(select(PieceRow).where(PieceRow.number == number)).one().state


def audited(desk: Desk, what: str = "decided") -> list[AuditRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what)))


def form_of(browser: Browser, name: str, verb: str, **typed: str | list[str]) -> dict[str, str | list[str]]:
    """What the form of that verb on the piece's page would send."""
    page = browser.get(f"/yuhua/pieces/{name}").text
    form = next(form for form in forms_in(page) if form.fields.get("verb") == verb)
    return form.fields | typed


def settle(browser: Browser, name: str, verb: str, **typed: str | list[str]) -> int:
    return browser.send(f"/yuhua/pieces/{name}/decide", form_of(browser, name, verb, **typed)).status_code


def test_the_page_shows_what_was_understood_beside_what_came(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    page = browser.get(f"/yuhua/pieces/{HELD}").text
    words = words_of(page)
    for text in (
        "左家塘街道双拥共建座谈", "街道退役军人服务站走访慰问辖区老兵", "双拥共建", "审核表", "待人工核对", "现场.jpg",
        "800×600", "敏感或重要", "zuojiatang@yuhua.test", "待核对回执", "登记为 YH-2020-00002",
    ):  # fmt: skip
        assert text in words, text
    assert 'action="/yuhua/' not in page, "a viewer is offered nothing"


def test_a_manuscript_that_was_mended_is_shown_beside_the_first(filled: Desk) -> None:
    page = filled.someone(Role.VIEWER).get(f"/yuhua/pieces/{RETURNED}").text
    assert "<del>" in page
    assert "<ins>" in page
    words = "".join(words_of(page).split())
    assert "第一二稿的文字，还要已经修改。" in words.replace(" ", "")


def test_a_piece_is_accepted_and_its_unit_is_told(filled: Desk) -> None:
    browser = filled.someone(Role.REVIEWER)
    assert settle(browser, HELD, "accept", reason="经核对无误") == 303
    page = browser.follow()
    assert "已给 zuojiatang@yuhua.test 排好通知邮件" in words_of(page.text)
    assert state_of(filled, HELD) == "received"
    [line] = audited(filled)
    assert (line.login, line.name, line.about, line.bureau) == ("li", "李主任", HELD, "yuhua")
    assert (line.before["state"], line.after["state"], line.after["reason"]) == ("held", "received", "经核对无误")
    with filled.house.database.reading() as session:
        [decision] = session.exec(select(DecisionRow)).all()
    assert decision.decided_by == "李主任"


def test_reasons_picked_from_the_list_and_written_ones_go_together(filled: Desk) -> None:
    browser = filled.someone()
    reasons = ["请另附清晰的原图", "内容与标题不符，请核实。"]
    assert settle(browser, HELD, "return", because=reasons, reason="  另外，\n落款日期不对。 ") == 303
    with filled.house.database.reading() as session:
        [decision] = session.exec(select(DecisionRow)).all()
    assert decision.reason == "请另附清晰的原图；内容与标题不符，请核实；另外， 落款日期不对"


def test_a_return_is_previewed_with_its_reason_and_nothing_is_done(filled: Desk) -> None:
    browser = filled.someone()
    typed = form_of(browser, HELD, "return", because=["请另附清晰的原图"])
    for headers in ({}, {"hx_request": "true"}):
        page = browser.send(f"/yuhua/pieces/{HELD}/preview", typed, **headers)
        assert page.status_code == 200
        assert "请另附清晰的原图" in words_of(page.text)
        assert "还没有发出" in words_of(page.text)
    assert state_of(filled, HELD) == "held"
    assert browser.send(f"/yuhua/pieces/{HELD}/preview", typed).status_code == 200
    assert browser.submit(f"/yuhua/pieces/{HELD}/decide").status_code == 303
    assert state_of(filled, HELD) == "returned"


def test_without_a_reason_nothing_is_decided_and_what_was_typed_stays(filled: Desk) -> None:
    browser = filled.someone()
    assert settle(browser, HELD, "assign", unit="dongtang", reason=" ") == 422
    assert "请写明理由" in browser.page.text
    assert 'value="dongtang" selected' in browser.page.text
    assert state_of(filled, HELD) == "held"


def test_a_piece_that_changed_meanwhile_is_shown_anew_and_nothing_is_lost(filled: Desk, clock: TurnableClock) -> None:
    browser = filled.someone()
    typed = form_of(browser, HELD, "return", reason="这句话不能丢")
    clock.forward(seconds=1)
    order = Order(name=HELD, verb="accept", reason="已核对", by="王主任")
    decide(filled.house, order, filled.console.readers)
    assert browser.send(f"/yuhua/pieces/{HELD}/decide", typed).status_code == 409
    words = words_of(browser.page.text)
    assert "您打开以后，这里又有了变化，没有办理" in words
    assert "已受理" in words
    assert "这句话不能丢" in browser.page.text
    assert state_of(filled, HELD) == "received"
    assert audited(filled) == []


def test_a_form_sent_twice_decides_once(filled: Desk) -> None:
    browser = filled.someone()
    typed = form_of(browser, HELD, "accept", reason="经核对无误")
    assert browser.send(f"/yuhua/pieces/{HELD}/decide", typed).status_code == 303
    assert browser.send(f"/yuhua/pieces/{HELD}/decide", typed).status_code == 409
    with filled.house.database.reading() as session:
        assert len(session.exec(select(DecisionRow)).all()) == 1
        assert len([m for m in session.exec(select(OutboxRow)) if m.kind == "decision"]) == 1


@pytest.mark.parametrize("name", [HELD, ACCEPTED, STRANGER])
@pytest.mark.parametrize("verb", ["", "release", "reprocess", "destroy"])
def test_a_decision_that_does_not_fit_is_refused_and_told(filled: Desk, name: str, verb: str) -> None:
    browser = filled.someone(Role.ADMIN)
    mark = mark_for(browser.client.cookies["baosong"])
    status = browser.send(f"/yuhua/pieces/{name}/decide", {"csrf": mark, "verb": verb, "reason": "理由"}).status_code
    assert status in {404, 409, 422}
    assert audited(filled) == []


def test_a_strangers_letter_is_given_to_a_unit(filled: Desk) -> None:
    browser = filled.someone()
    assert settle(browser, STRANGER, "assign", unit="dongtang", reason="电话核实") == 303
    assert browser.follow().status_code == 200
    assert [line.after["unit"] for line in audited(filled)] == ["dongtang"]


def test_a_letter_is_read_once_more(filled: Desk) -> None:
    browser = filled.someone()
    browser.get(f"/yuhua/pieces/{HELD}")
    assert browser.submit(f"/yuhua/pieces/{HELD}/reprocess").status_code == 303
    assert "再读一次" in words_of(browser.follow().text)
    assert state_of(filled, HELD) == "held"
    assert len(audited(filled, "read_again")) == 1


def test_a_false_alarm_is_released_by_an_admin_with_a_reason(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    assert settle(browser, SEALED, "release", reason="") == 422
    assert state_of(filled, SEALED) == "sealed"
    assert settle(browser, SEALED, "release", reason="核实为演练用的样稿") == 303
    assert browser.follow().status_code == 200
    assert state_of(filled, SEALED) != "sealed"
    [line] = audited(filled)
    assert line.after["reason"] == "核实为演练用的样稿"
    assert line.before["sealed"] is True


def test_several_are_decided_at_once_and_what_could_not_be_is_told(filled: Desk, clock: TurnableClock) -> None:
    browser = filled.someone()
    page = browser.get("/yuhua/waiting")
    fields = browser_form(browser)
    clock.forward(seconds=1)
    decide(filled.house, Order(name="YH-2020-00005", verb="accept", reason="核对", by="王主任"), filled.console.readers)
    typed = fields | {"pick": [HELD, "YH-2020-00005"], "verb": "discard", "reason": "与此前重复"}
    assert browser.send("/yuhua/waiting", typed).status_code == 303
    words = words_of(browser.follow().text)
    assert "办好 1 件，没有办的 1 件" in words
    assert "YH-2020-00005 ：您打开以后，这里又有了变化" in words
    assert (state_of(filled, HELD), state_of(filled, "YH-2020-00005")) == ("discarded", "received")
    assert page.status_code == 200


def browser_form(browser: Browser) -> dict[str, str | list[str]]:
    return next(form.fields for form in forms_in(browser.page.text) if f"seen.{HELD}" in form.fields)


@pytest.mark.parametrize(
    "typed", [{"pick": HELD, "verb": "return"}, {"pick": HELD, "reason": "x"}, {"verb": "return", "reason": "x"}]
)
def test_several_need_a_tick_a_verb_and_a_reason(filled: Desk, typed: dict[str, str]) -> None:
    browser = filled.someone()
    browser.get("/yuhua/waiting")
    assert browser.send("/yuhua/waiting", browser_form(browser) | {"verb": "", "reason": ""} | typed).status_code == 422
    assert "没有办理" in browser.page.text
    assert state_of(filled, HELD) == "held"


def test_what_waits_is_listed_oldest_first_with_kinds_units_and_working_days(
    filled: Desk, clock: TurnableClock
) -> None:
    clock.forward(days=7)
    browser = filled.someone(Role.VIEWER)
    page = browser.get("/yuhua/waiting")
    words = words_of(page.text)
    for text in ("待核对 2", "来信 1", "封存 1", "待审批 1", "个工作日", STRANGER, SEALED):
        assert text in " ".join(words.split()), text
    assert OTHER not in words
    only = words_of(browser.get("/yuhua/waiting?kind=sealed").text)
    assert SEALED in only
    assert HELD not in only
    assert "没有等着办理的" in browser.get("/yuhua/waiting?unit=dongtang").text
    assert browser.get("/yuhua/waiting?kind=none&unit=none&page=x").status_code == 200
    assert browser.get("/yuhua/waiting?page=999999").status_code == 200


def test_the_next_thing_that_waits_is_offered(filled: Desk) -> None:
    page = filled.someone().get(f"/yuhua/pieces/{HELD}").text
    assert 'rel="next" href="/yuhua/pieces/' in page


def test_what_was_decided_is_told_to_nobody_else(filled: Desk) -> None:
    browser, other = filled.someone(login="li"), filled.someone(login="wang")
    settle(browser, HELD, "accept", reason="经核对无误")
    where = browser.page.headers["location"]
    assert "排好通知邮件" in browser.get(where).text
    assert "排好通知邮件" not in other.get(where).text


def test_the_text_of_a_mail_is_read_from_its_bytes(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    assert "想投稿，请告知。" in browser.get("/yuhua/letters/4/text").text
    assert "<html" not in browser.get("/yuhua/letters/4/text", hx_request="true").text
    assert b"newcomer@elsewhere.test" in browser.get("/yuhua/letters/4/original").content
