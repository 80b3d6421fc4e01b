"""采用: what is on record, entered with its points told beforehand."""

from datetime import timedelta

from console.browsing import Desk, forms_in, words_of
from console.facts_there import lay_use, today
from console.letters_there import ACCEPTED, EVIL, HELD, HOSTILE, RETURNED, SEALED
from console.typing_uses import LIST, enter, facts_of, noted, typed
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.store.tables import ClosingRow, OutboxRow


def test_the_points_are_told_with_their_clause_while_it_is_typed_and_nothing_is_written(own_desk: Desk) -> None:
    browser = own_desk.someone()
    page = browser.get(f"{LIST}/new?piece={ACCEPTED}").text
    assert ACCEPTED in words_of(page)
    assert 'hx-post="/yuhua/adoptions/try"' in page
    mark = forms_in(page)[-1].fields["csrf"]
    said = words_of(browser.send(f"{LIST}/try", typed(own_desk) | {"csrf": mark}, hx_request="true").text)
    assert "<html" not in browser.page.text
    for text in ("+5", "三（四）2", "左家塘", "省厅", "未经归口审批"):
        assert text in said, text
    assert "还没有登记" not in said
    whole = enter(browser, own_desk, f"{LIST}/try")  # the button, without JavaScript
    assert "+5" in whole
    assert f'value="{ACCEPTED}"' in browser.page.text
    assert facts_of(own_desk) == {}
    assert noted(own_desk, "fact_entered") == []


def test_what_was_typed_is_on_record_once_however_often_it_is_sent(own_desk: Desk) -> None:
    browser = own_desk.someone()
    enter(browser, own_desk)
    assert browser.page.status_code == 303
    said = words_of(browser.follow().text)
    assert "F1 已登记" in said
    assert "左家塘街道退役军人服务站 +5" in said
    enter(browser, own_desk)
    assert "没有重复登记" in words_of(browser.follow().text)
    assert facts_of(own_desk) == {"F1": "standing"}
    first, again = noted(own_desk, "fact_entered")
    assert (first.about, first.before, first.after["number"], first.name) == ("F1", {}, ACCEPTED, "李主任")
    assert (first.after["stands"], again.before["stands"], again.after["outcome"]) == ("已登记", "已登记", "known")
    with own_desk.house.database.reading() as session:
        mails = [m for m in session.exec(select(OutboxRow)) if "被" in m.subject and "采用" in m.subject]
    assert len(mails) == 1
    listed = words_of(browser.get(LIST).text)
    assert all(text in listed for text in ("F1", ACCEPTED, "省厅", "三（四）2", "手工登记", "单独"))
    assert "F1" in words_of(browser.get(f"/yuhua/pieces/{ACCEPTED}").text)


def test_the_piece_is_found_by_words_of_its_title_and_picked_where_several_fit(own_desk: Desk) -> None:
    browser = own_desk.someone()
    said = enter(browser, own_desk, f"{LIST}/try", piece="左家塘街道")
    assert "是哪一篇" in said
    assert "请选定是哪一篇" in said
    picked = enter(browser, own_desk, f"{LIST}/try", piece="左家塘街道", pick_piece=HELD, picked_from="左家塘街道")
    assert "+5" in picked
    stale = enter(browser, own_desk, f"{LIST}/try", piece="双拥共建座", pick_piece=RETURNED, picked_from="左家塘街道")
    assert HELD in stale
    assert "+5" in stale
    assert "没有找到" in enter(browser, own_desk, f"{LIST}/try", piece="没有这样的标题")
    assert SEALED not in enter(browser, own_desk, f"{LIST}/try", piece="换防时间表")


def test_what_cannot_stand_is_told_before_it_is_written_and_what_was_typed_stays(own_desk: Desk) -> None:
    browser, day = own_desk.someone(), today(own_desk.house)
    for more, why in (
        ({"date": str(day + timedelta(days=3))}, "还没有到"),
        ({"date": "昨天"}, "不是日期"),
        ({"date": ""}, "请写明刊发日期"),
        ({"piece": ""}, "请写明是哪篇稿件"),
        ({"outlet": ""}, "请写明载体"),
        ({"outlet": "雨花某报"}, "名录里没有"),
        ({"mode": ""}, "没有注明采用方式"),
        ({"mode": "nosuch"}, "不在可选的里面"),
        ({"outlet": "x" * 300}, "太长"),
        ({"piece": SEALED}, "封存"),
        ({"kind": "reads", "count": "500", "days": "2"}, "没有这篇稿件"),
        ({"kind": "reads", "count": "许多", "days": "2"}, "不是次数"),
        ({"kind": "reads", "count": "5"}, "请写明统计日期"),
        ({"kind": "reads", "count": "5", "counted_on": str(day)}, "没有登记"),
        ({"kind": "instruction", "by": "县委", "rank": "main"}, "没有"),
        ({"kind": "activity"}, "请写明活动名称"),
        ({"kind": "nosuch"}, "请选定登记什么"),
    ):
        said = enter(browser, own_desk, **more)
        assert (browser.page.status_code, why in said) == (422, True), (more, said[-900:])
        assert f'value="{ACCEPTED}"' in browser.page.text or "piece" in more or more.get("kind") == "activity", more
    assert facts_of(own_desk) == {}
    assert noted(own_desk, "fact_entered") == []
    lay_use(own_desk.house)
    assert "阅读量是负数" in enter(browser, own_desk, kind="reads", outlet="市局官网", count="-5", days="0")


