"""How long something has waited, in working days."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pipeline.settings.workdays import is_workday

LONGEST = 400  # days looked at: what has waited longer has waited long enough


def waited(since: Iterable[date], today: date, holidays: Mapping[str, bool]) -> dict[date, int]:
    """The working days after each day up to today, today included; counted once for all of them."""
    wanted = sorted(set(since), reverse=True)
    counts: dict[date, int] = {}
    day, count = today, 0
    for first in wanted:
        while day > first and (today - day).days < LONGEST:
            count += is_workday(day, holidays)
            day -= timedelta(days=1)
        counts[first] = count
    return counts
