"""采用: what waits is settled, refused or withdrawn, alone or by its wording."""

from console.browsing import Desk, forms_in, words_of
from console.facts_there import lay_use
from console.letters_there import ACCEPTED, HELD
from console.typing_uses import LIST, Typed, facts_of, form_of, noted
from sqlmodel import select

from pipeline.store.tables import PieceRow


def test_a_waiting_use_is_settled_remembered_and_tried_beforehand(own_desk: Desk) -> None:
    browser = own_desk.someone()
    lay_use(own_desk.house, ACCEPTED, "雨花某报")
    form = form_of(browser, f"{LIST}/facts/1", "confirm")
    told: Typed = form.fields | {"outlet": "市局官网", "remember": "1", "reason": "电话核实"}
    said = words_of(browser.send(f"{LIST}/facts/1/try", told, hx_request="true").text)
    assert ("+1" in said, facts_of(own_desk)) == (True, {"F1": "waiting"})
    assert browser.send(f"{LIST}/facts/1", told).status_code == 303
    said = words_of(browser.follow().text)
    assert "“雨花某报”以后都这样认" in said
    assert facts_of(own_desk) == {"F1": "standing"}
    [line] = noted(own_desk, "fact_settled")
    assert (line.before["stands"], line.after["stands"], line.after["reason"]) == ("待核对", "已登记", "电话核实")
    assert browser.send(f"{LIST}/facts/1", told).status_code == 409  # sent twice, or from the other tab
    assert len(noted(own_desk, "fact_settled")) == 1
    lay_use(own_desk.house, HELD, "雨花某报")
    assert facts_of(own_desk)["F2"] == "standing"


def test_a_use_is_refused_or_withdrawn_with_a_reason_and_its_points_go(own_desk: Desk) -> None:
    browser = own_desk.someone()
    lay_use(own_desk.house, HELD, "雨花某报")
    lay_use(own_desk.house)
    for verb, path in (("refuse", f"{LIST}/facts/1"), ("withdraw", f"{LIST}/facts/2")):
        fields = form_of(browser, path, verb).fields
        assert browser.send(path, fields | {"reason": " "}).status_code == 422
        assert browser.send(path, fields | {"reason": "重复报送"}).status_code == 303
        assert "重复报送" in words_of(browser.follow().text)
    assert facts_of(own_desk) == {"F1": "refused", "F2": "withdrawn"}
    [line] = noted(own_desk, "fact_withdrawn")
    assert line.after["points"] == ["左家塘街道退役军人服务站 -1"]
    with own_desk.house.database.reading() as session:
        assert session.exec(select(PieceRow.state).where(PieceRow.number == ACCEPTED)).one() == "received"


def test_a_wording_is_settled_once_for_all_that_waits_with_it(own_desk: Desk) -> None:
    browser, path = own_desk.someone(), f"{LIST}/outlets"
    assert "没有等着认定的载体" in words_of(browser.get(path).text)
    lay_use(own_desk.house, ACCEPTED, "雨花某报")
    lay_use(own_desk.house, HELD, "雨花某报")
    page = browser.get(path).text
    assert "2 项" in words_of(page)
    form = next(form for form in forms_in(page) if form.path == path)
    for more in ({}, {"choice": "new"}, {"choice": "other", "other": "没有这家"}, {"choice": "<"}):
        assert browser.send(path, form.fields | {"reason": "已核实"} | more).status_code == 422, more
    assert browser.send(path, form.fields | {"choice": "refuse", "reason": "x", "seen": "F9"}).status_code == 409
    new = {"choice": "new", "new": "雨花某报", "class": "province_bureau", "reason": "已核实", "remember": "1"}
    assert browser.send(path, form.fields | new).status_code == 303
    said = words_of(browser.follow().text)
    assert "还有别的地方要核对" in said  # 省厅's table wants the mode
    said = words_of(browser.get(f"{LIST}/facts/1").text)
    assert "没有注明采用方式" in said
    [line] = noted(own_desk, "outlet_settled")
    assert (line.before["facts"], line.after["outlet"], line.after["left"]) == (["F1", "F2"], "雨花某报", ["F1", "F2"])
