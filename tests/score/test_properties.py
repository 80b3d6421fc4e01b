"""What must hold whatever the facts are."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.facts import Activity, Adoption, Facts, Instruction, Reads, SubmissionFact
from pipeline.domain.score import Scored
from pipeline.score.period import parse_period
from pipeline.score.scoring import Scoring

FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 364).map(lambda n: FIRST + timedelta(days=n))
UNITS = ("磁灶", "安海", "局办公室", "服务中心")
OUTLETS = ("晋江经济报", "泉州晚报", "福建日报", "人民日报", "省厅官网", "今日头条", "市双拥简报")
PIECES = tuple(f"S{n}" for n in range(6))
MONTHS = tuple(f"2022-{m:02}" for m in range(1, 13))
TOGETHER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

pieces = st.sampled_from(PIECES)
adoptions = st.one_of(
    st.builds(Adoption, submission=pieces, outlet=st.sampled_from(OUTLETS), date=DAYS),
    st.builds(
        Adoption, submission=pieces, outlet=st.just("市局公众号"), date=DAYS,
        mode=st.sampled_from(["item", "brief", None]),
    ),
    st.builds(
        Adoption, submission=pieces, outlet=st.just("东南早报"), date=DAYS,
        position=st.sampled_from(["front", "inside", None]),
    ),
)  # fmt: skip
reads = st.builds(
    Reads, submission=pieces, outlet=st.just("市局公众号"), count=st.integers(-1, 20000), days=st.integers(-1, 9)
)
instructions = st.builds(
    Instruction, submission=pieces, by=st.sampled_from(["市局", "省厅", "部", "某局"]),
    rank=st.sampled_from(["main", "member"]), date=DAYS,
)  # fmt: skip


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """A year of a few pieces and what became of them."""
    submissions = [
        SubmissionFact(
            id=name, unit=draw(st.sampled_from(UNITS)), date=draw(DAYS), kind="news", summary=draw(st.booleans())
        )
        for name in PIECES[: draw(st.integers(1, len(PIECES)))]
    ]
    activities = [
        Activity(id=f"A{n}", host=draw(st.sampled_from(["部", "省厅", "市局"])), units=tuple(who), date=draw(DAYS))
        for n, who in enumerate(draw(st.lists(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3), max_size=2)))
    ]
    return Facts(
        submissions=tuple(submissions),
        adoptions=tuple(draw(st.lists(adoptions, max_size=10))),
        reads=tuple(draw(st.lists(reads, max_size=4))),
        instructions=tuple(draw(st.lists(instructions, max_size=4))),
        activities=tuple(activities),
    )


@pytest.fixture
def jinjiang(plan: Callable[[str], Scoring]) -> Scoring:
    return plan("jinjiang")


def counted_sum(scored: Scored, unit: str) -> Decimal:
    return sum((e.points for e in scored.entries if e.counted and e.unit == unit), Decimal(0))


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
