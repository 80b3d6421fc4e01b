"""What a new count changes in a ledger, and which period it is booked in."""

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.score import ScoreEntry
from pipeline.score.booking import booked_for, booked_periods
from pipeline.score.difference import Held, difference

days = st.dates(min_value=date(2022, 1, 1), max_value=date(2022, 12, 31))
points = st.decimals(min_value=-20, max_value=20, places=2)
entries = st.builds(
    ScoreEntry,
    unit=st.sampled_from(("磁灶", "安海")),
    subject=st.sampled_from(("S1", "S2", "S3")),
    account=st.just("points"),
    rule=st.sampled_from(("JN1", "JN2")),
    clause=st.just("附件1"),
    points=points,
    date=days,
    counted=st.booleans(),
    reason=st.sampled_from(("采用", "就高")),
)
several = st.lists(entries, max_size=12)


def held(lines: list[ScoreEntry], *, frozen: bool = False) -> list[Held[int]]:
    return [Held(name=n, entry=entry, frozen=frozen) for n, entry in enumerate(lines)]


def entry(text: str = "采用", value: str = "8") -> ScoreEntry:
    return ScoreEntry(
        unit="磁灶", subject="S1", account="points", rule="JN1", clause="附件1", points=Decimal(value),
        date=date(2022, 5, 6), counted=True, reason=text,
    )  # fmt: skip


@given(several, several)
def test_reversing_and_adding_gives_exactly_a_count_from_scratch(
    before: list[ScoreEntry], now: list[ScoreEntry]
) -> None:
    changed = difference(held(before), now)
    left = [line for n, line in enumerate(before) if n not in set(changed.gone)]
    assert Counter([*left, *changed.new]) == Counter(now)


@given(several, several)
def test_points_of_issued_periods_come_to_the_same(before: list[ScoreEntry], now: list[ScoreEntry]) -> None:
    changed = difference(held(before, frozen=True), now)
    left = [line for n, line in enumerate(before) if n not in set(changed.gone)]
    assert sum(e.points for e in [*left, *changed.new]) == sum(e.points for e in now)


@given(several, st.randoms())
def test_the_same_entries_in_any_order_change_nothing(lines: list[ScoreEntry], order: object) -> None:
    shuffled = list(lines)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    changed = difference(held(lines), shuffled)
    assert (changed.gone, changed.new) == ((), ())


def test_a_reason_that_reads_otherwise_is_booked_anew_while_its_month_is_open() -> None:
    changed = difference(held([entry("采用")]), [entry("采用（更名后）")])
    assert (changed.gone, changed.new) == ((0,), (entry("采用（更名后）"),))


def test_a_reason_that_reads_otherwise_leaves_an_issued_month_alone() -> None:
    changed = difference(held([entry("采用")], frozen=True), [entry("采用（更名后）")])
    assert (changed.gone, changed.new) == ((), ())


def test_a_point_is_booked_in_its_own_month_while_that_is_open() -> None:
    assert booked_for(date(2022, 5, 31), frozenset()) == "2022-05"


def test_a_point_of_an_issued_month_is_booked_in_the_next_open_one() -> None:
    assert booked_for(date(2022, 5, 31), {"2022-05", "2022-06"}) == "2022-07"


def test_a_point_that_comes_after_december_was_issued_goes_into_the_supplement() -> None:
    months = {f"2022-{n:02}" for n in range(1, 13)}
    assert booked_for(date(2022, 11, 3), months) == "2022-13"
    assert booked_for(date(2022, 11, 3), months | {"2022-13"}) == "2023-01"


@given(days, st.sets(st.integers(min_value=1, max_value=13)))
def test_nothing_is_ever_booked_in_an_issued_period_or_before_its_day(day: date, closed: set[int]) -> None:
    frozen = {f"2022-{n:02}" for n in closed}
    booked = booked_for(day, frozen)
    assert booked not in frozen
    assert booked >= f"{day:%Y-%m}"


def test_a_year_is_made_of_its_months_and_the_supplement_and_a_quarter_of_its_months() -> None:
    assert booked_periods(date(2022, 4, 1), date(2022, 6, 30)) == ("2022-04", "2022-05", "2022-06")
    year = booked_periods(date(2022, 1, 1), date(2022, 12, 31))
    assert len(year) == 13
    assert year[-1] == "2022-13"
