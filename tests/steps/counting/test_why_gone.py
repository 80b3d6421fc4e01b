"""A line that is taken back says who withdrew what brought it, and why; so does the correction of the next month."""

from datetime import date

from steps.counting.conftest import Bureau

from pipeline.domain.facts import Adoption, Instruction
from pipeline.domain.words import State
from pipeline.report.period_view import CorrectionLine
from pipeline.steps.counting.adjust import Adjustment, adjust, undo
from pipeline.steps.counting.explain import explain
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.take import Taken


def withdrawn(bureau: Bureau, taken: Taken, reason: str) -> None:
    order = SettleOrder(bureau=bureau.id, name=fact_name(taken.row), withdraw=True, reason=reason, by="王")
    bureau.clock.forward(seconds=1)
    settle_fact(bureau.house, order)
    bureau.count()


def corrections(bureau: Bureau) -> tuple[CorrectionLine, ...]:
    """补计 and 核减 in June."""
    plan = plan_of(bureau.house, bureau.id)
    june = plan.period("2022-06")
    assert june is not None
    with bureau.pen() as pen:
        return gather_report(pen, plan, june, Issue(number=None, year=2022, frozen=False)).report.corrections


def test_a_correction_says_why_the_office_took_the_use_back(jinjiang: Bureau) -> None:
    taken = jinjiang.adopt(jinjiang.piece())
    jinjiang.count()
    jinjiang.close("2022-05")
    withdrawn(jinjiang, taken, "刊物已撤稿")
    [line] = corrections(jinjiang)
    assert (line.points, line.reason.partition("。")[0]) == (-10, "由王撤销：刊物已撤稿")


def test_of_two_facts_each_line_says_its_own_reason(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    use = jinjiang.adopt(number)
    praise = jinjiang.offer(Instruction(submission=number, by="省厅", rank="main", date=date(2022, 5, 12)))
    jinjiang.count()
    withdrawn(jinjiang, use, "刊物已撤稿")
    withdrawn(jinjiang, praise, "批示是给别的稿件的")
    told = explain(jinjiang.house, number)
    assert told is not None
    reasons = [entry["reason"] for entry in told.entries if entry["kind"] == "reversal"]
    assert [reason.partition("。")[0] for reason in reasons] == ["由王撤销：刊物已撤稿", "由王撤销：批示是给别的稿件的"]


def test_what_is_taken_back_for_another_cause_names_no_old_withdrawal(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    withdrawn(jinjiang, jinjiang.adopt(number), "记错了")
    jinjiang.offer(Adoption(submission=number, outlet="省厅官网", date=date(2022, 5, 9)), by_office=True)
    jinjiang.count()
    jinjiang.set_state(number, State.DISCARDED)
    jinjiang.count()
    told = explain(jinjiang.house, number)
    assert told is not None
    assert [e["reason"][:8] for e in told.entries if e["kind"] == "reversal"] == ["冲销原来的记录："]


def test_a_correction_by_hand_says_why_it_was_undone(jinjiang: Bureau) -> None:
    given = Adjustment(
        bureau="jinjiang", unit="磁灶", points="3", reason="市里表扬", by="李", day=date(2022, 5, 20)
    )  # fmt: skip
    done = adjust(jinjiang.house, given)
    jinjiang.close("2022-05")
    undo(jinjiang.house, "jinjiang", done.name, reason="记错单位", by="王")
    [line] = corrections(jinjiang)
    assert (line.points, line.reason) == (-3, f"撤销{done.name}：记错单位")
