"""A plan whose year begins elsewhere: its supplement follows its own last month, its closed year freezes its own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps.counting.conftest import Bureau

from pipeline.score.booking import booked_for, booked_periods
from pipeline.score.period import Calendar, Period
from pipeline.steps.counting.close_month import CannotClose, close_month
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.standings import standings

MAY_TO_APRIL = "from: 2022-01-01\n  year: {name: 2022, from: 2022-05-01}"


@pytest.fixture
def practice(config: Path, jinjiang: Bureau) -> Bureau:
    """A bureau whose plan's year 2022 goes from May 2022 to April 2023; it is June 2023."""
    rulebook = config / "bureaus" / "jinjiang" / "rulebook.yaml"
    text = rulebook.read_text(encoding="utf-8")
    rulebook.write_text(text.replace("from: 2022-01-01", MAY_TO_APRIL, 1), encoding="utf-8")
    jinjiang.clock.now = datetime(2023, 6, 10, 4, 0, tzinfo=UTC)
    return jinjiang


def span(bureau: Bureau, name: str) -> Period:
    found = plan_of(bureau.house, bureau.id).period(name)
    assert found is not None
    return found


def points(bureau: Bureau, name: str) -> str:
    rows = standings(bureau.house, bureau.id, span(bureau, name)).rows
    return str(next(row.points for row in rows if row.unit == "cizao"))


def test_what_comes_after_the_last_month_was_issued_goes_into_the_supplement_of_that_year(practice: Bureau) -> None:
    number = practice.piece(day=date(2023, 4, 3))
    practice.close("2023-04")
    practice.adopt(number, day=date(2023, 4, 20))
    practice.count()
    assert (points(practice, "2023-04"), points(practice, "2023-05"), points(practice, "2022")) == ("0", "0", "10")


def test_december_is_a_month_like_any_other(practice: Bureau) -> None:
    number = practice.piece(day=date(2022, 12, 3))
    practice.close("2022-12")
    practice.adopt(number, day=date(2022, 12, 20))
    practice.count()
    assert (points(practice, "2022-12"), points(practice, "2023-01"), points(practice, "2022")) == ("0", "10", "10")


def test_a_closed_year_freezes_its_own_months_and_no_others(practice: Bureau) -> None:
    number = practice.piece(day=date(2023, 4, 3))
    close_month(practice.house, "jinjiang", span(practice, "2023-04"))
    close_month(practice.house, "jinjiang", span(practice, "2022"))
    practice.adopt(number, day=date(2023, 4, 20))
    practice.count()
    assert (points(practice, "2022"), points(practice, "2023-05")) == ("0", "10")
    with pytest.raises(CannotClose, match="2022年已经结账，不能再结2023-03"):
        close_month(practice.house, "jinjiang", span(practice, "2023-03"))
    assert close_month(practice.house, "jinjiang", span(practice, "2022-04")).state == "closed"


def test_a_year_waits_for_its_own_months(practice: Bureau) -> None:
    practice.piece(day=date(2023, 2, 3))
    with pytest.raises(CannotClose, match="2022年还有没结账的月份：2023-02"):
        close_month(practice.house, "jinjiang", span(practice, "2022"))


@given(st.integers(-11, 11), st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 30))
def test_every_booking_of_a_year_is_among_its_periods_whatever_is_closed(shift: int, day: date, closed: int) -> None:
    calendar = Calendar(shift)
    year, month = calendar.of(day, "year"), calendar.of(day, "month")
    months = list(calendar.each(month.first, year.last, "month"))
    frozen = {one.name for one in months[:closed]}
    booked = booked_for(day, frozen, shift)
    assert booked not in frozen
    assert booked in booked_periods(year.first, year.last)
    assert len(booked_periods(year.first, year.last)) == 13
