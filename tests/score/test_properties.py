"""What must hold whatever the facts are."""

import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score.some_facts import TOGETHER, adoptions, any_facts

from pipeline.domain.facts import Adoption, Facts
from pipeline.domain.score import Scored
from pipeline.score.period import parse_period
from pipeline.score.scoring import Scoring

MONTHS = tuple(f"2022-{m:02}" for m in range(1, 13))


@pytest.fixture
def jinjiang(plan: Callable[[str], Scoring]) -> Scoring:
    return plan("jinjiang")


def counted_sum(scored: Scored, unit: str) -> Decimal:
    return sum((e.points for e in scored.entries if e.counted and e.unit == unit), Decimal(0))


def used_for(scored: Scored, piece: str) -> Decimal:
    """What a piece's uses brought over all time."""
    parts = (e.points for e in scored.entries if e.counted and e.subject == piece and e.rule.startswith("JN1"))
    return sum(parts, Decimal(0))


@TOGETHER
@given(any_facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(jinjiang: Scoring, facts: Facts, random: Random) -> None:
    parts = {name: random.sample(v, len(v)) for name, v in vars(facts).items() if isinstance(v, tuple)}
    other = Facts(**{name: tuple(several) for name, several in parts.items()})
    assert jinjiang.score(facts) == jinjiang.score(other)


@TOGETHER
@given(any_facts())
def test_totals_are_the_sum_of_the_counted_entries(jinjiang: Scoring, facts: Facts) -> None:
    scored = jinjiang.score(facts)
    assert scored.totals == {unit: counted_sum(scored, unit) for unit in scored.totals}
    assert {e.unit for e in scored.entries} == set(scored.totals)
    assert {r.unit: r.points for r in scored.ranks if r.points} == {u: p for u, p in scored.totals.items() if p}


@TOGETHER
@given(any_facts())
def test_the_months_add_up_to_the_years(jinjiang: Scoring, facts: Facts) -> None:
    scored = jinjiang.score(facts)
    spans = [parse_period(name) for name in (*MONTHS, "2023")]  # reads of late December fall into January
    monthly = [jinjiang.score(facts, span).totals for span in spans]
    for unit, points in scored.totals.items():
        assert sum((month.get(unit, Decimal(0)) for month in monthly), Decimal(0)) == points


@TOGETHER
@given(any_facts(), adoptions)
def test_a_later_use_never_changes_earlier_days(jinjiang: Scoring, facts: Facts, late: Adoption) -> None:
    more = Facts(**{**vars(facts), "adoptions": (*facts.adoptions, late)})
    before = [e for e in jinjiang.score(facts).entries if e.date < late.date]
    after = [e for e in jinjiang.score(more).entries if e.date < late.date]
    assert after == before


@TOGETHER
@given(any_facts(), adoptions)
def test_a_use_more_never_takes_points_away(jinjiang: Scoring, facts: Facts, more: Adoption) -> None:
    before = jinjiang.score(facts).totals
    after = jinjiang.score(Facts(**{**vars(facts), "adoptions": (*facts.adoptions, more)})).totals
    assert all(after.get(unit, Decimal(0)) >= points for unit, points in before.items() if more.outlet != "市局公众号")


@TOGETHER
@given(any_facts(), adoptions)
def test_a_lower_use_added_never_changes_what_a_piece_has_in_all(
    jinjiang: Scoring, facts: Facts, lower: Adoption
) -> None:
    before = jinjiang.score(facts)
    more = jinjiang.score(Facts(**{**vars(facts), "adoptions": (*facts.adoptions, lower)}))
    alone = jinjiang.score(Facts(submissions=facts.submissions, adoptions=(lower,)))
    worth = max((e.points for e in alone.entries if e.counted), default=Decimal(0))
    if worth <= used_for(before, lower.submission):
        assert used_for(more, lower.submission) == used_for(before, lower.submission)
    for other in {f.id for f in facts.submissions} - {lower.submission}:
        assert used_for(more, other) == used_for(before, other)


@TOGETHER
@given(any_facts())
def test_a_plain_query_over_the_entries_agrees_with_totals_and_ranks(jinjiang: Scoring, facts: Facts) -> None:
    scored = jinjiang.score(facts)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE entry (unit TEXT, cents INTEGER)")
    rows = [(e.unit, int(e.points * 100)) for e in scored.entries if e.counted]
    base.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    sums = dict(base.execute("SELECT unit, SUM(cents) FROM entry GROUP BY unit ORDER BY 2 DESC"))
    assert sums == {unit: points * 100 for unit, points in scored.totals.items() if points}
    assert [r.points * 100 for r in scored.ranks if r.points] == list(sums.values())
    for line in scored.ranks:
        assert line.rank == 1 + sum(1 for cents in sums.values() if cents > line.points * 100)


@TOGETHER
@given(any_facts())
def test_no_fact_is_lost_each_has_an_entry_or_waits(jinjiang: Scoring, facts: Facts) -> None:
    scored = jinjiang.score(facts)
    for use in facts.adoptions:
        counted = any(
            e.subject == use.submission and e.date == use.date and use.outlet in e.reason for e in scored.entries
        )
        waits = any(
            {use.submission, str(use.date)} <= set(re.split("稿件|：|（|）", u.fact)) for u in scored.unresolved
        )
        assert counted or waits
    assert all(e.reason and e.clause and e.rule for e in scored.entries)
    assert all(u.fact and u.why for u in scored.unresolved)


@TOGETHER
@given(any_facts())
def test_a_piece_has_the_points_of_its_best_use(jinjiang: Scoring, facts: Facts) -> None:
    scored = jinjiang.score(Facts(submissions=facts.submissions, adoptions=facts.adoptions))
    for piece in facts.submissions:
        entries = [e for e in scored.entries if e.subject == piece.id]
        got = sum((e.points for e in entries if e.counted), Decimal(0))
        values = {"晋江经济报": 3, "市双拥简报": 3, "泉州晚报": 8, "省厅官网": 10, "福建日报": 15, "人民日报": 20}
        uses = [a for a in facts.adoptions if a.submission == piece.id and a.date >= piece.date]
        best = max((values.get(a.outlet, 0) for a in uses), default=0)
        account = max(({"item": 3, "brief": 1}.get(a.mode or "", 0) for a in uses), default=0)
        front = 8 if any(a.position == "front" for a in uses) else 0
        assert got == max(best, account, front)
