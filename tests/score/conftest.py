"""The plans that are counted by: the two shipped ones and the practice plans beside this file; a small register."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from score.registers import SMALL

from pipeline.domain.facts import Facts
from pipeline.score.load import load_scoring
from pipeline.score.read_facts import parse_facts
from pipeline.score.scoring import Scoring

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "config" / "bureaus"
PLANS = {
    p.name: p for home in (SHIPPED, HERE / "plans") for p in sorted(home.iterdir()) if (p / "rulebook.yaml").is_file()
}


@cache
def desk_of(plan: str) -> Scoring:
    return load_scoring(PLANS[plan] / "rulebook.yaml")


@pytest.fixture
def plan() -> Callable[[str], Scoring]:
    """The desk of a plan, by its folder's name."""
    return desk_of


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Facts as an office would write them."""
    return lambda **told: parse_facts(json.dumps(told, ensure_ascii=False, default=str))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small register of one's own."""
    path = tmp_path / "outlets.yaml"
    path.write_text(SMALL, "utf-8")
    return path
