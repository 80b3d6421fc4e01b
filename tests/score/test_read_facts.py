"""Facts are read strictly, from YAML or JSON."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.facts import Answered
from pipeline.score.read_facts import parse_facts, read_facts
from pipeline.settings import ConfigErrors

WHOLE = """\
submissions: [{id: 1, unit: 左家塘, title: 甲, date: 2020-05-01, kind: news, summary: false,
  chars: 800, authors: [张三]}]
adoptions: [{submission: 1, outlet: 省厅官网, mode: solo, date: 2020-05-03, url: null, position: null, content: news}]
reads: [{submission: 1, outlet: 市局公众号, count: 5200, days: 7}]
instructions: [{submission: 1, by: 市委市政府, rank: member, date: 2020-05-09}]
activities: [{id: A1, host: 部, units: [磁灶, 安海], date: 2022-06-01}]
calls: [{id: C1, kind: general, units: [磁灶], quantity: 1, issued: 2022-05-05,
  answered: [{unit: 磁灶, date: 2022-05-07, pieces: 1}]}]
parameters: {每百字: 0.5}
"""


def told(text: str, path: Path = Path("facts.yaml")) -> list[tuple[int, str]]:
    with pytest.raises(ConfigErrors) as caught:
        parse_facts(text, path)
    return [(e.line, e.what) for e in caught.value.errors]


def test_every_kind_of_fact_is_read() -> None:
    facts = parse_facts(WHOLE)
    assert facts.submissions[0].id == facts.adoptions[0].submission == "1"
    assert facts.submissions[0].date == date(2020, 5, 1)
    assert (facts.adoptions[0].url, facts.adoptions[0].position) == (None, None)
    assert facts.calls[0].answered == (Answered(unit="磁灶", date=date(2022, 5, 7)),)
    assert str(facts.parameters["每百字"]) == "0.5"


def test_the_same_facts_come_from_json(tmp_path: Path) -> None:
    import json

    import yaml

    file = tmp_path / "facts.json"
    file.write_text(json.dumps(yaml.safe_load(WHOLE), ensure_ascii=True, default=str, indent="\t"), "utf-8")
    assert read_facts(file) == parse_facts(WHOLE)


def test_nothing_told_is_no_mistake() -> None:
    assert parse_facts("") == parse_facts("{}") == parse_facts("adoptions:\nreads: []\n")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("submissions:\n  - {id: S1, unit: 甲}\n", 2, "date"),
        ('submissions:\n  - {id: S1, unit: 甲, date: "2022-02-30"}\n', 2, "2022-02-30"),
        ("submissions:\n  - {id: S1, unit: 甲, date: 昨天}\n", 2, "昨天"),
        ("submissions:\n  - {id: S1, unit: 甲, date: 2022-02-03, charz: 3}\n", 2, "charz"),
        ("submissions:\n  - {id: S1, unit: 甲, date: 2022-02-03, chars: -3}\n", 2, "chars"),
        ("submissions:\n  - {id: S1, unit: 甲, date: 2022-02-03}\n  - {id: S1, unit: 乙, date: 2022-02-03}\n", 3, "S1"),
        ("reads:\n  - {submission: S1, outlet: 甲, count: 多, days: 7}\n", 2, "count"),
        ("reads:\n  - {submission: S1, outlet: 甲, count: 99999999999999999999999, days: 7}\n", 2, "count"),
        ("reads:\n  - {submission: S1, outlet: 甲, count: 3.5, days: 7}\n", 2, "count"),
        ("activities:\n  - {id: A1, host: 部, units: [], date: 2022-02-03}\n", 2, "units"),
        ("adoptions: 无\n", 1, "adoptions"),
        ("adoption: []\n", 1, "adoption"),
        ("- 1\n", 1, "最外层"),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str, line: int, word: str) -> None:
    found = told(text)
    assert len(found) == 1, found
    assert found[0][0] == line
    assert word in found[0][1]


def test_broken_json_is_told_at_its_line() -> None:
    assert told('{"reads":\n [}', Path("facts.json"))[0][0] == 2
    assert "写" in told('{"reads": [], "reads": []}', Path("facts.json"))[0][1]
