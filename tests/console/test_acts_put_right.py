"""Further acts on a piece's page: put right, mark a repeat, join to an earlier piece; stale forms, expired logins."""

import pytest
from acts.office import TurnableClock
from console.browsing import Browser, Desk, forms_in, words_of
from console.letters_there import ACCEPTED, HELD, OTHER, RETURNED, SEALED, STRANGER
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.store.tables import AuditRow, LetterRow, OutboxRow, PieceRow


def piece(desk: Desk, number: str = ACCEPTED) -> PieceRow:
    with desk.house.database.reading() as session:
        return session.exec(select(PieceRow).where(PieceRow.number == number)).one()


def noted(desk: Desk, what: str) -> list[AuditRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what)))


def form_of(browser: Browser, name: str, act: str, **typed: str) -> dict[str, str | list[str]]:
    page = browser.get(f"/yuhua/pieces/{name}").text
    form = next(form for form in forms_in(page) if form.path == f"/yuhua/pieces/{name}/{act}")
    return form.fields | {"reason": "经核实"} | typed


def does(browser: Browser, name: str, act: str, **typed: str) -> int:
    return browser.send(f"/yuhua/pieces/{name}/{act}", form_of(browser, name, act, **typed)).status_code


def test_a_unit_and_a_title_are_put_right_and_the_log_tells_from_what_to_what(filled: Desk) -> None:
    browser = filled.someone()
    before = len(_mails(filled))
    assert does(browser, ACCEPTED, "correct", unit="dongtang", title="慰问老兵", kind="info", year="2019") == 303
    page = words_of(browser.follow().text)
    assert "更正登记" in page
    assert "报送单位由“左家塘街道退役军人服务站”改为“东塘街道退役军人服务站”" in page
    now = piece(filled)
    assert (now.unit, now.title, now.genre, now.year, now.state) == ("dongtang", "慰问老兵", "info", 2019, "received")
    assert len(_mails(filled)) == before, "nobody asked that the unit be told"
    [line] = noted(filled, "corrected")
    assert (line.before["unit"], line.after["unit"]) == ("zuojiatang", "dongtang")
    log = words_of(filled.someone(Role.ADMIN, login="guan").get("/yuhua/log").text)
    assert "慰问老兵" in log
    assert "政务信息" in log


def _mails(desk: Desk) -> list[OutboxRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(OutboxRow)))


def test_a_repeat_names_the_other_piece_and_moves_there(filled: Desk) -> None:
    browser = filled.someone(Role.REVIEWER)
    assert does(browser, RETURNED, "repeat", of=ACCEPTED.lower(), tell="1") == 303
    page = words_of(browser.follow().text)
    assert f"与 {ACCEPTED} 重复" in " ".join(page.split())
    assert "已给 zuojiatang@yuhua.test 排好通知邮件" in page
    assert piece(filled, RETURNED).state == "discarded"
    assert noted(filled, "repeat")[0].after["of"] == ACCEPTED


def test_a_strangers_letter_is_joined_to_the_piece_it_belongs_to(filled: Desk) -> None:
    browser = filled.someone()
    assert does(browser, STRANGER, "join", to=ACCEPTED) == 303
    with filled.house.database.reading() as session:
        letter = session.get_one(LetterRow, int(STRANGER[1:]))
        assert (letter.piece_id, letter.settled) == (piece(filled).id, True)


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        ("correct", {"year": "二〇二〇"}, "年度不对"),
        ("correct", {"title": "  ", "keyword": "新写的关键词"}, "请写明标题"),
        ("correct", {}, "没有要更正的"),
        ("correct", {"unit": "<script>"}, "名册里没有这个单位"),
        ("repeat", {"of": "YH-2020-09999"}, "台账里没有这一件"),
        ("repeat", {"of": OTHER}, "台账里没有这一件"),
        ("repeat", {"of": SEALED}, "已经封存"),
        ("join", {"to": "很久以前那件"}, "台账里没有这一件"),
        ("join", {"to": HELD, "reason": " "}, "请写明理由"),
    ],
)
def test_what_does_not_fit_does_nothing_and_stays_in_the_form(
    filled: Desk, act: str, typed: dict[str, str], told: str
) -> None:
    browser = filled.someone()
    assert does(browser, ACCEPTED, act, **typed) == 422
    assert told in words_of(browser.page.text)
    assert "<script>" not in browser.page.text
    form = next(form for form in forms_in(browser.page.text) if form.path.endswith(f"/{act}"))
    assert {name: form.fields[name] for name in typed if name in form.fields and name != "reason"} == {
        name: value.strip() for name, value in typed.items() if name in form.fields and name != "reason"
    }
    assert noted(filled, "corrected") == []


@pytest.mark.parametrize("act", ["correct", "repeat", "join"])
def test_two_tabs_and_expired_logins_lose_nothing_that_was_typed(filled: Desk, clock: TurnableClock, act: str) -> None:
    browser = filled.someone()
    asked = {"correct": {"keyword": "慰问老兵"}, "repeat": {"of": ACCEPTED}, "join": {"to": ACCEPTED}}[act]
    typed = form_of(browser, RETURNED, act, reason="电话核实过", **asked)
    clock.forward(minutes=1)
    assert does(browser, RETURNED, "correct", keyword="别的") == 303
    assert browser.send(f"/yuhua/pieces/{RETURNED}/{act}", typed).status_code == 409
    assert "电话核实过" in browser.page.text
    assert next(iter(asked.values())) in browser.page.text
    fresh = form_of(browser, RETURNED, act, reason="电话核实过", **asked)
    clock.forward(days=30)
    assert browser.send(f"/yuhua/pieces/{RETURNED}/{act}", fresh).status_code == 401
    assert browser.log_in().status_code == 200
    assert browser.submit(f"/yuhua/pieces/{RETURNED}/{act}").status_code == 303


def test_a_viewer_is_offered_none_of_it_and_what_is_sealed_has_none(filled: Desk) -> None:
    assert "更正登记的内容" not in filled.someone(Role.VIEWER).get(f"/yuhua/pieces/{ACCEPTED}").text
    assert "更正登记的内容" not in filled.someone(Role.ADMIN, login="guan").get(f"/yuhua/pieces/{SEALED}").text


def test_a_strangers_address_is_offered_to_be_remembered_and_a_known_one_is_told(filled: Desk) -> None:
    browser = filled.someone()
    typed = form_of(browser, STRANGER, "remember", unit="dongtang")
    assert typed["address"] == "newcomer@elsewhere.test"
    typed |= {"address": "zuojiatang@yuhua.test", "alias": "东塘站所"}
    assert browser.send(f"/yuhua/pieces/{STRANGER}/remember", typed).status_code == 422
    assert "已经登记在左家塘街道退役军人服务站名下" in words_of(browser.page.text)
    assert "东塘站所" in browser.page.text
    assert "记住单位" not in filled.someone(Role.REVIEWER, login="shen").get(f"/yuhua/pieces/{STRANGER}").text


def test_the_log_says_no_word_of_a_piece_that_was_sealed_since(filled: Desk) -> None:
    assert does(filled.someone(), ACCEPTED, "correct", title="换防时间表") == 303
    with filled.house.database.writing() as session:
        session.exec(select(PieceRow).where(PieceRow.number == ACCEPTED)).one().state = "sealed"
    log = words_of(filled.someone(Role.ADMIN, login="guan").get("/yuhua/log").text)
    assert "更正登记" in log
    assert "换防时间表" not in log
