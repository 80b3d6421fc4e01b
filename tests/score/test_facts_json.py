"""Facts as JSON: what is written is read back exactly; what is not a fact is refused."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.facts import Activity, Adoption, Answered, Call, Instruction, Reads, SubmissionFact
from pipeline.score.facts_json import CLASSES, Fact, FactJsonError, fact_from_json, fact_to_json, kind_of
from pipeline.score.read_facts import parse_facts

KEYS = {
    "adoption": "adoptions",
    "reads": "reads",
    "instruction": "instructions",
    "activity": "activities",
    "call": "calls",
    "submission": "submissions",
}
anything = st.one_of(st.builds(made, **{field.name: ... for field in fields(made)}) for made in CLASSES.values())
ADOPTION = {"submission": "S1", "outlet": "省厅官网", "date": "2020-05-03"}


@given(anything)
def test_a_fact_written_as_json_is_read_back_the_same(fact: Fact) -> None:
    kind = kind_of(fact)
    told = json.loads(json.dumps(fact_to_json(fact), ensure_ascii=False))
    again = fact_from_json(kind, told)
    assert again == fact
    assert type(again) is CLASSES[kind]
    assert fact_to_json(again) == told


def test_what_is_at_its_default_is_left_out() -> None:
    assert fact_to_json(Adoption(submission="S1", outlet="省厅官网", date=date(2020, 5, 3))) == ADOPTION
    assert fact_to_json(Reads(submission="S1", outlet="官微", count=0, days=0)) == {
        "submission": "S1", "outlet": "官微", "count": 0, "days": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "fact",
    [
        SubmissionFact(id="S1", unit="甲站", date=date(2020, 5, 1), chars=0, summary=True, authors=("张三",)),
        Adoption(submission="S1", outlet="市晚报", date=date(2020, 5, 3), position="front", tags={"编辑": "赵一"}),
        Reads(submission="S1", outlet="官微", count=5200, days=7),
        Instruction(submission="S1", by="市委市政府", rank="main", date=date(2020, 5, 9)),
        Activity(id="A1", host="部", units=("磁灶", "安海"), date=date(2022, 6, 1)),
        Call(id="C1", kind="general", units=("磁灶",), issued=date(2022, 5, 5), quantity=2,
             answered=(Answered(unit="磁灶", date=date(2022, 5, 7)),)),
    ],
    ids=lambda fact: type(fact).__name__,
)  # fmt: skip
def test_the_json_of_a_fact_is_a_row_of_a_facts_file(fact: Fact) -> None:
    key = KEYS[kind_of(fact)]
    assert getattr(parse_facts(json.dumps({key: [fact_to_json(fact)]})), key) == (fact,)


@pytest.mark.parametrize(
    ("kind", "data", "word"),
    [
        ("entry", ADOPTION, "entry"),
        ("adoption", {"submission": "S1", "date": "2020-05-03"}, "outlet"),
        ("adoption", {**ADOPTION, "points": 5}, "points"),
        ("adoption", {**ADOPTION, "date": "20200503"}, "20200503"),
        ("adoption", {**ADOPTION, "date": "2020-02-30"}, "day"),
        ("adoption", {**ADOPTION, "outlet": 3}, "3"),
        ("adoption", {**ADOPTION, "outlet": None}, "None"),
        ("adoption", {**ADOPTION, "tags": {"评分": 4}}, "4"),
        ("adoption", {**ADOPTION, "tags": ["评分"]}, "评分"),
        ("reads", {"submission": "S1", "outlet": "官微", "count": True, "days": 7}, "True"),
        ("reads", {"submission": "S1", "outlet": "官微", "count": 5.0, "days": 7}, "5.0"),
        ("submission", {"id": "S1", "unit": "甲站", "date": "2020-05-01", "summary": "否"}, "否"),
        ("activity", {"id": "A1", "host": "部", "units": "磁灶", "date": "2022-06-01"}, "磁灶"),
        ("call", {"id": "C1", "kind": "general", "units": [], "issued": "2022-05-05", "answered": ["磁灶"]}, "磁灶"),
    ],
)
def test_what_is_no_such_fact_is_refused_and_named(kind: str, data: dict[str, Any], word: str) -> None:
    with pytest.raises(FactJsonError, match=word):
        fact_from_json(kind, data)
