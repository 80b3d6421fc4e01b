"""What a fact would bring is told before it is entered, and that is what it brings."""

from datetime import date

import pytest
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Activity, Adoption, Instruction, Reads
from pipeline.domain.imported import ImportedReads
from pipeline.score.facts_json import Fact
from pipeline.score.questions import asked_of, kinds_counted
from pipeline.steps.counting.by_hand import HandFact, Recorded, activity_id, reads_told, record_fact
from pipeline.steps.counting.hands import Refused, count_after
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.trying import Trial, try_fact

MAY = date(2022, 5, 9)


def use(number: str, outlet: str = "省厅官网", day: date = MAY, **more: str) -> Adoption:
    return Adoption(submission=number, outlet=outlet, date=day, **more)  # type: ignore[arg-type]


def tried(bureau: Bureau, fact: Fact) -> Trial:
    return try_fact(bureau.house, bureau.id, fact)


def recorded(bureau: Bureau, fact: Fact, *, postpone: bool = False) -> Recorded:
    bureau.clock.forward(seconds=1)
    done = record_fact(bureau.house, HandFact(bureau=bureau.id, fact=fact, by="李主任", postpone=postpone))
    count_after(bureau.house, bureau.id)
    return done


def nets(trial: Trial) -> dict[str, str]:
    return {net.unit: net.points for net in trial.nets}


def test_the_points_are_told_with_their_clause_and_nothing_is_written(jinjiang: Bureau) -> None:
    trial = tried(jinjiang, use(jinjiang.piece()))
    [line] = trial.lines
    assert (trial.outcome, trial.outlet, line.points, line.clause, line.booked) == (
        "taken", "省厅官网", "10", "附件1", "2022-05",
    )  # fmt: skip
    assert nets(trial) == {"cizao": "10"}
    assert trial.notes == ("未经归口审批",)
    assert jinjiang.points() == "0"
    assert jinjiang.events("fact_taken") == []


