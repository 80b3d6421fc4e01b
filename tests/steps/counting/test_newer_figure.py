"""A newer figure takes the place of the one on record only where it could stand by itself."""

from dataclasses import replace
from datetime import date

import pytest
from steps.counting.conftest import Bureau
from steps.counting.test_enter import call, report

from pipeline.domain.facts import Activity, Reads
from pipeline.score.facts_json import Fact
from pipeline.steps.counting.by_hand import HandFact, record_fact
from pipeline.steps.counting.enter import AnswerOrder, answer_call, enter_call, enter_note
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.trying import try_fact


def told(bureau: Bureau, fact: Fact) -> str:
    return record_fact(bureau.house, HandFact(bureau=bureau.id, fact=fact, by="李主任")).outcome


@pytest.mark.parametrize(("count", "why"), [(-5, "负数"), (999_999_999, "阅读量")])
def test_reads_that_cannot_be_leave_the_figure_that_stands(jinjiang: Bureau, count: int, why: str) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, "市局公众号", mode="item")
    reads = Reads(submission=number, outlet="市局公众号", count=3500, days=7)
    told(jinjiang, reads)
    assert jinjiang.points() == "8"
    wrong = replace(reads, count=count)
    assert (tried := try_fact(jinjiang.house, "jinjiang", wrong)).outcome == "waits"
    assert why in tried.why
    with pytest.raises(Refused, match=why):
        told(jinjiang, wrong)
    assert jinjiang.offer(wrong).outcome == "waits"  # from a file it waits for the office
    assert jinjiang.points() == "8"
    assert told(jinjiang, replace(reads, count=5200)) == "taken"
    assert jinjiang.points() == "13"


def test_an_activity_with_a_unit_nobody_knows_leaves_the_one_that_stands(jinjiang: Bureau) -> None:
    hosted = Activity(id="双拥晚会（2022年）", host="市局", units=("cizao",), date=date(2022, 5, 9))
    told(jinjiang, hosted)
    with pytest.raises(Refused, match="没有的站"):
        told(jinjiang, replace(hosted, units=("cizao", "没有的站")))
    assert jinjiang.points() == "30"


def test_a_call_entered_again_as_it_cannot_be_leaves_the_one_that_stands_with_its_answers(jinjiang: Bureau) -> None:
    enter_call(jinjiang.house, call(jinjiang))
    answer_call(
        jinjiang.house, AnswerOrder(bureau="jinjiang", id="约1", unit="磁灶", day=date(2022, 5, 9), by="李主任")
    )
    for change, why in (({"kind": "urgent"}, "没有时限"), ({"issued": date(2022, 5, 20)}, "早于约稿日期")):
        with pytest.raises(Refused, match=why):
            enter_call(jinjiang.house, call(jinjiang, **change))
    assert enter_call(jinjiang.house, call(jinjiang)).again


def test_what_was_taken_back_stands_again_when_it_is_entered_once_more(yuhua: Bureau) -> None:
    told = {"unit": "左家塘", "person": "王五", "what": "迟报", "about": "重大信息", "clause": "三（四）1"}
    first = enter_note(yuhua.house, "yuhua", "named", told, day=date(2022, 5, 20), by="李主任")
    back = SettleOrder(bureau="yuhua", name=first.fact, reason="记错了", by="李主任", withdraw=True)
    settle_fact(yuhua.house, back)
    assert report(yuhua).named == ()
    anew = enter_note(yuhua.house, "yuhua", "named", told, day=date(2022, 5, 20), by="李主任")
    assert (anew.again, anew.fact == first.fact) == (False, False)
    assert [line.person for line in report(yuhua).named] == ["王五"]
    assert enter_note(yuhua.house, "yuhua", "named", told, day=date(2022, 5, 20), by="李主任").again
