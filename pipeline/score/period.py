"""Periods 周期: a month, a quarter, a half-year, a year, as `2022-05`, `2022Q2`, `2022H1`, `2022`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.score.period_text import name_of_period

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FIRST, _LAST = 12, 9999 * 12 + 11  # the months that dates can tell


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


@dataclass
class Span:
    """The first and the last of the days that were seen."""

    first: date | None = None
    last: date | None = None

    def saw(self, day: date) -> None:
        """One day more."""
        self.first = day if self.first is None or day < self.first else self.first
        self.last = day if self.last is None or day > self.last else self.last


@dataclass(frozen=True)
class Calendar:
    """Months, quarters and halves as in the calendar; the plan's year begins `shift` months after January."""

    shift: int = 0  # -1: a year begins in the December before

    def parse(self, text: str) -> Period | None:
        """The period of that name, or None; none of the last year, whose end no day comes after."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found or not 0 < int(found[1]) < date.max.year or (found[2] and not 1 <= int(found[2]) <= 12):
            return None
        start = int(found[1]) * 12
        if found[2]:
            return self._span(start + int(found[2]) - 1, 1)
        if found[3]:
            return self._span(start + int(found[3]) * 3 - 3, 3)
        return self._span(start + int(found[4]) * 6 - 6, 6) if found[4] else self._span(start + self.shift, 12)

    def read(self, text: str) -> Period | None:
        """The period as people write it, 2022年5月, 2022q2, or None."""
        return self.parse(text) or self.parse(name_of_period(text) or "")

    def of(self, day: date, every: str) -> Period:
        """The period of that length (month, quarter, half, year) in which the day lies."""
        return self.of_month(month_of(day), every)

    def of_month(self, month: int, every: str) -> Period:
        """As `of`, for a month as `month_of` counts it."""
        months = MONTHS[every]
        shift = self.shift if every == "year" else 0
        return self._span((month - shift) // months * months + shift, months)

    def each(self, first: date, last: date, every: str) -> Iterator[Period]:
        """Every period of that length that touches the days from `first` to `last`."""
        here = self.of(first, every)
        while here.first <= last:
            yield here
            if here.last == date.max:
                return
            here = self.of_month(month_of(here.last) + 1, every)

    def within(self, span: Span, every: str, asked: Period | None) -> Iterator[Period]:
        """Every period of that length within the one asked; without one, those that touch the days seen."""
        if asked:
            yield from (period for period in self.each(asked.first, asked.last, every) if period.within(asked))
        elif span.first and span.last:
            yield from self.each(span.first, span.last, every)

    def _span(self, start: int, months: int) -> Period:
        return _span(start, months, self.shift)


CALENDAR = Calendar()


def month_of(day: date) -> int:
    """The months since year 0."""
    return day.year * 12 + day.month - 1


def parse_period(text: str) -> Period | None:
    """The period of the calendar as people write it, or None."""
    return CALENDAR.read(text)


@lru_cache(maxsize=4096)
def _span(start: int, months: int, shift: int) -> Period:
    end = start + months - 1
    return Period(
        name=_name(start - shift if months == 12 else start, months),
        first=date(start // 12, start % 12 + 1, 1) if start >= _FIRST else date.min,
        last=date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1]) if end <= _LAST else date.max,
    )


def _name(start: int, months: int) -> str:
    year, part = start // 12, start % 12 // months + 1
    return {1: f"{year:04}-{part:02}", 3: f"{year:04}Q{part}", 6: f"{year:04}H{part}", 12: f"{year:04}"}[months]
