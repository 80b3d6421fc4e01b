"""Which period a point is booked in: its own month while that is open, else the next open one (rules.md Bulletins)."""

from collections.abc import Collection
from datetime import date

SUPPLEMENT = 13  # the year-end supplement: corrections of the year that came after December was issued


def booked_for(day: date, frozen: Collection[str]) -> str:
    """The period for an entry of that day.

    Args:
        day: the fact's day.
        frozen: the periods that were issued, `2022-05`, `2022-13`.
    """
    year, month = day.year, day.month
    while name_of(year, month) in frozen:
        year, month = (year + 1, 1) if month == SUPPLEMENT else (year, month + 1)
    return name_of(year, month)


def name_of(year: int, month: int) -> str:
    """The name of a month, or of a year's supplement."""
    return f"{year:04}-{month:02}"


def booked_periods(first: date, last: date) -> tuple[str, ...]:
    """The periods whose bookings make up a span of whole months; a December brings the supplement of its year."""
    names: list[str] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        names.append(name_of(year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if first.month == 1 and last.month == 12:
        names += [name_of(y, SUPPLEMENT) for y in range(first.year, last.year + 1)]
    return tuple(names)
