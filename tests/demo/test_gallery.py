"""The page that lists the demo's mails, beside what the demo told of itself."""

from html.parser import HTMLParser

import pytest
from demo.conftest import ROOT, Played

from pipeline.report.words import read_words
from pipeline.settings import load

WORDS = read_words(ROOT / "config" / "letters" / "words.toml")
DISPOSITIONS = ("accepted", "returned", "held", "ignored", "sealed", "quarantined")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]  # one month is played for them all


class _Items(HTMLParser):
    """The text of every list item, and of every line of counts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.items: list[str] = []
        self.counts: list[str] = []
        self._into: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        into = {"li": self.items, "div": self.counts if ("class", "counts") in attrs else None}.get(tag)
        if into is not None:
            into.append("")
            self._into = into

    def handle_endtag(self, tag: str) -> None:
        if tag in {"li", "div"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def _page(played: Played) -> str:
    return (played.data / "out" / "index.html").read_text("utf-8")


def test_its_counts_of_letters_as_they_came_are_those_of_the_terminal(played: Played) -> None:
    arrived = [line for line in _Items(_page(played)).counts if line.startswith("来信")]
    told = list(played.told["bureaus"].values())
    assert len(arrived) == len(told) == 2
    for counts in told:
        shown = "".join(f"{WORDS.word(d, 'disposition')}{counts[d]}" for d in DISPOSITIONS if counts[d])
        total = sum(counts[d] for d in DISPOSITIONS)
        assert f"来信 {total} 封，收到时{shown}" in arrived


def test_its_counts_of_pieces_are_how_they_stand_now(played: Played) -> None:
    pieces = [line for line in _Items(_page(played)).counts if line.startswith("登记")]
    states = dict(played.rows("select bureau, count(*) from pieces group by bureau"))
    assert sorted(line.partition(" ")[2].partition(" ")[0] for line in pieces) == sorted(map(str, states.values()))


def test_what_was_seen_at_first_is_told_in_whole_sentences_even_after_a_decision(played: Played) -> None:
    items = _Items(_page(played)).items
    assert len(items) > 30
    assert all(item.endswith("。") for item in items)
    labels = {w.label for b in load(ROOT / "config").bureaus.values() for w in b.checks.wordings.values()}
    assert labels & set(items) == set()
    assert played.rows("select 1 from decisions where verb = 'assign'")
    assert any("不能确定由哪个单位报送" in item for item in items)  # of the letter that was assigned: found then only
