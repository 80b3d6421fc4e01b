"""A rulebook is read strictly: every mistake with its line and what to do, all at once."""

from pathlib import Path

import pytest

from pipeline.score.load_rulebook import Known, parse_rulebook
from pipeline.settings import ConfigErrors

GOOD = """\
plan: {title: 例子, source: 某发1号, from: 2022-01-01}
accounts:
  - {id: points, title: 积分}
components:
  - id: use
    title: 采用
    clause: 一
    counts: [adoption]
    rules:
      - {id: any, title: 采用, match: {class: paper}, measure: {fixed: 5}}
duties:
  - id: monthly
    title: 每月3条
    clause: 二
    every: month
    units: {group: station}
    need: {of: pieces, at_least: 3}
"""
RULE = "      - {id: any, title: 采用, match: {class: paper}, measure: {fixed: 5}}\n"
BANDS = "{id: a, title: 一, measure: {bands: {of: chars, bands: ["
FIXED_1, FIXED_2 = "measure: {fixed: 1}}", "measure: {fixed: 2}}]}"
VALUES = "{id: a, title: 一, values: ["
AGAIN_2, AGAIN_3 = "{from: 2, times: 2}", "{from: 3, times: 3}"
MARK_M = "marks:\n  - {id: m, title: 甲, clause: 三"
MARK_Y = "  - {id: y, title: 乙, clause: 三"
KNOWN = Known(words={"class": frozenset({"paper", "site"}), "level": frozenset({"city"})})


def told(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ConfigErrors) as caught:
        parse_rulebook(text, KNOWN)
    assert all(e.remedy for e in caught.value.errors)
    return [(e.line, e.what) for e in caught.value.errors]


def with_rule(rule: str) -> str:
    return GOOD.replace(RULE, f"      - {rule}\n")


