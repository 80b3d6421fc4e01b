"""Counting on record: whatever the order of facts, counts and closings, the ledger says what the facts say."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Activity, Instruction, Reads
from pipeline.score.period import parse_period
from pipeline.score.ranks import rank
from pipeline.steps.counting.count import count, count_if_changed
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.standings import standings
from pipeline.store import ledger
from pipeline.store.tables import EntryRow

OUTLETS = ("省厅官网", "泉州晚报", "市局公众号单条", "市局公众号简讯", "人民网", "福建日报", "部官网")
UNITS = ("磁灶", "安海", "梅岭", "局办公室")


def months(bureau: Bureau, *, current: bool) -> Iterator[dict[str, Decimal]]:
    """The totals of each month of the year, and of the year itself last."""
    for name in [*(f"2022-{n:02}" for n in range(1, 13)), "2022"]:
        span = parse_period(name)
        assert span is not None
        rows = standings(bureau.house, bureau.id, span, current=current).rows
        yield {row.unit: row.points for row in rows}


def anything(bureau: Bureau, chance: random.Random, numbers: list[str]) -> None:
    """One more fact of any kind, on any day, told in any order."""
    day = date(2022, 1, 5) + timedelta(days=chance.randrange(330))
    number = chance.choice(numbers)
    match chance.randrange(5):
        case 0 | 1 | 2:
            bureau.adopt(number, chance.choice(OUTLETS), day)
        case 3:
            bureau.offer(Instruction(submission=number, by="省厅", rank=chance.choice(("main", "member")), date=day))
        case 4:
            units = tuple(chance.sample(UNITS, chance.randrange(1, 4)))
            bureau.offer(Activity(id=f"A{chance.randrange(1000)}", host="部", units=units, date=day))


@pytest.mark.parametrize("seed", range(6))
def test_the_ledger_says_what_the_facts_say_whatever_the_order(jinjiang: Bureau, seed: int) -> None:
    chance = random.Random(seed)
    jinjiang.clock.now = datetime(2023, 2, 1, 4, 0, tzinfo=UTC)
    numbers = [
        jinjiang.piece(unit=chance.choice(UNITS), title=f"稿件第{n}号走访慰问老兵", day=date(2022, 1, 4))
        for n in range(6)
    ]
    closing = 1
    for _ in range(24):
        anything(jinjiang, chance, numbers)
        if chance.random() < 0.3:
            jinjiang.count()
        if chance.random() < 0.2 and closing <= 12:
            jinjiang.count()
            jinjiang.close(f"2022-{closing:02}")
            closing += 1
    jinjiang.count()
    plan = plan_of(jinjiang.house, jinjiang.id)
    with jinjiang.house.database.reading() as session:
        scored = plan.score(facts_of(session, jinjiang.id))
        dated = ledger.totals_dated(session, jinjiang.id, "points", date(2022, 1, 1), date(2023, 12, 31))
    assert {u: p for u, p in dated.items() if p} == {u: p for u, p in scored.totals.items() if p}
    *each, year = months(jinjiang, current=True)
    for unit, total in year.items():
        assert total == sum(month[unit] for month in each)
    *each, year = months(jinjiang, current=False)
    for unit, total in year.items():
        supplement = total - sum(month[unit] for month in each)
        assert supplement == 0 or closing == 13


@pytest.mark.parametrize("seed", range(3))
def test_standings_and_rank_agree(jinjiang: Bureau, seed: int) -> None:
    chance = random.Random(seed)
    numbers = [jinjiang.piece(unit=unit, title=f"{unit}走访慰问老兵", day=date(2022, 1, 4)) for unit in UNITS]
    for _ in range(12):
        day = date(2022, 5, 1) + timedelta(days=chance.randrange(31))
        jinjiang.adopt(chance.choice(numbers), chance.choice(OUTLETS), day)
    jinjiang.count()
    span = parse_period("2022-05")
    assert span is not None
    plan = plan_of(jinjiang.house, jinjiang.id)
    with jinjiang.house.database.reading() as session:
        scored = plan.score(facts_of(session, jinjiang.id), span)
    rows = standings(jinjiang.house, jinjiang.id, span).rows
    ranked = rank(scored.totals, plan.units)
    assert [(r.unit, r.rank, r.group_rank, r.points) for r in rows] == [
        (r.unit, r.rank, r.group_rank, r.points) for r in ranked
    ]


def test_nothing_is_counted_again_while_nothing_changed(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    assert len(count_if_changed(jinjiang.house, jinjiang.id).changes) == 1
    assert count_if_changed(jinjiang.house, jinjiang.id).changes == ()
    assert count(jinjiang.house, jinjiang.id, cause="rescore").changes == ()


def test_reads_are_booked_when_their_day_has_come(jinjiang: Bureau) -> None:
    jinjiang.clock.now = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
    number = jinjiang.piece()
    jinjiang.adopt(number, "市局公众号单条", date(2022, 6, 8))
    jinjiang.offer(Reads(submission=number, outlet="市局公众号单条", count=5000, days=2))
    assert jinjiang.points(period="2022-06") == "3"
    jinjiang.clock.now = datetime(2022, 6, 15, 4, 0, tzinfo=UTC)
    assert jinjiang.points(period="2022-06") == "13"


def test_a_changed_rulebook_is_shown_before_it_is_booked(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece(), "泉州晚报")
    jinjiang.count()
    rulebook = jinjiang.house.settings.bureaus["jinjiang"].folder / "rulebook.yaml"
    told = rulebook.read_text(encoding="utf-8")
    rulebook.write_text(told.replace("prefecture_media: 8", "prefecture_media: 9"), encoding="utf-8")
    shown = count(jinjiang.house, jinjiang.id, cause="rescore", dry_run=True)
    assert [(c.entry.points, c.reversal) for c in shown.changes] == [(-8, True), (9, False)]
    with jinjiang.house.database.reading() as session:
        assert [row.points for row in ledger.live(session, "jinjiang")] == [8]
    count(jinjiang.house, jinjiang.id, cause="rescore", by="李主任")
    assert jinjiang.points() == "9"


def test_a_reversal_and_what_replaces_it_name_what_made_them(jinjiang: Bureau) -> None:
    first = jinjiang.piece()
    jinjiang.adopt(first, "泉州晚报", date(2022, 5, 20))
    jinjiang.count()
    jinjiang.adopt(first, "人民网", date(2022, 5, 10))  # an earlier and higher use comes to light later
    jinjiang.count()
    with jinjiang.house.database.reading() as session:
        rows = ledger.of_subject(session, "jinjiang", first)
    assert [(r.kind, r.points, r.counted) for r in rows] == [
        ("award", 8, True), ("reversal", -8, True), ("award", 20, True), ("award", 8, False),
    ]  # fmt: skip
    assert all(isinstance(row, EntryRow) and row.reason for row in rows)


def test_a_change_is_counted_also_when_the_clock_was_put_back(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    row = jinjiang.adopt(number).row
    jinjiang.count()
    jinjiang.clock.forward(hours=-1)
    order = SettleOrder(bureau="jinjiang", name=f"F{row.id}", withdraw=True, reason="误报", by="李主任")
    settle_fact(jinjiang.house, order)
    assert jinjiang.points() == "0"
