"""Working days as the State Council arranges them, days worked in exchange (调休) included.

The library knows the years that have been announced. Beyond them Monday to Friday are worked; the office adds what is
announced later to its own table.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import chinese_calendar

_KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


def is_workday(day: date, overrides: Mapping[str, bool]) -> bool:
    """Whether people work on that day.

    Args:
        day: any date; years the library does not know go by the week.
        overrides: the office's own table, "2027-02-08" → is a working day; it beats everything else.
    """
    own = overrides.get(f"{day:%Y-%m-%d}")
    if own is not None:
        return own
    if day.year in _KNOWN_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def add_workdays(day: date, n: int, overrides: Mapping[str, bool]) -> date:
    """The n-th working day after `day`, itself not counted; a negative n goes back, 0 is the day itself."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= is_workday(day, overrides)
    return day


def next_workday(day: date, overrides: Mapping[str, bool]) -> date:
    """The first working day after `day`."""
    return add_workdays(day, 1, overrides)
