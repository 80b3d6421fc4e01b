"""A period is read however a clerk types it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.period import CALENDAR, parse_period

YEARS, MONTHS = st.integers(1900, 2200), st.integers(1, 12)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((text, "2026-05") for text in (
            "2026-05", "2026-5", "2026.5", "2026/05", "202605", "2026年5月", "2026年05月份", " ２０２６年 ５ 月 ",
            "二〇二六年五月",
        )),
        ("2026年十月", "2026-10"),
        ("2026年十二月", "2026-12"),
        *((text, "2026Q2") for text in (
            "2026Q2", "2026q2", "2026-Q2", "2026年第二季度", "2026年二季度", "2026年第2季度", "2026第二季度",
            "2026年度第二季度",
        )),
        *((text, "2026H1") for text in ("2026H1", "2026h1", "2026年上半年", "2026上半年")),
        ("2026年下半年", "2026H2"),
        *((text, "2026") for text in ("2026", "2026年", "2026年度", "2026年全年", "二〇二六年")),
    ],
)  # fmt: skip
def test_what_people_write_is_the_period_they_mean(written: str, name: str) -> None:
    found = parse_period(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written",
    ["", "5月", "26年5月", "2026-13", "2026年0月", "2026Q5", "第二季度", "2026年5月3日", "2026-05-03", "去年", "0000"],
)
def test_what_tells_no_period_is_none(written: str) -> None:
    assert parse_period(written) is None


@given(YEARS, MONTHS)
def test_every_month_is_read_as_it_is_named_and_as_it_is_said(year: int, month: int) -> None:
    named = CALENDAR.parse(f"{year}-{month:02}")
    assert named is not None
    assert named == CALENDAR.read(f"{year}年{month}月") == CALENDAR.read(f"{year}-{month}")


def test_a_name_in_an_address_is_taken_as_it_stands() -> None:
    assert CALENDAR.parse("2026-5") is None
    assert CALENDAR.parse("2026-05") is not None


@given(st.text("0123456789年月季度第上下半全QHqh-./ 一二三四十〇", max_size=12))
def test_whatever_is_typed_is_a_period_that_has_its_own_name_or_none(text: str) -> None:
    found = parse_period(text)
    assert found is None or parse_period(found.name) == found
