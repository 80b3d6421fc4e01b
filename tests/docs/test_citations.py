"""What code and tests cite of docs/ stands there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
PAGES = ("design.md", "mail.md", "rules.md")
ROW = r"§\d+(?:\.\d+)?|[A-Z]{1,2}\d+"
RANGE = re.compile(r"([A-Z])(\d+)-[A-Z](\d+)")


@cache
def titles(page: str) -> tuple[str, ...]:
    """The headings of a page, and what its items begin with in bold."""
    text = (HOME / "docs" / page).read_text("utf-8")
    return tuple(re.findall(r"^(?:##+ |- \*\*)([^*\n]{3,}?)\.?(?:\*\*.*)?$", text, re.M))


@cache
def known(page: str) -> frozenset[str]:
    """The sections, rows and titles of a page; titles in small letters."""
    rows = re.findall(rf"^(?:#+ |\| )({ROW})[ |]", (HOME / "docs" / page).read_text("utf-8"), re.M)
    return frozenset([*rows, *(title.lower() for title in titles(page))])


def cited(text: str, page: str) -> Iterator[str]:
    """What a text cites of a page: rows, sections, titles; "" where the page's name stands alone."""
    reference = rf"(?:{ROW}|(?i:{'|'.join(map(re.escape, titles(page)))}))"
    for tail in re.findall(rf"\b{page}((?:(?:,|-|\band\b)?[\s#\"]*{reference})*)", text):
        spread = RANGE.sub(lambda m: ", ".join(f"{m[1]}{n}" for n in range(int(m[2]), int(m[3]) + 1)), tail)
        yield from re.findall(reference, spread) or [""]


def sources() -> Iterator[Path]:
    """Every module of the program, its tests and its benchmarks, but the tests of the docs themselves."""
    own = Path(__file__).resolve().parent
    for folder in ("pipeline", "tests", "bench"):
        yield from (file for file in sorted((HOME / folder).rglob("*.py")) if file.parent != own)


@pytest.mark.parametrize("page", PAGES)
def test_every_section_and_row_that_is_cited_stands_in_the_docs(page: str) -> None:
    found = [(file.relative_to(HOME), one) for file in sources() for one in cited(file.read_text("utf-8"), page)]
    assert found
    assert [(file, one) for file, one in found if not {one, one.lower()} & known(page)] == []


def test_citations_are_found_in_every_way_they_are_written() -> None:
    text = "(mail.md I4, I7-I9; design.md\n §4.1, §4.7) rules.md S7, design.md §1 mail.md, Who sent it). rules.md alone"
    assert list(cited(text, "mail.md")) == ["I4", "I7", "I8", "I9", "Who sent it"]
    assert list(cited(text, "design.md")) == ["§4.1", "§4.7", "§1"]
    assert list(cited(text, "rules.md")) == ["S7", ""]


@pytest.mark.parametrize("page", PAGES)
def test_a_row_that_is_not_there_would_be_told(page: str) -> None:
    assert known(page)
    assert list(cited(f"({page} Z99)", page)) == ["Z99"]
    assert "Z99" not in known(page)
