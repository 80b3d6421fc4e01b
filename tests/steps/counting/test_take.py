"""One use told several times: however it is written it is one fact, and what contradicts it waits."""

from datetime import date
from typing import Any

import pytest
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Activity, Reads
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder

_MAY = date(2022, 5, 9)


@pytest.mark.parametrize(
    "name",
    [
        "省厅官网", "福建省退役军人事务厅官网", "省退役军人事务厅官网", "省厅网站", "省退役军人事务厅网站",
        "福建省退役军人事务厅门户网站", "省厅官方网站", " 省厅 官网 ", "省厅官网。", "《省厅官网》",
    ],
)  # fmt: skip
def test_an_outlet_in_another_spelling_is_the_same_use(jinjiang: Bureau, name: str) -> None:
    number = jinjiang.piece()
    assert jinjiang.adopt(number).outcome == "taken"
    assert jinjiang.adopt(number, name).outcome == "known"
    assert jinjiang.points() == "10"


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ({}, {"mode": "solo"}, "known"),
        ({"mode": "solo"}, {}, "known"),
        ({"mode": "solo"}, {"mode": "combined"}, "waits"),
        ({"position": "front"}, {"position": "inside"}, "waits"),
        ({"content": "news"}, {"content": "notice"}, "waits"),
        ({}, {"mode": "solo", "day": date(2022, 5, 10)}, "waits"),
        ({"mode": "solo"}, {"mode": "combined", "day": date(2022, 5, 10)}, "taken"),
    ],
)
def test_a_use_told_with_other_particulars_is_known_or_contradicts(
    jinjiang: Bureau, first: dict[str, Any], second: dict[str, Any], outcome: str
) -> None:
    number = jinjiang.piece()
    assert jinjiang.adopt(number, **first).outcome == "taken"
    assert jinjiang.adopt(number, **second).outcome == outcome
    assert jinjiang.points() == "10"


def test_the_office_puts_a_figure_of_reads_right_under_another_name_of_the_account(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, "市局公众号单条", _MAY)
    jinjiang.offer(Reads(submission=number, outlet="市局公众号", count=50000, days=7))
    assert jinjiang.points() == "23"
    jinjiang.offer(Reads(submission=number, outlet="市局公众号单条", count=5000, days=7))
    assert jinjiang.points() == "13"


def test_a_use_that_two_units_claim_waits_until_the_office_says_whose_it_is(jinjiang: Bureau) -> None:
    ours, theirs = jinjiang.piece(title="两镇共建双拥广场"), jinjiang.piece(unit="安海", title="两镇共建双拥广场")
    assert jinjiang.adopt(ours, "泉州晚报").outcome == "taken"
    claimed = jinjiang.adopt(theirs, "泉州晚报")
    assert claimed.outcome == "waits"
    assert ours in claimed.row.why
    assert "磁灶镇退役军人服务站" in claimed.row.why
    assert (jinjiang.points(), jinjiang.points("anhai")) == ("8", "0")
    assert jinjiang.adopt(theirs, "泉州晚报", date(2022, 5, 12)).outcome == "taken"  # of another day: another use


def test_what_combines_pieces_of_several_units_counts_for_each(yuhua: Bureau) -> None:
    title = "各街道走访慰问优抚对象"
    ours, theirs = (yuhua.piece(unit=unit, title=title, day=date(2022, 5, 3)) for unit in ("左家塘", "高桥"))
    for number in (ours, theirs):
        assert yuhua.adopt(number, "省厅官网", mode="combined").outcome == "taken"
    assert (yuhua.points("zuojiatang"), yuhua.points("gaoqiao")) == ("2", "2")


def test_the_office_settles_whose_a_use_is(jinjiang: Bureau) -> None:
    ours, theirs = jinjiang.piece(title="两镇共建双拥广场"), jinjiang.piece(unit="安海", title="两镇共建双拥广场")
    jinjiang.adopt(ours, "泉州晚报")
    claimed = jinjiang.adopt(theirs, "泉州晚报")
    order = SettleOrder(
        bureau="jinjiang", name=f"F{claimed.row.id}", number=theirs, reason="两家合写，都有贡献", by="李主任"
    )
    assert settle_fact(jinjiang.house, order).outcome == "taken"
    assert (jinjiang.points(), jinjiang.points("anhai")) == ("8", "8")


def test_an_activity_under_a_second_id_waits_until_a_person_says_it_is_another(jinjiang: Bureau) -> None:
    first = Activity(id="A1", host="市局", units=("磁灶", "安海"), date=date(2022, 5, 20))
    jinjiang.offer(first, {"name": "双拥晚会"})
    again = Activity(id="双拥晚会（2022年）", host="市局", units=("anhai", "磁灶镇退役军人服务站"), date=first.date)
    taken = jinjiang.offer(again, {"name": "晚会"})
    assert taken.outcome == "waits"
    assert "可能与F1“双拥晚会”" in taken.row.why
    assert jinjiang.points() == "15"
    renamed = Activity(id="B2", host="市局", units=("青阳",), date=first.date)
    assert jinjiang.offer(renamed, {"name": "双拥 晚会"}).outcome == "waits"
    elsewhere = Activity(id="C3", host="市局", units=("磁灶", "安海"), date=date(2022, 5, 21))
    assert jinjiang.offer(elsewhere, {"name": "双拥晚会"}).outcome == "taken"
    order = SettleOrder(bureau="jinjiang", name="F2", day=first.date, reason="确是两场", by="王")
    assert settle_fact(jinjiang.house, order).outcome == "taken"
    assert jinjiang.points() == "45"
