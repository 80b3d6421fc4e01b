"""Periods 周期: a month, a quarter, a half-year, a year, as `2022-05`, `2022Q2`, `2022H1`, `2022`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, kw_only=True)
class Period:
    """A span of whole months."""

    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    def within(self, other: "Period") -> bool:
        """Whether it lies in the other as a whole."""
        return other.first <= self.first and self.last <= other.last


def parse_period(text: str) -> Period | None:
    """The period as people write it, or None."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or int(found[1]) == 0 or (found[2] and not 1 <= int(found[2]) <= 12):
        return None
    year = int(found[1])
    if found[2]:
        return _span(year, int(found[2]), 1)
    if found[3]:
        return _span(year, int(found[3]) * 3 - 2, 3)
    return _span(year, int(found[4]) * 6 - 5, 6) if found[4] else _span(year, 1, 12)


def period_of(day: date, every: str) -> Period:
    """The period of that length (month, quarter, half, year) in which the day lies."""
    months = MONTHS[every]
    return _span(day.year, (day.month - 1) // months * months + 1, months)


def periods(first: date, last: date, every: str) -> Iterator[Period]:
    """Every period of that length that touches the days from `first` to `last`."""
    here = period_of(first, every)
    while here.first <= last:
        yield here
        if here.last == date.max:
            return
        here = period_of(date.fromordinal(here.last.toordinal() + 1), every)


def _span(year: int, month: int, months: int) -> Period:
    end = month + months - 1
    return Period(
        name=_name(year, month, months),
        first=date(year, month, 1),
        last=date(year, end, monthrange(year, end)[1]),
    )


def _name(year: int, month: int, months: int) -> str:
    if months == 1:
        return f"{year:04}-{month:02}"
    part = (month - 1) // months + 1
    return {3: f"{year:04}Q{part}", 6: f"{year:04}H{part}", 12: f"{year:04}"}[months]
