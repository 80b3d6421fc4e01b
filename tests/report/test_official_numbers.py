"""Numbers, periods and links as a document writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.money import capitals
from pipeline.report.official_numbers import full_day, moved, period_title, plain, safe_link

_DIGITS = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("0", "零元整"),
        ("1200", "壹仟贰佰元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10100100", "壹仟零壹拾万零壹佰元整"),
        ("100000005", "壹亿零伍元整"),
        ("0.05", "伍分"),
        ("-50", "负伍拾元整"),
        ("0.004", "零元整"),
    ],
)
def test_an_amount_in_capitals_is_written_as_the_bank_wants_it(amount, told):
    assert capitals(Decimal(amount)) == told


def _read(text: str) -> int:
    """Whole yuan read back from capitals."""
    total = part = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _PLACES:
            part, digit = part + digit * _PLACES[c], 0
        elif c == "万":
            total, part, digit = total + (part + digit) * 10**4, 0, 0
        elif c == "亿":
            total, part, digit = (total + part + digit) * 10**8, 0, 0
    return total + part + digit


@given(st.integers(0, 10**12 - 1))
def test_capitals_read_back_give_the_amount(yuan):
    told = capitals(Decimal(yuan))
    assert _read(told.removesuffix("元整")) == yuan
    assert "零零" not in told


def test_an_amount_beyond_all_fees_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        capitals(Decimal(10**12))


@pytest.mark.parametrize(
    ("period", "title"), [("2022-05", "2022年5月"), ("2020Q2", "2020年第二季度"), ("2022", "2022年"), ("?", "?")]
)
def test_a_period_is_named_as_people_name_it(period, title):
    assert period_title(period) == title


def test_numbers_and_days_stand_as_an_office_writes_them():
    assert [plain(Decimal(n)) for n in ("12", "12.50", "100", "33.33", "0.00", "1E+2")] == [
        "12", "12.5", "100", "33.33", "0", "100",
    ]  # fmt: skip
    assert full_day(date(2022, 6, 1)) == "2022年6月1日"
    assert [moved(1, 4), moved(4, 3), moved(2, 2), moved(2, None)] == ["↑3", "↓1", "—", ""]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "internal:A1", "http://", "//news.example.com",
        "https://a.example/a b", "https://a.example/\n", "http://[", "https://a.example/" + "x" * 2000, "",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_web_is_no_link(url):
    assert safe_link(url) == ""


@pytest.mark.parametrize("url", ["https://news.example.com/1?a=1&b=2#c", "http://新闻.example.com/走访"])
def test_a_page_of_the_web_is_a_link(url):
    assert safe_link(url) == url
