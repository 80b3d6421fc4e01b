"""docs/rulebook.md shows every word of the language, and what it shows is true."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from score.expecting import assert_expected, counted

from pipeline.score.load import known_words
from pipeline.score.load_rulebook import parse_rulebook
from pipeline.score.match import FIELDS
from pipeline.score.measures import names
from pipeline.score.outlets import Outlets, load_outlets
from pipeline.score.scoring import Scoring
from pipeline.settings.tomlfile import Table

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rulebook.md").read_text("utf-8")
REGISTER, *BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)
PLAN = "plan: {title: 例子, source: 某发〔2022〕1号, from: 2022-01-01}\n"
ACCOUNTS = "accounts: [{id: points, title: 积分}]\n"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Outlets:
    """The outlets of the page's first block."""
    file = tmp_path_factory.mktemp("docs") / "outlets.yaml"
    file.write_text(REGISTER, "utf-8")
    return load_outlets(file)


def parts(block: str) -> tuple[str, dict[str, Any]]:
    """The rulebook of a block, filled up with plan and accounts, and what the block says as a whole."""
    book = re.split("^facts:", block, flags=re.M)[0]
    missing = (text for key, text in (("plan", PLAN), ("accounts", ACCOUNTS)) if not book.startswith(f"{key}:"))
    first = "".join(text for text in missing if f"\n{text.split(':')[0]}:" not in book)
    return first + book, yaml.safe_load(block)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: re.sub(r"\s+", " ", b)[:40])
def test_the_example_of_the_page_comes_out_as_written(block: str, register: Outlets) -> None:
    book, told = parts(block)
    scoring = Scoring(parse_rulebook(book, known_words(register, None)), register)
    assert_expected(scoring, told["expect"], counted(scoring, told["facts"]))


def test_every_key_of_the_language_stands_in_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    used: set[str] = set()

    def tables(table: Table) -> Iterator[str]:
        asked.update(table.asked)
        return iter(table.data)

    finish = Table.finish

    def watched(table: Table) -> None:
        used.update(tables(table))
        finish(table)

    monkeypatch.setattr(Table, "finish", watched)
    for block in BLOCKS:
        parse_rulebook(parts(block)[0])
    assert len(asked) > 50
    assert asked - used == set()


def test_every_word_that_may_be_left_out_stands_in_an_example() -> None:
    words = {"year", "dated", "limit", "adjust", "require", "values", "either", "carry", "then", "at_most", "repeat"}
    words |= {"within", "take", "steps", "prizes", "pool", "times", "floor", "cap", "base", "reading", "chosen_by"}
    shown = "\n".join(BLOCKS)
    assert [word for word in sorted(words) if not re.search(rf"\b{word}:", shown)] == []


def test_every_measure_and_every_field_is_explained() -> None:
    fields = {field for several in FIELDS.values() for field in several}
    assert [word for word in (*names(), *fields, *FIELDS) if f"`{word}`" not in PAGE] == []
