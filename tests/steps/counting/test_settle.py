"""The office settles facts that wait, and takes back facts that stand."""

from datetime import date
from typing import Any

import pytest
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Adoption, Reads
from pipeline.domain.words import Disposition, State
from pipeline.steps.counting.fact_names import facts_listed
from pipeline.steps.counting.hands import Refused, count_after
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import Settled, SettleOrder

MAY = date(2022, 5, 9)


def settled(bureau: Bureau, name: str, **order: Any) -> Settled:
    bureau.clock.forward(seconds=1)
    order = {"reason": "经核实", "by": "李主任"} | order
    return settle_fact(bureau.house, SettleOrder(bureau=bureau.id, name=name, **order))


def claimed(bureau: Bureau, **told: Any) -> str:
    """A row of a report that was matched with no piece."""
    told = {"title": "走访慰问老兵", "outlet": "省厅官网", "date": "2022-05-09"} | told
    taken = bureau.offer(None, told, why="没有找到对应的稿件", candidates=("JJ-2022-00001",))
    return f"F{taken.row.id}"


def test_what_waits_is_listed_with_where_it_was_told_why_and_what_it_may_be(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number)
    claimed(jinjiang)
    [line] = facts_listed(jinjiang.house, "jinjiang", waiting=True)
    assert (line.name, line.state, line.title, line.outlet, line.date) == (
        "F2", "waiting", "走访慰问老兵", "省厅官网", "2022-05-09",
    )  # fmt: skip
    assert line.place.startswith("《附件2》")
    assert (line.why, line.candidates, line.number) == ("没有找到对应的稿件", ("JJ-2022-00001",), None)
    first, _ = facts_listed(jinjiang.house, "jinjiang")
    assert (first.name, first.number, first.title, first.date) == ("F1", number, "磁灶镇走访慰问老兵", "2022-05-09")


