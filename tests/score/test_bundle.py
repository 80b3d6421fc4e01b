"""Facts part by part: the same count as all at once, and no part splits a content."""

from collections.abc import Callable
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score.some_facts import TOGETHER, any_facts

from pipeline.domain.facts import Facts
from pipeline.domain.score import ScoreEntry
from pipeline.score.bundle import facts_of, in_parts
from pipeline.score.facts_json import Fact
from pipeline.score.scoring import Scoring


@pytest.fixture
def jinjiang(plan: Callable[[str], Scoring]) -> Scoring:
    return plan("jinjiang")


def by_content(facts: Facts) -> list[tuple[str, Fact]]:
    """Every fact with its piece or its own id, piece by piece."""
    hung = [(f.submission, f) for f in (*facts.adoptions, *facts.reads, *facts.instructions)]
    own = [(f.id, f) for f in (*facts.submissions, *facts.activities, *facts.calls)]
    return sorted([*own, *hung], key=lambda pair: pair[0])


@TOGETHER
@given(any_facts(), st.integers(1, 5))
def test_parts_count_as_the_whole_does(jinjiang: Scoring, facts: Facts, size: int) -> None:
    entries: list[ScoreEntry] = []
    scored = jinjiang.score_parts(in_parts(by_content(facts), size), entries.append)
    whole = jinjiang.score(facts)
    assert sorted(map(repr, entries)) == sorted(map(repr, whole.entries))
    for name in ("totals", "duties", "ranks", "fees", "unresolved", "marks"):
        assert getattr(scored, name) == getattr(whole, name)


@TOGETHER
@given(any_facts(), st.integers(1, 5))
def test_a_part_is_closed_at_the_end_of_a_content(facts: Facts, size: int) -> None:
    told = by_content(facts)
    parts = [[key for key, _ in by_content(part)] for part in in_parts(told, size)]
    assert [key for part in parts for key in part] == [key for key, _ in told]
    assert all(a[-1] != b[0] for a, b in pairwise(parts))
    assert all(len(part) >= size for part in parts[:-1])
    longest = max(len(list(several)) for _, several in groupby(told, key=lambda pair: pair[0]))
    assert all(len(part) < size + longest for part in parts)


@given(any_facts())
def test_facts_put_together_again_are_the_same(facts: Facts) -> None:
    single: tuple[Fact, ...] = (
        *facts.submissions,
        *facts.adoptions,
        *facts.reads,
        *facts.instructions,
        *facts.activities,
        *facts.calls,
    )
    assert facts_of(single, facts.parameters) == facts