def test_a_closed_month_is_told_beforehand_and_counts_in_the_next(own_desk: Desk, clock: object) -> None:
    browser, day = own_desk.someone(), today(own_desk.house)
    clock.forward(days=40)  # type: ignore[attr-defined]
    with own_desk.house.database.writing() as session:
        session.add(ClosingRow(bureau="yuhua", period=f"{day:%Y-%m}", year=day.year, issue=1, state="closed",
                               prepared_at=own_desk.house.clock()))  # fmt: skip
    browser = own_desk.someone(login="zhao")
    later = day + timedelta(days=31)
    said = enter(browser, own_desk, f"{LIST}/try", date=str(day))
    assert f"{day:%Y-%m}已经结账，计入{later:%Y-%m}，作补计" in said
    enter(browser, own_desk, date=str(day))
    browser.follow()
    assert f"计入{later.year}年{later.month}月" in words_of(browser.get(f"{LIST}/facts/1").text)


def test_approvals_and_activities_are_entered_by_their_own_forms(own_desk: Desk) -> None:
    browser = own_desk.someone()
    day = str(today(own_desk.house))
    for kind in ("instruction", "activity", "reads"):
        assert browser.get(f"{LIST}/new?kind={kind}").status_code == 200
    enter(browser, own_desk, kind="instruction", by="区委", rank="main", date=day)
    enter(browser, own_desk, kind="activity", name="双拥晚会", host="市局", units="zuojiatang", date=day)
    assert facts_of(own_desk) == {"F1": "standing", "F2": "standing"}
    said = words_of(browser.get(f"{LIST}?unit=zuojiatang").text)
    assert all(text in said for text in ("F1", "F2", "区委主要领导", "双拥晚会", "不计"))


def test_the_list_is_sifted_by_state_unit_and_month(own_desk: Desk) -> None:
    browser, day = own_desk.someone(Role.VIEWER), today(own_desk.house)
    assert "还没有采用记录" in words_of(browser.get(LIST).text)
    lay_use(own_desk.house)
    lay_use(own_desk.house, HELD, "雨花某报")
    page = browser.get(LIST).text
    assert 'action="/yuhua/adoptions"' in page
    assert "/adoptions/new" not in page
    assert "名录里没有“雨花某报”" in words_of(page)
    for question, shown in (
        ("state=counted", {"F1"}), ("state=waits", {"F2"}), ("state=gone", set()), ("unit=zuojiatang", {"F1", "F2"}),
        ("unit=dongtang", set()), (f"month={day:%Y-%m}", {"F1", "F2"}), ("month=2019-01", set()),
        ("month=xx&state=%3C&page=-3", {"F1", "F2"}), ("page=99", {"F1", "F2"}),
    ):  # fmt: skip
        said = words_of(browser.get(f"{LIST}?{question}").text)
        assert {name for name in ("F1", "F2") if name in said} == shown, question
    assert f"{LIST}/facts/2" in browser.get("/yuhua/waiting?kind=fact").text
    assert "认定</h2>" not in browser.get(f"{LIST}/facts/2").text


def test_nothing_that_was_written_runs_in_the_page(own_desk: Desk) -> None:
    browser = own_desk.someone(Role.ADMIN)
    lay_use(own_desk.house, HOSTILE, EVIL)
    enter(browser, own_desk, f"{LIST}/try", piece="老兵", outlet=EVIL, url=EVIL)
    pages = [browser.page.text]
    pages += [browser.get(path).text for path in (LIST, f"{LIST}/facts/1", f"{LIST}/outlets", "/yuhua/log")]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page or page is pages[0]  # where it is what one has typed oneself


def test_another_bureaus_facts_are_not_there(own_desk: Desk) -> None:
    lay_use(own_desk.house)
    browser = own_desk.someone(Role.ADMIN, "jinjiang")
    for path in ("facts/1", "facts/99", "facts/0", f"facts/{10**30}"):
        assert browser.get(f"/jinjiang/adoptions/{path}").status_code == 404
    assert "F1" not in words_of(browser.get("/jinjiang/adoptions").text)


def test_a_plan_that_cannot_be_read_is_told_and_the_list_is_shown_all_the_same(own_desk: Desk) -> None:
    browser = own_desk.someone()
    lay_use(own_desk.house)
    rulebook = own_desk.house.bureau("yuhua").folder / "rulebook.yaml"
    rulebook.write_text("plan: [", "utf-8")
    assert "读不了" in words_of(browser.get(LIST).text)
    for path in (f"{LIST}/new", f"{LIST}/facts/1", f"{LIST}/outlets", f"{LIST}/manual"):
        assert browser.get(path).status_code == 200, path
    said = enter(browser, own_desk, outlet="市局官微")
    assert (browser.page.status_code, "没有登记" in said) == (422, True)
    assert facts_of(own_desk) == {"F1": "standing"}
