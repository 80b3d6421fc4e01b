"""手工登记: points, calls, names and figures from the desk, each with its reason, once."""

from console.browsing import Browser, Desk, forms_in, words_of
from console.facts_there import today
from sqlmodel import select

from pipeline.console.acts.adoption_manual import TAB_OF
from pipeline.console.people.rights import Role
from pipeline.store.tables import AuditRow, EntryRow, FactRow

PATH = "/yuhua/adoptions/manual"
Typed = dict[str, str | list[str]]


def send(browser: Browser, act: str, **typed: str | list[str]) -> str:
    """Open the act's tab, send its form; what the answer, or the page it leads to, says."""
    browser.get(f"{PATH}?tab={typed.pop('tab', TAB_OF[act])}")
    form = next(form for form in forms_in(browser.page.text) if form.fields.get("act") == act)
    browser.send(PATH, form.fields | typed)
    status = browser.page.status_code
    said = words_of((browser.follow() if status == 303 else browser.page).text)
    return f"{status} {said}"


def points(desk: Desk) -> list[tuple[str, str]]:
    with desk.house.database.reading() as session:
        return [(row.kind, f"{row.points:f}") for row in session.exec(select(EntryRow))]


def noted(desk: Desk, what: str) -> AuditRow:
    with desk.house.database.reading() as session:
        return session.exec(select(AuditRow).where(AuditRow.what == what)).one()


def test_points_are_given_once_and_taken_back(filled: Desk) -> None:
    browser = filled.someone()
    browser.get(PATH)
    form = next(form for form in forms_in(browser.page.text) if form.fields.get("act") == "adjust")
    told: Typed = form.fields | {"unit": "zuojiatang", "points": "+3", "reason": "协助大型活动", "date": "2020-05-07"}
    assert browser.send(PATH, told).status_code == 303
    assert "手工加减分" in words_of(browser.follow().text)
    again = browser.send(PATH, told)
    assert (again.status_code, "协助大型活动" in again.text) == (409, True)  # a double click; what was typed is there
    assert points(filled) == [("manual", "3")]
    line = noted(filled, "points_adjusted")
    assert (line.about, line.after["given"], line.after["reason"]) == ("E1", "3", "协助大型活动")
    assert send(browser, "undo", reason="算错了").startswith("303")
    assert points(filled) == [("manual", "3"), ("reversal", "-3")]
    assert (noted(filled, "points_undone").before["given"], noted(filled, "points_undone").about) == ("3", "E1")
    assert "已撤销" in words_of(browser.get(PATH).text)


def test_what_is_missing_or_wrong_is_told_and_nothing_is_booked(filled: Desk) -> None:
    browser = filled.someone()
    good: Typed = {"unit": "zuojiatang", "points": "+3", "reason": "x"}
    for more, why in (
        ({"unit": ""}, "请选定单位"), ({"unit": "nosuch"}, "名册里没有"), ({"points": "三分"}, "不是数"),
        ({"points": "0"}, "不能是0"), ({"points": "0.001"}, "两位小数"), ({"reason": " "}, "理由"),
        ({"date": "2033-01-01"}, "还没有到"), ({"date": "明天"}, "不是日期"), ({"points": "9" * 12}, "太大"),
        ({"date": "0020-05-07"}, "不是日期"), ({"points": "9" * 400}, "请"), ({"points": "1e999"}, "请"),
    ):  # fmt: skip
        said = send(browser, "adjust", **(good | more))
        assert (said[:3], why in said) == ("422", True), (more, said)
    day = str(today(filled.house))
    for more, why in (
        ({"units": []}, "请选定向哪些单位"), ({"id": " "}, "编号"), ({"date": ""}, "请写明日期"),
        ({"quantity": "零"}, "篇数"), ({"kind": "nosuch"}, "没有时限"),
    ):  # fmt: skip
        call: Typed = {"id": "约1", "title": "典型", "kind": "general", "units": ["zuojiatang"], "date": day}
        said = send(browser, "call", **(call | more))
        assert (said[:3], why in said) == ("422", True), (more, said)
    assert points(filled) == []


def test_a_call_its_answer_a_name_and_a_figure_are_entered_and_taken_back(filled: Desk) -> None:
    browser, day = filled.someone(), str(today(filled.house))
    call: Typed = {
        "id": "约1",
        "title": "典型人物",
        "kind": "general",
        "units": ["zuojiatang", "dongtang"],
        "date": day,
    }
    assert "登记约稿 F1" in send(browser, "call", **call, **{"person.dongtang": "王同志"})
    assert "没有重复登记" in send(browser, "call", **call, **{"person.dongtang": "王同志"})
    assert "没有向" in send(browser, "answer", unit="gaoqiao", date=day)
    assert "登记约稿交稿" in send(browser, "answer", unit="dongtang", date=day, pieces="1")
    said = " ".join(words_of(browser.get(f"{PATH}?tab=calls").text).split())
    assert "1/1" in said
    assert "0/1" in said
    what = next(iter(filled.console.words["yuhua"].tables["named_for"].values()))
    assert "登记点名" in send(browser, "named", unit="dongtang", what=what, about="五月的信息", date=day)
    assert "登记指标" in send(browser, "figure", title="系统考评", value="第二", date=day)
    assert "422" in send(browser, "figure", title="系统考评", value="第二", date="2033-01-01")
    assert "撤销登记" in send(browser, "undo", tab="figures", reason="登记错了")
    with filled.house.database.reading() as session:
        states = {row.kind: row.state for row in session.exec(select(FactRow))}
    assert states == {"call": "standing", "named": "standing", "figure": "withdrawn"}
    assert browser.get("/yuhua/adoptions/facts/1").headers["location"].endswith("manual?tab=calls")
    assert "adoptions/facts/1" in filled.someone(Role.ADMIN, login="zhou").get("/yuhua/log").text
    assert noted(filled, "call_answered").after["pieces"] == 1


def test_who_may_only_look_is_offered_nothing(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    for tab in ("points", "calls", "named", "figures", "nosuch"):
        page = browser.get(f"{PATH}?tab={tab}").text
        assert f'action="{PATH}"' not in page