def test_what_was_told_is_what_comes(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    for fact in (
        use(number), use(number, "人民日报", date(2022, 5, 20)), use(number, "市局公众号单条", date(2022, 5, 4)),
        Reads(submission=number, outlet="市局公众号单条", count=5000, days=7),
        Instruction(submission=number, by="省厅", rank="main", date=date(2022, 5, 30)),
        Activity(id="三下乡", host="市局", units=("磁灶", "安海"), date=date(2022, 5, 8)),
    ):  # fmt: skip
        trial, before = tried(jinjiang, fact), float(jinjiang.points())
        assert recorded(jinjiang, fact).outcome == "taken"
        assert float(jinjiang.points()) - before == pytest.approx(float(nets(trial).get("cizao", "0"))), fact
        assert tried(jinjiang, fact).outcome == "known"
        assert recorded(jinjiang, fact).outcome == "known"
    assert jinjiang.points(unit="anhai") == "15"


def test_a_higher_use_brings_the_difference_and_a_lower_one_nothing(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    recorded(jinjiang, use(number))
    higher, lower = (
        tried(jinjiang, use(number, "人民日报", date(2022, 5, 20))),
        tried(jinjiang, use(number, "泉州晚报", date(2022, 5, 20))),
    )
    assert (nets(higher), "补计差额10分" in higher.lines[0].reason) == ({"cizao": "10"}, True)
    assert (nets(lower), lower.lines[0].counted) == ({"cizao": "0"}, False)


def test_what_falls_into_a_closed_month_is_told(jinjiang: Bureau) -> None:
    jinjiang.close("2022-05")
    trial = tried(jinjiang, use(jinjiang.piece()))
    assert "2022-05已经结账，计入2022-06，作补计" in trial.notes
    assert trial.lines[0].booked == "2022-06"


def test_what_cannot_be_is_told_and_refused(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    for fact, why in (
        (use(number, day=date(2022, 7, 1)), "还没有到"),
        (use(number, day=date(2022, 4, 1)), "早于报送日期"),
        (use("JJ-2022-09999"), "没有编号"),
        (Reads(submission=number, outlet="市局公众号单条", count=-3, days=2), "没有这篇稿件"),
        (Reads(submission=number, outlet="市局公众号单条", count=10**9, days=2), "不合常理"),
        (Instruction(submission=number, by="县委", rank="main", date=MAY), "没有"),
        (Activity(id="x", host="市局", units=("无此单位",), date=MAY), "名册里没有"),
    ):
        trial = tried(jinjiang, fact)
        assert (trial.outcome, why in trial.why) == ("waits", True), trial.why
        with pytest.raises(Refused, match=why):
            recorded(jinjiang, fact)
    assert jinjiang.points() == "0"


def test_an_outlet_that_is_not_clear_names_its_candidates_and_may_be_kept_for_later(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    fact = use(number, "市局公众号")
    trial = tried(jinjiang, fact)
    assert (trial.outcome, trial.postponed) == ("waits", True)
    assert set(trial.candidates) == {"市局公众号单条", "市局公众号简讯"}
    with pytest.raises(Refused, match="几个载体"):
        recorded(jinjiang, fact)
    done = recorded(jinjiang, fact, postpone=True)
    assert (done.outcome, "几个载体" in done.why) == ("waits", True)
    with pytest.raises(Refused, match="还没有到"):
        recorded(jinjiang, use(number, "市局公众号", date(2022, 7, 1)), postpone=True)


def test_a_day_that_contradicts_the_record_is_asked_about(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    first = recorded(jinjiang, use(number))
    other = use(number, day=date(2022, 5, 11))
    trial = tried(jinjiang, other)
    assert (trial.outcome, trial.fact, "不一致" in trial.why) == ("waits", first.fact, True)
    with pytest.raises(Refused, match="不一致"):
        recorded(jinjiang, other, postpone=True)


def test_a_newer_figure_takes_the_place_of_the_older(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    recorded(jinjiang, use(number, "市局公众号单条", date(2022, 5, 4)))
    told = {"place": "", "number": number, "title": "", "outlet": "市局公众号单条", "counted_on": date(2022, 5, 11)}
    first = recorded(jinjiang, reads_told(jinjiang.house, "jinjiang", ImportedReads(**told, count=4000)))  # type: ignore[arg-type]
    assert jinjiang.points() == "8"
    more = reads_told(jinjiang.house, "jinjiang", ImportedReads(**told, count=12000))  # type: ignore[arg-type]
    trial = tried(jinjiang, more)
    assert (trial.outcome, trial.fact, nets(trial)) == ("replaces", first.fact, {"cizao": "15"})
    assert recorded(jinjiang, more).fact == first.fact
    assert jinjiang.points() == "23"


def test_reads_of_a_use_that_is_not_on_record_are_refused(jinjiang: Bureau) -> None:
    told = ImportedReads(
        place="", number=jinjiang.piece(), title="", outlet="市局公众号单条", count=4000, counted_on=date(2022, 5, 11)
    )
    with pytest.raises(Refused, match="没有登记"):
        reads_told(jinjiang.house, "jinjiang", told)


def test_what_was_refused_or_withdrawn_may_be_entered_anew(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    first = recorded(jinjiang, use(number))
    order = SettleOrder(bureau="jinjiang", name=first.fact, reason="登记错了", by="李主任", withdraw=True)
    settle_fact(jinjiang.house, order)
    again = recorded(jinjiang, use(number))
    assert (again.outcome, again.fact != first.fact, jinjiang.points()) == ("taken", True, "10")
    vague = use(number, "磁灶融媒")
    kept = recorded(jinjiang, vague, postpone=True)
    settle_fact(jinjiang.house, SettleOrder(bureau="jinjiang", name=kept.fact, reason="x", by="李", refuse=True))
    assert recorded(jinjiang, vague, postpone=True).outcome == "waits"


def test_the_plans_say_what_they_ask(jinjiang: Bureau, yuhua: Bureau) -> None:
    plan, other = (plan_of(bureau.house, bureau.id) for bureau in (jinjiang, yuhua))
    assert kinds_counted(plan) == ("adoption", "instruction", "reads", "activity")
    asked = asked_of(plan, "adoption")
    assert set(asked) == {"mode", "position"}
    assert set(asked["mode"]) == {"item", "brief"}
    assert set(asked_of(other, "adoption")) == {"mode", "content"}
    assert {"solo", "combined", "reprint"} <= set(asked_of(other, "adoption")["mode"])
    assert set(asked_of(plan, "instruction")["rank"]) == {"main", "member"}
    assert activity_id("三下乡", MAY) == "三下乡（2022年）"