def test_the_example_itself_is_right() -> None:
    assert parse_rulebook(GOOD, KNOWN).components[0].rules[0].id == "any"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        pytest.param(GOOD.replace("    clause: 一\n", ""), 5, "没有写明条款", id="no clause"),
        pytest.param(GOOD.replace("class: paper", "class: papr"), 10, "papr", id="class"),
        pytest.param(GOOD.replace("group: station", "group: stations"), 16, "stations", id="group"),
        pytest.param(GOOD.replace("fixed: 5", "fixd: 5"), 10, "fixd", id="measure"),
        pytest.param(GOOD.replace("fixed: 5", "fixed: 五"), 10, "应当是数", id="number"),
        pytest.param(GOOD.replace("fixed: 5", "fixed: 5, nothing: 无"), 10, "只写一种", id="two measures"),
        pytest.param(GOOD.replace("fixed: 5", "fixed: {parameter: 分}"), 10, "分", id="parameter"),
        pytest.param(GOOD.replace("id: monthly", "id: any"), 12, "第 10 行", id="id twice"),
        pytest.param(GOOD.replace("class: paper", "clas: paper"), 10, "clas", id="field"),
        pytest.param(GOOD.replace("counts: [adoption]", "counts: [adoptions]"), 8, "adoptions", id="kind"),
        pytest.param(GOOD.replace("from: 2022-01-01", "from: 2022-13-01"), 1, "2022-13-01", id="day"),
        pytest.param(GOOD.replace("from: 2022-01-01", "from: 2022-01-01, to: 2021-01-01"), 1, "早于", id="ends early"),
        pytest.param(GOOD.replace("every: month", "every: week"), 15, "week", id="every"),
        pytest.param(
            GOOD.replace("    title: 采用\n", "    title: 采用\n    title: 录用\n"), 7, "第 6 行", id="key twice"
        ),
        pytest.param(
            GOOD.replace("    clause: 一\n", "    clause: 一\n    clauses: 一\n"), 8, "clauses", id="unknown key"
        ),
        pytest.param(GOOD.replace("    need: {of: pieces, at_least: 3}\n", ""), 12, "要完成什么", id="no need"),
        pytest.param(
            GOOD.replace("from: 2022-01-01", "from: 2022-01-01, year: {name: 2022, from: 2021-12-02}"),
            1,
            "某月1日",
            id="year",
        ),
        pytest.param(
            GOOD.replace("from: 2022-01-01", "from: 2022-01-01, year: {name: 2022, from: 2020-12-01}"),
            1,
            "不到一年",
            id="far year",
        ),
        pytest.param(GOOD.replace("least: 3", "least: 3, carry: [rest]"), 17, "rest", id="carry"),
        pytest.param(
            GOOD.replace("least: 3", "least: 3, carry: [surplus]").replace("month", "year"),
            17,
            "不跨年度",
            id="carry year",
        ),
        pytest.param(
            GOOD + f"    then: {{repeat: {{within: row, steps: [{AGAIN_3}, {AGAIN_2}]}}}}\n",
            18,
            "从小到大",
            id="repeat order",
        ),
        pytest.param(
            GOOD + "    then: {repeat: {within: row, steps: [{from: 1, times: 2}]}}\n", 18, "from", id="first miss"
        ),
        pytest.param(GOOD + f"    then: {{repeat: {{within: month, steps: [{AGAIN_2}]}}}}\n", 18, "month", id="within"),
        pytest.param(f"{GOOD}{MARK_M}, every: month}}\n{MARK_Y}, marks: [m]}}\n", 20, "周期", id="other periods"),
        pytest.param(
            f"{GOOD}{MARK_M}}}\n{MARK_Y}, require: [{{mark: n, below: 1}}]}}\n", 20, "没有名为“n”", id="require"
        ),
        pytest.param(f"{GOOD}{MARK_M}}}\n{MARK_Y}, require: [{{mark: m}}]}}\n", 20, "没有写条件", id="no bounds"),
        pytest.param(GOOD + "    reading: 也算\n", 12, "chosen_by", id="reading without whose"),
        pytest.param(GOOD.replace("    counts:", "    account: money\n    counts:"), 8, "money", id="account"),
        pytest.param(GOOD.replace("    counts:", "    dated: 7\n    counts:"), 8, "dated", id="dated"),
        pytest.param(
            GOOD.replace("    counts:", "    share: {split: weights}\n    counts:"), 8, "weights", id="weights"
        ),
    ],
)
def test_one_mistake_is_told_at_its_line(text: str, line: int, word: str) -> None:
    found = told(text)
    assert len(found) >= 1
    assert any(line == at and word in what for at, what in found), found


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        (BANDS + "{from: 0, below: 10, points: 1}, {from: 20, points: 2}]}}}", "空档"),
        (BANDS + "{from: 0, below: 30, points: 1}, {from: 20, points: 2}]}}}", "重叠"),
        (BANDS + "{from: 0, points: 1}, {from: 20, points: 2}]}}}", "重叠"),
        ("{id: a, title: 一, measure: {bands: {of: mode, bands: [{from: 0, points: 1}]}}}", "不是数值"),
        ("{id: a, title: 一, measure: {per: {of: chars, each: 0, points: 1}}}", "大于 0"),
        ("{id: a, title: 一, measure: {table: {by: [class], points: {paper: {city: 1}}}}}", "分值"),
        ("{id: a, title: 一, measure: {table: {by: [class], points: {papers: 1}}}}", "papers"),
        ("{id: a, title: 一, measure: {factor: {of: later, times: 2}}}", "later"),
        ("{id: a, title: 一, match: {chars: {from: 9, below: 9}}, measure: {fixed: 1}}", "上限"),
        ("{id: a, title: 一}", "要么写 measure"),
        (f"{VALUES}{{from: 2022-01-01, to: 2022-08-01, {FIXED_1}, {{from: 2022-07-01, {FIXED_2}", "重叠"),
        (f"{VALUES}{{from: 2022-07-01, {FIXED_1}, {{from: 2022-07-01, {FIXED_2}", "重叠"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told(rule: str, word: str) -> None:
    found = told(with_rule(rule))
    assert any(line == 10 and word in what for line, what in found), found


def test_all_mistakes_are_told_at_once() -> None:
    text = (
        GOOD.replace("class: paper", "class: papr")
        .replace("every: month", "every: week")
        .replace("    clause: 二\n", "")
    )
    assert {line for line, _ in told(text)} == {10, 12, 14}


def test_a_file_that_is_not_yaml_is_told() -> None:
    assert told("plan: [\n")[0][0] >= 1


def test_values_may_end_before_the_next_begin() -> None:
    rule = f"{VALUES}{{from: 2022-01-01, to: 2022-03-01, {FIXED_1}, {{from: 2022-07-01, {FIXED_2}"
    versions = parse_rulebook(with_rule(rule), KNOWN).components[0].rules[0].versions
    assert [str(v.last) for v in versions] == ["2022-03-01", "9999-12-31"]


def test_an_end_that_is_not_written_is_the_day_before_the_next_begins() -> None:
    rule = f"{VALUES}{{from: 2022-01-01, {FIXED_1}, {{from: 2022-07-01, {FIXED_2}"
    versions = parse_rulebook(with_rule(rule), KNOWN).components[0].rules[0].versions
    assert [str(v.last) for v in versions] == ["2022-06-30", "9999-12-31"]


@pytest.mark.parametrize("plan", ["a", "b", "c", "d", "e", "f"])
def test_a_practice_plan_stays_under_150_lines_with_a_clause_on_every_item(plan: str) -> None:
    file = Path(__file__).resolve().parent / "plans" / plan / "rulebook.yaml"
    text = file.read_text("utf-8")
    assert len(text.splitlines()) < 150
    book = parse_rulebook(text)
    items = [*(r for c in book.components for r in c.rules), *book.components, *book.duties, *book.marks, *book.fees]
    assert all(item.basis.clause and item.basis.source for item in items)


@pytest.mark.parametrize("bureau", ["yuhua", "jinjiang"])
def test_the_acceptance_rulebooks_are_the_shipped_ones(bureau: str) -> None:
    root = Path(__file__).resolve().parents[2]
    ours, copy = root / "config", root / "tests" / "acceptance" / "config"
    assert (copy / "bureaus" / bureau / "rulebook.yaml").read_bytes() == (
        ours / "bureaus" / bureau / "rulebook.yaml"
    ).read_bytes()
