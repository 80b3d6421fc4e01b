"""Every clause, every rule, every cell of both plans' tables and every band has a worked example."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from score.test_cases import CASES
from score.written import written

from pipeline.score.choosing import Chooser
from pipeline.score.events import Event, Scene
from pipeline.score.gather import events_by_content, gather
from pipeline.score.measures.bands import Bands
from pipeline.score.measures.table import Cells, Matrix
from pipeline.score.numbers import NotSettledError, Number
from pipeline.score.rulebook import Rule
from pipeline.score.scoring import Scoring

CLAUSES: dict[str, list[str]] = yaml.safe_load((Path(__file__).resolve().parent / "clauses.yaml").read_text("utf-8"))
MUST = (  # rules.md, "Counting": the rows of both tables and every note, with their edges
    "JN1 头版", "JN1 首页", "JN1 福建频道按名称", "JN1 福建频道按链接", "JN2 2999", "JN2 3000", "JN2 4999", "JN2 5000",
    "JN2 9999", "JN2 10000", "JN2 第7天", "JN2 第8天", "JN3", "JN4 一家", "JN4 两家", "JN4 三家", "JN4 七家",
    "JN1 各栏分值", "JN5 同时三家", "JN5 跨三个月", "JQ1", "JQ2", "YN 各栏分值", "YN1", "YN2", "YN3", "YN4", "YN5",
    "YN6", "YT", "名次", "平均计分四舍五入到0.01", "就高跨时段只补差额",
)  # fmt: skip
Path_ = tuple[str, ...]


@pytest.mark.parametrize("clause", MUST)
def test_the_clause_stands_in_the_list(clause: str) -> None:
    assert any(name.startswith(clause) for name in CLAUSES)


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_clause_has_the_examples_listed(clause: str) -> None:
    names = [str(case.id) for case in CASES]
    assert [start for start in CLAUSES[clause] if not any(name.startswith(start) for name in names)] == []


def leaves(cells: Cells, path: Path_ = ()) -> Iterator[Path_]:
    for word, cell in cells.items():
        yield from [(*path, word)] if isinstance(cell, Number) else leaves(cell, (*path, word))


def led_to(matrix: Matrix, event: Event) -> Path_:
    """The cell that an event leads to, as far as its fields go."""
    cells: Cells | Number = matrix.cells
    path: Path_ = ()
    for name in matrix.by:
        word = str(event.fields.get(name))
        if isinstance(cells, Number) or word not in cells:
            break
        cells, path = cells[word], (*path, word)
    return path


def places_of(rule: Rule) -> set[tuple[str, Path_]]:
    """What of a rule must be shown: each cell, each band and below them, or the rule itself."""
    measure = rule.versions[0].measure
    if isinstance(measure, Matrix):
        return {(rule.id, path) for path in leaves(measure.cells)}
    if isinstance(measure, Bands):
        return {(rule.id, (str(n),)) for n in range(len(measure.bands) + 1)}
    return {(rule.id, ())}


def place(rule: Rule, event: Event) -> tuple[str, Path_]:
    measure = rule.versions[0].measure
    if isinstance(measure, Matrix):
        return rule.id, led_to(measure, event)
    if isinstance(measure, Bands):
        count = event.fields[measure.of]
        return rule.id, (str(sum(1 for band in measure.bands if count >= band.low)),)  # type: ignore[operator]
    return rule.id, ()


def shown(scoring: Scoring, case: dict[str, Any]) -> Iterator[tuple[str, Path_]]:
    scene = Scene(people=scoring.people, outlets=scoring.outlets)
    for events in events_by_content(gather(written(case["facts"]), scene), scene):
        for event in events:
            for component in scoring.book.components:
                rule = _rule(Chooser(component), event) if event.kind in component.counts else None
                if rule:
                    yield place(rule, event)


def _rule(chooser: Chooser, event: Event) -> Rule | None:
    try:
        return chooser.rule(event)
    except NotSettledError:
        return None


@pytest.mark.parametrize("name", ["jinjiang", "yuhua", "a", "b", "c", "d", "e", "f"])
def test_every_rule_cell_and_band_of_the_plan_has_an_example(plan: Callable[[str], Scoring], name: str) -> None:
    scoring = plan(name)
    wanted = {one for component in scoring.book.components for rule in component.rules for one in places_of(rule)}
    cases = [case.values[1] for case in CASES if case.values[0] == name]
    assert wanted - {one for case in cases for one in shown(scoring, case)} - OFFICE == set()


@pytest.mark.parametrize("name", ["jinjiang", "yuhua"])
def test_every_duty_and_fee_of_the_plan_has_an_example(plan: Callable[[str], Scoring], name: str) -> None:
    book = plan(name).book
    told = [case.values[1]["expect"] for case in CASES if case.values[0] == name]
    duties = {row["duty"] for expect in told for row in expect.get("duties", []) if "duty" in row}
    assert {duty.id for duty in book.duties} <= duties
    assert not book.fees or any(expect.get("fees") for expect in told)


OFFICE = {("YN-excluded", ())}  # no outlet is excluded until the office says so in outlets.yaml
