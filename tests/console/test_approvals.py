"""审批: the review chain and form 3 from the desk, from the list and from the piece's own page alike."""

import io
from datetime import date

import pytest
from acts.office import TurnableClock
from console.browsing import Browser, Desk, forms_in, words_of
from console.letters_there import ACCEPTED, HELD, OTHER, SEALED
from docx import Document
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.steps.review import Order, decide
from pipeline.steps.signing import SignOrder, sign
from pipeline.store.tables import AuditRow, DecisionRow, PieceRow

PAGE = f"/yuhua/pieces/{ACCEPTED}"


def state_of(desk: Desk, number: str = ACCEPTED) -> str:
    with desk.house.database.reading() as session:
        return session.exec(select(PieceRow).where(PieceRow.number == number)).one().state


def noted(desk: Desk, what: str) -> list[AuditRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what)))


def form_of(browser: Browser, act: str, *, at: str = PAGE, say: str = "agree", **typed: str | list[str]) -> dict:
    """What the form of that act on the page would send."""
    page = browser.get(at).text
    forms = [f for f in forms_in(page) if f.path == f"{PAGE}/{act}" and f.fields.get("say") == say]
    return forms[0].fields | typed


def does(browser: Browser, act: str, **more: str | list[str]) -> int:
    return browser.send(f"{PAGE}/{act}", form_of(browser, act, **more)).status_code  # type: ignore[arg-type]


def reviewed(desk: Desk) -> None:
    for by, opinion in (("王主任", "同意"), ("赵副局长", "同意报送")):
        sign(desk.house, SignOrder(name=ACCEPTED, by=by, opinion=opinion))


def text_in(content: bytes) -> str:
    return "\n".join(cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells)


def test_a_stations_piece_goes_through_chain_and_form_three_by_those_whose_turn_it_is(filled: Desk) -> None:
    clerk = filled.someone(Role.OFFICE)
    assert "待初审 1" in " ".join(words_of(clerk.get("/yuhua/approvals").text).split())
    assert does(clerk, "sign", at="/yuhua/approvals", opinion="同意，数字已核") == 303
    assert "下一步：局办公室分管领导审核" in words_of(clerk.follow().text)
    assert state_of(filled) == "first_review"
    assert clerk.get(PAGE).text.count(f'action="{PAGE}/sign"') == 0, "the second step is the leader's"
    leader = filled.someone(Role.LEADER, login="zhao")
    assert does(leader, "sign", opinion="同意报送") == 303
    assert does(leader, "approve", channel=["市局微信公众号"], other="红网，左家塘通讯") == 303
    assert "审批发布（上报）" in words_of(leader.follow().text)
    assert state_of(filled) == "approved"
    assert does(leader, "publish", channel=["市局微信公众号"]) == 303
    assert state_of(filled) == "released"
    assert does(leader, "publish", channel=["红网"], day="2020-05-08") == 303, "what is left of the approved channels"
    with filled.house.database.reading() as session:
        rows = session.exec(select(DecisionRow).order_by(DecisionRow.id)).all()  # type: ignore[arg-type]
    assert [(row.verb, row.decided_by, row.reason) for row in rows[:2]] == [
        ("sign", "李主任", "同意，数字已核"), ("sign", "李主任", "同意报送"),
    ]  # fmt: skip
    assert rows[2].channels == ["市局微信公众号", "红网", "左家塘通讯"]
    assert rows[4].day == date(2020, 5, 8)
    [line] = noted(filled, "approved")
    assert (line.before["state"], line.after["state"], line.after["role"]) == ("reviewed", "approved", "办公室主任")


def test_what_is_important_goes_on_to_the_leader_in_charge(filled: Desk) -> None:
    reviewed(filled)
    leader = filled.someone(Role.LEADER)
    assert does(leader, "approve", channel=["红网"], important="1") == 303
    assert state_of(filled) == "reviewed"
    page = words_of(leader.get("/yuhua/approvals?queue=leader").text)
    assert ACCEPTED in page
    assert ACCEPTED not in words_of(leader.get("/yuhua/approvals?queue=director").text)
    assert form_of(leader, "approve")["step"] == "leader"
    assert does(leader, "approve", opinion="同意") == 303
    assert state_of(filled) == "approved"


def test_the_forms_are_saved_as_word_with_what_was_said_so_far(filled: Desk) -> None:
    reviewed(filled)
    browser = filled.someone(Role.VIEWER)
    second, third = browser.get(f"{PAGE}/form2"), browser.get(f"{PAGE}/form3")
    assert "赵副局长" in text_in(second.content)
    assert "左家塘街道走访慰问老兵" in text_in(third.content)
    assert "attachment" in third.headers["content-disposition"]
    assert browser.get(f"/yuhua/pieces/{SEALED}/form2").status_code == 404


