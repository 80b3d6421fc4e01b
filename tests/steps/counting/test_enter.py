"""Calls, names and figures that the office enters stand in the month's report."""

from datetime import date

import pytest
from steps.counting.conftest import Bureau

from pipeline.report.period_view import PeriodReport
from pipeline.steps.counting.enter import AnswerOrder, CallOrder, answer_call, enter_call, enter_note
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import plan_of


def report(bureau: Bureau, text: str = "2022-05") -> PeriodReport:
    plan = plan_of(bureau.house, bureau.id)
    span = plan.period(text)
    assert span is not None
    with bureau.pen() as pen:
        return gather_report(pen, plan, span, Issue(number=None, year=2022, frozen=False)).report


def call(bureau: Bureau, **told: object) -> CallOrder:
    given = {
        "bureau": bureau.id, "id": "约1", "title": "八一走访综述", "kind": "general", "units": ("磁灶", "安海"),
        "issued": date(2022, 5, 5), "by": "李主任", "persons": ("张三", "李四"),
    }  # fmt: skip
    return CallOrder(**(given | told))  # type: ignore[arg-type]


def test_a_call_answered_late_counts_apart_and_names_the_unit_with_its_person(jinjiang: Bureau) -> None:
    enter_call(jinjiang.house, call(jinjiang))
    for unit, day in (("磁灶", 9), ("安海", 20)):
        order = AnswerOrder(bureau="jinjiang", id="约1", unit=unit, day=date(2022, 5, day), by="李主任")
        answer_call(jinjiang.house, order)
    lines = {line.unit: line for line in report(jinjiang).calls}
    cizao, anhai = lines["磁灶镇退役军人服务站"], lines["安海镇退役军人服务站"]
    assert (cizao.met, cizao.answered, cizao.person, cizao.due) == (True, date(2022, 5, 9), "张三", date(2022, 5, 9))
    assert (anhai.met, anhai.done, anhai.person, anhai.call) == (False, 0, "李四", "八一走访综述")
    assert (cizao.late, anhai.late, anhai.late_days) == (0, 1, 11)


def test_said_again_a_call_and_its_answer_are_one(jinjiang: Bureau) -> None:
    assert not enter_call(jinjiang.house, call(jinjiang)).again
    assert enter_call(jinjiang.house, call(jinjiang)).again
    order = AnswerOrder(bureau="jinjiang", id="约1", unit="磁灶", day=date(2022, 5, 9), by="李主任", pieces=1)
    answer_call(jinjiang.house, order)
    answer_call(jinjiang.house, order)
    assert {line.done for line in report(jinjiang).calls if line.met} == {1}


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"units": ("没有的站",)}, "unknown_unit"),
        ({"units": ()}, "entry_wants"),
        ({"by": " "}, "entry_wants"),
        ({"kind": "urgent"}, "call_refused"),
        ({"issued": date(2030, 1, 1)}, "future"),
    ],
)
def test_a_call_that_cannot_be_is_refused_and_leaves_nothing(
    jinjiang: Bureau, change: dict[str, object], cause: str
) -> None:
    with pytest.raises(Refused) as refused:
        enter_call(jinjiang.house, call(jinjiang, **change))
    assert refused.value.cause == cause
    assert report(jinjiang).calls == ()


def test_an_answer_to_no_call_is_refused(jinjiang: Bureau) -> None:
    order = AnswerOrder(bureau="jinjiang", id="约9", unit="磁灶", day=date(2022, 5, 9), by="李主任")
    with pytest.raises(Refused) as refused:
        answer_call(jinjiang.house, order)
    assert refused.value.cause == "unknown_call"


@pytest.mark.parametrize(
    ("change", "cause"), [({"unit": "梅岭"}, "not_called"), ({"day": date(2022, 5, 4)}, "before_call")]
)
def test_an_answer_that_cannot_be_is_refused(jinjiang: Bureau, change: dict[str, object], cause: str) -> None:
    enter_call(jinjiang.house, call(jinjiang))
    given = {"bureau": "jinjiang", "id": "约1", "unit": "磁灶", "day": date(2022, 5, 9), "by": "李主任"} | change
    with pytest.raises(Refused) as refused:
        answer_call(jinjiang.house, AnswerOrder(**given))  # type: ignore[arg-type]
    assert refused.value.cause == cause


def test_names_and_figures_stand_in_their_own_month_once(yuhua: Bureau) -> None:
    told = {"unit": "左家塘", "person": "王五", "what": "迟报", "about": "重大信息", "clause": "三（四）1"}
    for _ in range(2):
        enter_note(yuhua.house, "yuhua", "named", told, day=date(2022, 5, 20), by="李主任")
    figure = {"title": "市局考评", "value": "第2名", "goal": "前三", "clause": ""}
    enter_note(yuhua.house, "yuhua", "figure", figure, day=date(2022, 5, 31), by="李主任")
    may, june = report(yuhua), report(yuhua, "2022-06")
    [named] = may.named
    assert (named.unit, named.person, named.what) == ("左家塘街道退役军人服务站", "王五", "迟报")
    assert [f.title for f in may.figures] == ["市局考评"]
    assert (june.named, june.figures) == ((), ())