def test_a_row_gets_its_piece_and_counts(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    name = claimed(jinjiang)
    assert jinjiang.points() == "0"
    done = settled(jinjiang, name, number=number.lower())
    assert (done.outcome, done.number) == ("taken", number)
    assert [(c.unit, c.points) for c in count_after(jinjiang.house, "jinjiang")] == [("cizao", "10")]
    row = jinjiang.fact(1)
    assert (row.state, row.by, row.subject) == ("standing", "李主任", number)
    assert row.why == "由李主任认定：经核实"
    assert jinjiang.on_record(number).state == "adopted"


def test_a_row_gets_its_outlet_and_a_link_that_leads_elsewhere_is_left_out(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    taken = jinjiang.adopt(number, outlet="晋江退役军人在线", url="http://www.people.com.cn/a.html")
    assert taken.outcome == "waits"
    done = settled(jinjiang, f"F{taken.row.id}", outlet="省厅官网")
    assert done.outcome == "taken"
    assert jinjiang.fact(taken.row.id).told["outlet"] == "晋江退役军人在线"
    assert jinjiang.points() == "10"


def test_a_paper_that_counts_on_its_front_page_only_waits_for_the_page(jinjiang: Bureau) -> None:
    taken = jinjiang.adopt(jinjiang.piece(), outlet="东南早报")
    assert taken.outcome == "waits"
    assert settled(jinjiang, f"F{taken.row.id}", position="front").outcome == "taken"
    assert jinjiang.points() == "8"


def test_an_outlet_may_be_named_with_its_page(jinjiang: Bureau) -> None:
    name = claimed(jinjiang, outlet="晨报")
    done = settled(jinjiang, name, number=jinjiang.piece(), outlet="东南早报", position="front")
    assert done.outcome == "taken"
    assert jinjiang.points() == "8"


def test_an_account_whose_mode_was_not_told_waits_for_it(jinjiang: Bureau) -> None:
    taken = jinjiang.adopt(jinjiang.piece(), outlet="市局公众号")
    assert taken.outcome == "waits"
    assert settled(jinjiang, f"F{taken.row.id}", mode="brief").outcome == "taken"
    assert jinjiang.points() == "1"


def test_what_still_does_not_fit_goes_on_waiting_and_says_why(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    name = claimed(jinjiang, outlet="东南早报")
    done = settled(jinjiang, name, number=number)
    assert done.outcome == "waits"
    assert "头版" in done.why
    assert settled(jinjiang, name, position="lead").outcome == "taken"


def test_a_remembered_wording_settles_every_row_that_waited_for_it_but_none_whose_piece_is_in_doubt(
    jinjiang: Bureau,
) -> None:
    one, two, three = (jinjiang.piece(title=f"磁灶镇稿件第{n}号") for n in "一二三")
    waits = [jinjiang.adopt(number, outlet="闽省退役军人网站") for number in (one, two)]
    doubt = jinjiang.offer(
        Adoption(submission=three, outlet="闽省退役军人网站", date=MAY),
        {"outlet": "闽省退役军人网站"}, doubtful=True, why="标题相近",
    )  # fmt: skip
    done = settled(jinjiang, f"F{waits[0].row.id}", outlet="省厅官网", remember=True)
    assert (done.outcome, done.remembered, done.also) == ("taken", "闽省退役军人网站", (f"F{waits[1].row.id}",))
    assert jinjiang.points() == "20"
    assert jinjiang.fact(doubt.row.id).state == "waiting"
    kept = (jinjiang.house.bureau("jinjiang").folder / "settled.yaml").read_text("utf-8")
    assert "闽省退役军人网站" in kept
    assert "李主任" in kept
    assert jinjiang.adopt(jinjiang.piece(title="第四号"), outlet="闽省退役军人网站").outcome == "taken"


def test_a_wording_that_the_register_gives_to_another_outlet_is_not_remembered(jinjiang: Bureau) -> None:
    name = claimed(jinjiang, outlet="省厅官网")
    with pytest.raises(Refused) as refused:
        settled(jinjiang, name, number=jinjiang.piece(), outlet="部官网", remember=True)
    assert refused.value.cause == "remember_failed"
    assert jinjiang.fact(1).state == "waiting"


def test_nothing_is_remembered_for_a_row_that_cannot_be_put_right(jinjiang: Bureau) -> None:
    name = claimed(jinjiang, outlet="闽省退役军人网站")
    with pytest.raises(Refused) as refused:
        settled(jinjiang, name, outlet="省厅官网", remember=True)
    assert refused.value.cause == "number_left"
    assert not (jinjiang.house.bureau("jinjiang").folder / "settled.yaml").exists()


def test_a_refused_row_counts_nothing_and_stays_on_record_with_name_and_reason(jinjiang: Bureau) -> None:
    jinjiang.piece()
    done = settled(jinjiang, claimed(jinjiang), refuse=True, reason="不是本市稿件")
    assert done.outcome == "refused"
    row = jinjiang.fact(1)
    assert (row.state, row.by, row.why) == ("refused", "李主任", "由李主任不予登记：不是本市稿件")
    assert jinjiang.events("fact_refused")[0].detail["reason"] == "不是本市稿件"
    assert facts_listed(jinjiang.house, "jinjiang", waiting=True) == ()


@pytest.mark.parametrize("state", [State.RECEIVED, State.REVIEWED])
def test_a_withdrawn_adoption_gives_its_points_back_and_the_piece_its_state(jinjiang: Bureau, state: State) -> None:
    number = jinjiang.piece()
    jinjiang.set_state(number, state)
    taken = jinjiang.adopt(number)
    assert jinjiang.points() == "10"
    assert settled(jinjiang, f"F{taken.row.id}", withdraw=True).outcome == "withdrawn"
    assert jinjiang.points() == "0"
    piece = jinjiang.on_record(number)
    assert (piece.state, piece.accepted_at is not None) == (state.value, True)
    assert [e.detail["after"] for e in jinjiang.events("state_changed")] == ["adopted", state.value]


def test_a_piece_that_was_returned_before_it_was_used_is_not_accepted_once_the_use_is_withdrawn(
    jinjiang: Bureau,
) -> None:
    number = jinjiang.piece()
    with jinjiang.pen() as pen:
        row = pen.session.merge(jinjiang.on_record(number))
        row.state, row.disposition, row.accepted_at = "returned", Disposition.RETURNED.value, None
    taken = jinjiang.adopt(number)
    assert jinjiang.on_record(number).accepted_at is not None
    settled(jinjiang, f"F{taken.row.id}", withdraw=True)
    piece = jinjiang.on_record(number)
    assert (piece.state, piece.accepted_at) == ("returned", None)


def test_a_piece_that_is_still_used_elsewhere_stays_adopted(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    first, _ = jinjiang.adopt(number), jinjiang.adopt(number, outlet="市双拥简报")
    settled(jinjiang, f"F{first.row.id}", withdraw=True)
    assert jinjiang.on_record(number).state == "adopted"
    assert jinjiang.points() == "3"


def test_what_is_withdrawn_after_its_month_was_closed_is_booked_in_the_next(jinjiang: Bureau) -> None:
    taken = jinjiang.adopt(jinjiang.piece())
    assert jinjiang.points() == "10"
    jinjiang.close("2022-05")
    settled(jinjiang, f"F{taken.row.id}", withdraw=True)
    line = jinjiang.standing(period="2022-06")
    assert (str(line.points), str(line.corrections)) == ("-10", "-10")
    assert jinjiang.points() == "10"


def test_reads_of_a_piece_that_was_not_found_are_given_to_it(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, outlet="市局公众号", mode="item")
    told = {"title": "走访", "outlet": "市局公众号", "count": 5200, "days": 7}
    taken = jinjiang.offer(None, told, why="没有找到对应的稿件")
    row = jinjiang.fact(taken.row.id)
    assert row.state == "waiting"
    with jinjiang.pen() as pen:
        pen.session.merge(row).kind = "reads"
    assert settled(jinjiang, f"F{row.id}", number=number).outcome == "taken"
    assert jinjiang.points() == "13"


@pytest.mark.parametrize(
    ("order", "cause"),
    [
        ({"name": "F99", "refuse": True}, "unknown_fact"),
        ({"name": "JJ-2022-00001", "refuse": True}, "unknown_fact"),
        ({"name": "F1"}, "nothing_to_change"),
        ({"name": "F1", "refuse": True, "reason": ""}, "reason_and_name"),
        ({"name": "F1", "refuse": True, "by": " "}, "reason_and_name"),
        ({"name": "F1", "refuse": True, "number": "JJ-2022-00001"}, "refuse_alone"),
        ({"name": "F1", "refuse": True, "withdraw": True}, "refuse_alone"),
        ({"name": "F1", "remember": True, "number": "JJ-2022-00001"}, "remember_what"),
        ({"name": "F1", "number": "JJ-2022-00099"}, "unknown_piece"),
        ({"name": "F1", "outlet": "没听说过的载体"}, "no_such_outlet"),
        ({"name": "F1", "outlet": "省厅官网"}, "number_left"),
        ({"name": "F1", "position": "somewhere"}, "unknown_word"),
        ({"name": "F1", "content": "poem"}, "unknown_word"),
        ({"name": "F1", "mode": "twice"}, "unknown_word"),
        ({"name": "F1", "withdraw": True}, "not_standing"),
        ({"name": "F2", "refuse": True}, "not_waiting"),
        ({"name": "F2", "number": "JJ-2022-00001"}, "not_waiting"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(jinjiang: Bureau, order: dict[str, Any], cause: str) -> None:
    claimed(jinjiang)
    jinjiang.adopt(jinjiang.piece())
    before = facts_listed(jinjiang.house, "jinjiang")
    with pytest.raises(Refused) as refused:
        settled(jinjiang, order.pop("name"), **order)
    assert refused.value.cause == cause
    assert facts_listed(jinjiang.house, "jinjiang") == before


def test_a_fact_of_another_bureau_is_not_found(jinjiang: Bureau, yuhua: Bureau) -> None:
    claimed(jinjiang)
    with pytest.raises(Refused) as refused:
        settled(yuhua, "F1", refuse=True)
    assert refused.value.cause == "unknown_fact"


def test_reads_have_no_page(jinjiang: Bureau) -> None:
    taken = jinjiang.offer(Reads(submission="JJ-2022-00077", outlet="市局公众号", count=5000, days=7), {})
    with pytest.raises(Refused) as refused:
        settled(jinjiang, f"F{taken.row.id}", position="front")
    assert refused.value.cause == "no_such_field"
