"""YAML is read strictly, with the line of every key."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings.errors import Complaints
from pipeline.settings.yamlfile import parse_yaml, read_yaml

FILE = Path("outlets.yaml")


def told(text: str) -> list[tuple[int, str]]:
    """Line and sentence of every mistake in a text."""
    complaints = Complaints()
    parse_yaml(text, FILE, complaints)
    return [(e.line, e.what) for e in complaints.errors]


def data(text: str) -> dict[str, object]:
    complaints = Complaints()
    table = parse_yaml(text, FILE, complaints)
    assert table is not None
    assert not complaints.errors
    return table.data


def test_decimals_are_exact_and_words_stay_texts() -> None:
    text = "a: 0.10\nb: 3\nc: no\nd: true\ne: '3'\nf: 010\ng: 1:30\nh:\ni: 1e3\n"
    assert data(text) == {
        "a": Decimal("0.10"), "b": 3, "c": "no", "d": True, "e": "3", "f": "010", "g": "1:30", "h": None, "i": "1e3",
    }  # fmt: skip


def test_an_empty_file_is_an_empty_table() -> None:
    assert data("# 只有说明\n") == {}


def test_a_key_written_twice_is_told_with_both_lines_and_reading_goes_on() -> None:
    found = told("甲:\n  级别: 省\n  级别: 市\n乙: 2022-13-01\n甲: 1\n")
    assert [line for line, _ in found] == [3, 4, 5]
    assert "第 2 行" in found[0][1]
    assert "第 1 行" in found[2][1]


def test_mistakes_in_lists_are_told_at_the_line_of_their_item() -> None:
    complaints = Complaints()
    table = parse_yaml("规则:\n  - 名称: 甲\n  - 名称: 乙\n    多余: 1\n", FILE, complaints)
    assert table is not None
    for row in table.tables("规则"):
        row.text("名称")
        row.finish()
    assert [(e.line, e.what) for e in complaints.errors] == [(4, "不认识的配置项 规则.第2项.多余")]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb：2\n", 2, "b：2"),
        ("a: [1, 2\nb: 3\n", 2, "b: 3"),
        ("a:\n\t- 1\n", 2, "- 1"),
        ("- 1\n- 2\n", 1, "最外层"),
        ("a: &x [1]\nb: *x\n", 1, "引用"),
        ("a: &x [*x]\n", 1, "引用"),
        ("a: !!python/object:os.system x\n", 1, "标记"),
        ("a: !secret x\n", 1, "标记"),
        ("[1, 2]: x\n", 1, "一组内容"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
        ("a: " + "[" * 900 + "]" * 900, 1, "层数太多"),
    ],
)
def test_what_is_not_plain_yaml_is_told_with_its_line(text: str, line: int, word: str) -> None:
    found = told(text)
    assert len(found) == 1
    assert found[0][0] == line
    assert word in found[0][1]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    complaints = Complaints()
    assert read_yaml(tmp_path / "outlets.yaml", complaints) is None
    assert "缺少文件 outlets.yaml" in complaints.errors[0].what


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#, \n\t\u4e00", max_size=60))
def test_reading_never_raises(text: str) -> None:
    complaints = Complaints()
    table = parse_yaml(text, FILE, complaints)
    assert table is not None or complaints.errors


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "[{a: "])
def test_thousands_of_brackets_in_each_other_are_a_mistake_and_no_crash(opening: str) -> None:
    assert told(opening * 50_000) == [(1, "方括号或缩进层数太多")]
    assert data("a: " + "[" * 90 + "1" + "]" * 90)["a"]
