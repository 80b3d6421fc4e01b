"""One use told several times: however it is written it is one fact, and what contradicts it waits."""

from datetime import date
from typing import Any

import pytest
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Reads

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
