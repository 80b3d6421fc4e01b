"""Worked examples an office can read: cases/*.yaml, each with facts and what must come of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from score.expecting import assert_expected, counted

from pipeline.score.scoring import Scoring

FILES = sorted((Path(__file__).resolve().parent / "cases").glob("*.yaml"))
CASES = [
    pytest.param(data["plan"], case, id=f"{file.stem}-{case['name']}")
    for file in FILES
    for data in [yaml.safe_load(file.read_text("utf-8"))]
    for case in data["cases"]
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_example_comes_out_as_written(plan: Callable[[str], Scoring], name: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "facts", "period", "expect", "note"}
    assert_expected(plan(name), case["expect"], counted(plan(name), case["facts"], case.get("period")))


def test_there_are_at_least_sixty_examples_and_every_plan_has_some() -> None:
    assert len(CASES) >= 60
    assert {case.values[0] for case in CASES} == {"jinjiang", "yuhua", "a", "b", "c", "d", "e", "f"}


def test_no_two_examples_share_a_name() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))
