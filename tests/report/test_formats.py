"""Dates, titles and one-line texts as an office writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.formats import (
    day,
    moment,
    month,
    number,
    one_line,
    percent,
    pixels,
    short,
    short_day,
    signed,
    spelt,
)


def test_a_day_is_written_with_its_weekday() -> None:
    assert day(date(2022, 5, 6)) == "2022年5月6日（周五）"


def test_days_within_a_sentence_are_spelt_out_and_what_is_no_day_stays() -> None:
    assert spelt("8分；2026-05-12市局公众号已计1分") == "8分；2026年5月12日市局公众号已计1分"
    assert spelt("刊发日期是2026-11-30，编号YH-2026-00012") == "刊发日期是2026年11月30日，编号YH-2026-00012"
    assert spelt("约稿-2026-05-01 12026-05-01 2026-05-011") == "约稿-2026-05-01 12026-05-01 2026-05-011"


def test_a_moment_is_shown_on_the_offices_wall_clock() -> None:
    late_in_london = datetime(2022, 5, 6, 17, 30, tzinfo=UTC)
    assert moment(late_in_london) == "2022年5月7日（周六）01:30"
    assert day(late_in_london) == "2022年5月7日（周六）"
    assert short_day(late_in_london) == "5月7日"


def test_a_month_ends_on_the_offices_wall_clock() -> None:
    assert month(datetime(2022, 5, 31, 17, 30, tzinfo=UTC)) == "2022年6月"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        moment(datetime(2022, 5, 6, 17, 0))


def test_a_long_title_keeps_its_beginning_and_ends_with_an_ellipsis() -> None:
    title = "左家塘街道退役军人服务站开展春节走访慰问，把温暖送到老兵心坎上"
    assert short(title, 22) == "左家塘街道退役军人服务站开展春节走访慰问…"
    assert short("走访慰问", 22) == "走访慰问"


def test_unknown_pixels_are_left_out() -> None:
    assert pixels(4000, 3000) == "4000×3000"
    assert pixels(None, None) == ""


@given(st.text())
def test_one_line_holds_nothing_a_header_could_not_bear(text: str) -> None:
    line = one_line(text)
    line.encode("utf-8")
    assert not set(line) & set("\r\n\t\x00\x1e\x85\u2028\u2029\u202e\u200b\ufeff")
    assert line == line.strip()


@given(st.text(alphabet="左家塘走访慰问，。《》A1 "))
def test_one_line_leaves_ordinary_words_alone(text: str) -> None:
    assert one_line(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("value", "plain", "change"),
    [
        ("15", "15", "+15"),
        ("10.00", "10", "+10"),
        ("0.50", "0.5", "+0.5"),
        ("-3", "-3", "-3"),
        ("0.00", "0", "0"),
        ("-0", "0", "0"),
        ("1E+2", "100", "+100"),
    ],
)
def test_points_are_written_without_idle_zeros(value: str, plain: str, change: str) -> None:
    assert number(Decimal(value)) == plain
    assert signed(Decimal(value)) == change


@pytest.mark.parametrize(
    ("share", "text"), [("0.85", "85%"), ("0.7245", "72.5%"), ("0.1667", "16.7%"), ("0", "0%"), ("1.2", "120%")]
)
def test_a_share_is_written_as_a_percentage(share: str, text: str) -> None:
    assert percent(Decimal(share)) == text
