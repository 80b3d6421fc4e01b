"""Every row of docs/mail.md about reading and sending names the tests that hold the program to it."""

import re
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
ROWS = [*(f"I{number}" for number in range(1, 15)), *(f"O{number}" for number in range(1, 9))]
PAGE = (HOME / "docs" / "mail.md").read_text("utf-8")
NAMED = re.compile(r"^def (test_([io]\d+)_\w+)", re.M)


def listed() -> dict[str, list[str]]:
    """Row → the tests that its line in the page's table names."""
    table = PAGE.partition("## Which test holds which row")[2]
    lines = re.findall(r"^\| ([IO]\d+) \| (.+) \|$", table, re.M)
    return {row: re.findall(r"`(test_\w+)`", tests) for row, tests in lines}


def there() -> dict[str, list[str]]:
    """Row → the tests that are named after it."""
    found: dict[str, list[str]] = {}
    for file in sorted((HOME / "tests").rglob("test_*.py")):
        for name, row in NAMED.findall(file.read_text("utf-8")):
            found.setdefault(row.upper(), []).append(name)
    return found


def test_every_row_of_reading_and_sending_has_a_test_named_after_it() -> None:
    assert sorted(there(), key=ROWS.index) == ROWS


def test_the_table_of_the_page_names_tests_of_every_row_and_none_that_is_not_there() -> None:
    assert [row for row, tests in listed().items() if tests] == ROWS
    assert {row: set(tests) - set(there()[row]) for row, tests in listed().items()} == {row: set() for row in ROWS}


def test_every_row_of_the_page_stands_in_the_table() -> None:
    before = PAGE.partition("## What is in")[0]
    assert re.findall(r"^\| ([IO]\d+) \|", before, re.M) == ROWS