def test_who_does_not_agree_sends_it_back_and_its_unit_is_told(filled: Desk) -> None:
    browser = filled.someone()
    assert does(browser, "sign", say="back", at="/yuhua/approvals", reason="数字有误，请核实") == 303
    assert "已给 zuojiatang@yuhua.test 排好通知邮件" in words_of(browser.follow().text)
    assert state_of(filled) == "returned"


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        ("sign", {"opinion": " "}, "请写明意见"),
        ("approve", {"channel": [], "other": "", "opinion": "同意发布这一件"}, "请勾选或写明发布（上报）到哪里"),
        ("publish", {"day": "昨天"}, "看不懂日期"),
        ("publish", {"day": "2019-01-01"}, "发布日期不对"),
    ],
)
def test_rubbish_does_nothing_and_what_was_typed_stays(
    filled: Desk, act: str, typed: dict[str, str | list[str]], told: str
) -> None:
    leader = filled.someone(Role.LEADER)
    if act != "sign":
        reviewed(filled)
    if act == "publish":
        assert does(leader, "approve", channel=["红网"]) == 303
    before = state_of(filled)
    assert does(leader, act, **typed) == 422
    assert told in words_of(leader.page.text)
    for value in typed.values():
        assert not isinstance(value, str) or value.strip() in leader.page.text
    assert state_of(filled) == before


def test_two_tabs_and_a_piece_that_changed_meanwhile_meet_a_conflict_with_everything_typed(
    filled: Desk, clock: TurnableClock
) -> None:
    browser, other = filled.someone(), filled.someone(login="wang")
    mine, theirs = form_of(browser, "sign", opinion="同意，已电话核对"), form_of(other, "sign")
    assert other.send(f"{PAGE}/sign", theirs).status_code == 303
    assert browser.send(f"{PAGE}/sign", mine).status_code == 409
    assert "这一步刚才已由李主任签过" in words_of(browser.page.text)
    assert "同意，已电话核对" in words_of(browser.page.text), "no form holds it any more"
    assert len(noted(filled, "signed")) == 1
    leader = filled.someone(Role.LEADER, login="zhao")
    typed = form_of(leader, "sign", opinion="同意，已电话核对")
    clock.forward(minutes=5)
    decide(filled.house, Order(name=ACCEPTED, verb="return", reason="请补正", by="王"), filled.console.readers)
    decide(filled.house, Order(name=ACCEPTED, verb="accept", reason="误退", by="王"), filled.console.readers)
    sign(filled.house, SignOrder(name=ACCEPTED, by="王", opinion="同意"))
    assert leader.send(f"{PAGE}/sign", typed).status_code == 409
    assert "同意，已电话核对" in leader.page.text
    assert state_of(filled) == "first_review"


def test_an_expired_login_loses_nothing_that_was_typed(filled: Desk, clock: TurnableClock) -> None:
    browser = filled.someone()
    typed = form_of(browser, "sign", opinion="同意，已电话核对")
    clock.forward(days=30)
    assert browser.send(f"{PAGE}/sign", typed).status_code == 401
    assert browser.log_in().status_code == 200
    assert browser.submit(f"{PAGE}/sign").status_code == 303
    assert state_of(filled) == "first_review"


def test_a_step_of_the_leaders_is_not_signed_by_a_clerk_who_makes_up_a_form(filled: Desk) -> None:
    clerk = filled.someone()
    assert does(clerk, "sign") == 303
    typed = {"csrf": form_of(clerk, "reprocess", say=None)["csrf"], "step": "reviewed", "opinion": "同意"}  # type: ignore[arg-type]
    assert clerk.send(f"{PAGE}/sign", typed).status_code == 403
    assert clerk.send(f"{PAGE}/approve", typed).status_code == 403
    assert clerk.send(f"/yuhua/pieces/{OTHER}/sign", typed).status_code == 404
    assert state_of(filled) == "first_review"


@pytest.mark.parametrize("step", ["", "x", "received"])
def test_a_form_that_names_no_step_signs_none_that_is_anothers(filled: Desk, step: str) -> None:
    sign(filled.house, SignOrder(name=ACCEPTED, by="王主任", opinion="同意"))
    reviewer = filled.someone(Role.REVIEWER)
    shown = next(form for form in forms_in(reviewer.get(PAGE).text) if "seen" in form.fields)
    made_up = {name: shown.fields[name] for name in ("csrf", "seen")} | {"opinion": "同意", "step": step}
    assert reviewer.send(f"{PAGE}/sign", made_up).status_code == 403
    assert state_of(filled) == "first_review", "the second step is the leader's"


def test_a_viewer_sees_the_list_and_is_offered_nothing(filled: Desk) -> None:
    page = filled.someone(Role.VIEWER).get("/yuhua/approvals")
    assert ACCEPTED in page.text
    assert HELD not in page.text, "it waits to be accepted"
    assert 'method="post" action="/yuhua/' not in page.text
