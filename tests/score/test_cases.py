"""Worked examples an office can read: cases/*.yaml, each with facts and what must come of them."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.domain.score import Scored
from pipeline.score.as_json import scored_json
from pipeline.score.period import parse_period
from pipeline.score.read_facts import parse_facts
from pipeline.score.scoring import Scoring

HERE = Path(__file__).resolve().parent
FILES = sorted((HERE / "cases").glob("*.yaml"))
EXPECTED = {"entries", "totals", "duties", "ranks", "fees", "unresolved", "marks"}
CASES = [
    pytest.param(data["plan"], case, id=f"{file.stem}-{case['name']}")
    for file in FILES
    for data in [yaml.safe_load(file.read_text("utf-8"))]
    for case in data["cases"]
]


def counted(scoring: Scoring, case: Mapping[str, Any]) -> dict[str, Any]:
    told = parse_facts(json.dumps(case["facts"], ensure_ascii=False, default=str))
    period = parse_period(str(case["period"])) if "period" in case else None
    scored: Scored = scoring.score(told, period)
    return scored_json(scored)


def same(wanted: object, found: object, scoring: Scoring, key: str) -> bool:
    """Numbers by value, units by any of their names, sentences by what they must hold."""
    if key == "unit":
        try:
            return scoring.people.unit(str(wanted)) == found
        except Exception:
            return wanted == found
    if key in {"reason", "why", "fact"}:
        return all(str(part) in str(found) for part in (wanted if isinstance(wanted, list) else [wanted]))
    if key == "candidates":
        return set(wanted) <= set(found)  # type: ignore[call-overload]
    if isinstance(wanted, bool) or wanted is None:
        return wanted is found
    if key in {"points", "required", "done", "amount", "value"}:
        return Decimal(str(wanted)) == Decimal(str(found))
    return str(wanted) == str(found)


def fits(wanted: Mapping[str, object], row: Mapping[str, object], scoring: Scoring) -> bool:
    return all(same(value, row.get(key), scoring, key) for key, value in wanted.items())


def match_all(
    wanted: list[dict[str, object]], found: list[dict[str, object]], scoring: Scoring, *, whole: bool
) -> None:
    left = list(found)
    for row in wanted:
        hit = next((r for r in left if fits(row, r, scoring)), None)
        assert hit is not None, f"没有 {row}；剩下：\n" + "\n".join(map(str, left))
        left.remove(hit)
    assert not (whole and left), "多出：\n" + "\n".join(map(str, left))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_example_comes_out_as_written(plan: Callable[[str], Scoring], name: str, case: dict[str, Any]) -> None:
    scoring, expect = plan(name), case["expect"]
    assert set(expect) <= EXPECTED
    assert set(case) <= {"name", "clause", "facts", "period", "expect", "note"}
    found = counted(scoring, case)
    for key in ("entries", "fees"):
        if key in expect:
            match_all(expect[key], found[key], scoring, whole=True)
    for key in ("duties", "ranks", "marks"):
        match_all(expect.get(key, []), found[key], scoring, whole=False)
    match_all(expect.get("unresolved", []), found["unresolved"], scoring, whole=True)
    if "totals" in expect:
        wanted = {unit: Decimal(str(points)) for unit, points in expect["totals"].items()}
        for unit, points in wanted.items():
            name = scoring.people.unit(unit)
            assert Decimal(found["totals"].get(name, "0")) == points, (unit, found["totals"])
        rest = {scoring.people.unit(unit) for unit in wanted}
        assert {u: p for u, p in found["totals"].items() if u not in rest and p != "0"} == {}


def test_there_are_at_least_sixty_examples_and_every_plan_has_some() -> None:
    assert len(CASES) >= 60
    assert {case.values[0] for case in CASES} >= {"jinjiang", "yuhua"}


def test_no_two_examples_share_a_name() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))
