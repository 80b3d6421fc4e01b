"""`baosong score`, as offices script against it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
YUHUA, JINJIANG = (ROOT / "config" / "bureaus" / name / "rulebook.yaml" for name in ("yuhua", "jinjiang"))
FACTS = """\
submissions: [{id: S1, unit: 左家塘, title: 甲, date: 2020-05-01}]
adoptions:
  - {submission: S1, outlet: 省厅官网, mode: solo, date: 2020-05-03}
  - {submission: S1, outlet: 部官网, mode: solo, date: 2020-07-03}
  - {submission: S9, outlet: 部官网, mode: solo, date: 2020-07-03}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.yaml"
    file.write_text(FACTS, "utf-8")
    return file


def run(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "score", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == code, done.stderr
    return done


def counted(*arguments: object) -> dict[str, Any]:
    return dict(json.loads(run(*arguments, "--json").stdout))


def test_it_prints_one_json_document(facts: Path) -> None:
    found = counted("--rulebook", YUHUA, "--facts", facts)
    assert [set(e) for e in found["entries"]] == [
        {"unit", "subject", "account", "rule", "clause", "points", "date", "counted", "reason"}
    ] * 2
    assert [(e["unit"], e["points"], e["counted"]) for e in found["entries"]] == [
        ("zuojiatang", "5", True),
        ("zuojiatang", "15", True),
    ]
    assert found["totals"] == {"zuojiatang": "20"}
    assert found["fees"][0] == {"unit": "zuojiatang", "period": "2020Q2", "points": "5", "amount": "250"}
    assert {"unit": "zuojiatang", "duty": "YT", "period": "2020", "required": "5", "done": "20", "met": True} in found[
        "duties"
    ]
    assert len(found["ranks"]) == 17
    assert found["ranks"][0] == {"unit": "zuojiatang", "group": "station", "rank": 1, "group_rank": 1, "points": "20"}
    assert [set(u) for u in found["unresolved"]] == [{"fact", "why", "candidates"}]


def test_a_period_limits_totals_duties_and_fees(facts: Path) -> None:
    may = counted("--rulebook", YUHUA, "--facts", facts, "--period", "2020-05")
    assert (may["totals"], may["fees"], may["duties"]) == ({"zuojiatang": "5"}, [], [])
    third = counted("--rulebook", YUHUA, "--facts", facts, "--period", "2020Q3")
    assert third["totals"] == {"zuojiatang": "15"}
    assert [f["amount"] for f in third["fees"]] == ["750"]


def test_people_get_tables(facts: Path) -> None:
    told = run("--rulebook", YUHUA, "--facts", facts).stdout
    assert "名次" in told
    assert "左家塘街道退役军人服务站" in told
    assert "S9" in told


def test_other_registers_may_be_named(facts: Path, tmp_path: Path) -> None:
    book = tmp_path / "rulebook.yaml"
    book.write_text(YUHUA.read_text("utf-8"), "utf-8")
    outlets = YUHUA.with_name("outlets.yaml")
    found = counted("--rulebook", book, "--facts", facts, "--outlets", outlets)
    assert found["totals"] == {"左家塘": "20"}  # without a roster, units are what is written
    found = counted("--rulebook", book, "--facts", facts, "--outlets", outlets, "--units", YUHUA.with_name("units.csv"))
    assert found["totals"] == {"zuojiatang": "20"}


@pytest.mark.parametrize(("below", "word"), [("4000", "空档"), ("6000", "重叠")])
def test_a_gap_or_an_overlap_between_bands_ends_with_2(facts: Path, tmp_path: Path, below: str, word: str) -> None:
    book = tmp_path / "rulebook.yaml"
    book.write_text(JINJIANG.read_text("utf-8").replace("below: 5000", f"below: {below}"), "utf-8")
    told = run("--rulebook", book, "--facts", facts, "--outlets", JINJIANG.with_name("outlets.yaml"), "--json", code=2)
    assert told.stdout == ""
    assert word in told.stderr


def test_the_mistakes_of_plan_and_facts_are_told_together(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("reads:\n  - {submission: S1, outlet: 甲, count: 1, days: 1, day: 2}\n", "utf-8")
    told = run("--rulebook", tmp_path / "rulebook.yaml", "--facts", bad, code=2).stderr
    assert "rulebook.yaml" in told
    assert "bad.yaml:2" in told


def test_what_is_wrong_ends_with_2_and_is_told_in_full(facts: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("reads:\n  - {submission: S1}\n", "utf-8")
    told = run("--rulebook", YUHUA, "--facts", bad, code=2)
    assert told.stdout == ""
    assert "bad.yaml:2" in told.stderr
    assert "rulebook" in run("--rulebook", tmp_path / "rulebook.yaml", "--facts", facts, code=2).stderr
    assert "五月" in run("--rulebook", YUHUA, "--facts", facts, "--period", "五月", code=2).stderr
