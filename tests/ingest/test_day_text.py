"""Days as people write them in tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.day_text import Day, day_of, day_of_serial

DAY = Day(year=2022, month=5, day=3)


@pytest.mark.parametrize(
    "text",
    [
        "2022.5.3", "2022-05-03", "2022/5/3", "2022年5月3日", "2022 年 5 月 3 日", "２０２２．５．３", "20220503",
        "22.5.3", "2022年5月3号", "2022年5月3日上午", "2022.05.03 星期二", "2022-05-03 09:00:00", "二〇二二年五月三日",
        "44684", "2022,5,3", "于2022年5月3日刊发",
    ],
)  # fmt: skip
def test_a_day_with_its_year_is_read(text: str) -> None:
    assert day_of(text) == DAY


@pytest.mark.parametrize("text", ["5月3日", "5.3", "5-3", "05/03", "5月3号", "五月三日"])
def test_a_day_without_a_year_waits_for_one(text: str) -> None:
    told = day_of(text)
    assert told is not None
    assert told.year is None
    assert told.on(2022) == date(2022, 5, 3)


@pytest.mark.parametrize(
    "text",
    ["", "无", "2022年", "2022年5月", "5月", "上旬", "5月3日-5日", "2022.5.3-5.5", "5月3日、5月8日",
     "2022.5.3 2022.5.8", "5日至8日", "12345", "3.1415926", "1/2/3/4"],
)  # fmt: skip
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize("text", ["2022.2.30", "2022.13.1", "2月30日", "0月0日"])
def test_a_day_the_calendar_does_not_have_is_on_no_date(text: str) -> None:
    told = day_of(text)
    assert told is None or told.on(2022) is None


def test_the_thirty_first_of_chinese_numerals_is_read() -> None:
    assert day_of("二〇二一年十二月三十一日") == Day(year=2021, month=12, day=31)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_way_of_writing_a_day_means_that_day(day: date) -> None:
    ways = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
    )
    for text in ways:
        told = day_of(text)
        assert told is not None, text
        assert told.on(0) == day
    assert day_of_serial((day - date(1899, 12, 30)) / timedelta(days=1) + 0.5) == day


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    told = day_of(text)
    if told is not None:
        told.on(2022)
