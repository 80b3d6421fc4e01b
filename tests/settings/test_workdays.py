"""Working days with days worked in exchange (调休), and beyond the years that are announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings.workdays import add_workdays, is_workday, next_workday

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
OVERRIDES = st.dictionaries(DAYS.map(date.isoformat), st.booleans(), max_size=20)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2020-05-06", True),  # Wednesday
        ("2020-05-02", False),  # Saturday
        ("2020-05-04", False),  # Monday of the May holiday
        ("2020-05-09", True),  # Saturday worked in exchange
        ("2022-10-08", True),
        ("2022-10-07", False),
        ("2020-01-31", False),  # prolonged in February 2020
        ("1999-10-01", True),  # a Friday before the years known
        ("2099-10-01", True),  # a Thursday nobody has announced yet
        ("2099-10-03", False),  # a Saturday
    ],
)
def test_the_calendar_knows_holidays_and_days_worked_in_exchange(day: str, worked: bool) -> None:
    assert is_workday(date.fromisoformat(day), {}) is worked


def test_the_offices_own_table_beats_the_calendar_in_every_year() -> None:
    overrides = {"2020-05-09": False, "2020-05-04": True, "2099-10-01": False, "2099-10-03": True}
    for day, worked in overrides.items():
        assert is_workday(date.fromisoformat(day), overrides) is worked


def test_three_working_days_reach_across_a_holiday() -> None:
    assert add_workdays(date(2020, 4, 29), 3, {}) == date(2020, 5, 7)  # 30 April, 6 and 7 May
    assert add_workdays(date(2020, 5, 7), 2, {}) == date(2020, 5, 9)  # the worked Saturday counts


def test_working_days_count_back_too() -> None:
    assert add_workdays(date(2020, 5, 7), -3, {}) == date(2020, 4, 29)


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert next_workday(date(2020, 5, 6), {}) == date(2020, 5, 7)
    assert next_workday(date(2020, 4, 30), {}) == date(2020, 5, 6)


@given(DAYS, OVERRIDES)
def test_every_day_of_every_year_has_an_answer(day: date, overrides: dict[str, bool]) -> None:
    worked = is_workday(day, overrides)
    assert worked is overrides.get(day.isoformat(), worked)
    assert worked in (True, False)


@given(DAYS, st.integers(0, 60), OVERRIDES)
def test_exactly_n_working_days_lie_between(day: date, n: int, overrides: dict[str, bool]) -> None:
    end = add_workdays(day, n, overrides)
    passed = [day + timedelta(days=i) for i in range(1, (end - day).days + 1)]
    assert sum(is_workday(d, overrides) for d in passed) == n
    assert n == 0 or is_workday(end, overrides)


@given(DAYS, st.integers(1, 30), OVERRIDES)
def test_back_and_forth_comes_home_to_a_working_day(day: date, n: int, overrides: dict[str, bool]) -> None:
    start = next_workday(day, overrides)
    assert add_workdays(add_workdays(start, n, overrides), -n, overrides) == start
