"""Every command with --period reads what a clerk types, and tells by examples what it cannot read."""

from pathlib import Path

import pytest
from cli.conftest import Desk

BUREAU = ("--bureau", "jinjiang")
TYPED = ("2022年5月", "2022-5", "2022q2", "2022年第二季度", "2022年")


@pytest.mark.parametrize("typed", TYPED)
def test_standings_reads_it(empty: Desk, typed: str) -> None:
    names = {
        "2022年5月": "2022-05",
        "2022-5": "2022-05",
        "2022q2": "2022Q2",
        "2022年第二季度": "2022Q2",
        "2022年": "2022",
    }
    assert empty("standings", *BUREAU, "--period", typed, "--json").json["period"] == names[typed]


def test_list_and_report_and_close_read_it_too(empty: Desk, tmp_path: Path) -> None:
    assert empty("list", "--period", "2022年5月", "--json").json == []
    assert empty("report", "monthly", *BUREAU, "--period", "2022年5月", "--out", tmp_path / "out").code == 0
    closed = empty("close-month", *BUREAU, "--period", "2022年4月", "--json")
    assert (closed.code, closed.json["period"]) == (0, "2022-04")


@pytest.mark.parametrize(
    "order",
    [
        ("list",), ("standings", *BUREAU), ("report", "monthly", *BUREAU, "--out", "out"), ("close-month", *BUREAU),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_examples(empty: Desk, order: tuple[str, ...]) -> None:
    last = empty(*order, "--period", "9999-12")  # no day comes after it
    assert (last.code, "看不懂周期“9999-12”" in last.err) == (2, True)
    wrong = empty(*order, "--period", "上个月")
    assert (wrong.code, wrong.out) == (2, "")
    assert "上个月" in wrong.err
    assert "年5月（月）" in wrong.err
    assert "年第二季度（季）" in wrong.err
