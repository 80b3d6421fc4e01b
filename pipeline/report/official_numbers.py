"""How an office writes numbers, changes and periods."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from pipeline.report import official_words as words
from pipeline.report.period_view import PeriodReport

_QUARTER = 3  # months
_LONGEST_LINK = 2000  # characters; Excel takes no more than 2079


def plain(number: Decimal) -> str:
    """A decimal without idle zeros: 12, 0.5, 33.33."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def full_day(value: date) -> str:
    """A day as a document is dated: 2022年6月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


def period_title(period: str) -> str:
    """2022-05 → 2022年5月, 2022Q2 → 2022年第二季度, 2022 → 2022年; anything else as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})|Q([1-4]))?", period)
    if found is None:
        return period
    year, month, quarter = found.groups()
    if month:
        return words.PERIOD_MONTH.format(year=year, n=int(month))
    if quarter:
        return words.PERIOD_QUARTER.format(year=year, n=words.QUARTERS[int(quarter) - 1])
    return words.PERIOD_YEAR.format(year=year)


def moved(rank: int, previous: int | None) -> str:
    """How a rank moved since the period before: ↑3, ↓1, — for the same one, "" where there was none."""
    if previous is None:
        return ""
    return "—" if rank == previous else f"{'↑' if rank < previous else '↓'}{abs(rank - previous)}"


def safe_link(url: str) -> str:
    """The address if it is one that a reader may open (http or https, one line, not endless), else ""."""
    if len(url) > _LONGEST_LINK or not url.isprintable() or set(url) & set(' "<>\\^`{|}'):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def signed(number: Decimal) -> str:
    """A difference with its sign: +5, -1."""
    return f"+{plain(number)}" if number > 0 else plain(number)


def month_day(value: date) -> str:
    """A day of a year that is known: 5月12日."""
    return words.MONTH_DAY.format(month=value.month, day=value.day)


def spoken(report: PeriodReport) -> words.KindWords:
    """本月 and 上月 of the report's kind; a report of quarters over half a year speaks of the half."""
    months = (report.last.year - report.first.year) * 12 + report.last.month - report.first.month + 1
    half = report.kind == "quarterly" and months > _QUARTER
    return words.KINDS["halfyearly" if half else report.kind]
