"""Which period a point is booked in: its own month while that is open, else the next open one (rules.md Bulletins)."""

from collections.abc import Collection
from datetime import date

SUPPLEMENT = 13  # the year-end supplement: corrections of a year that came after its last month was issued


def booked_for(day: date, frozen: Collection[str], shift: int = 0) -> str:
    """The period for an entry of that day.

    Args:
        day: the fact's day.
        frozen: the periods that were issued, `2022-05`, `2022-13`.
        shift: how many months after January the plan's year begins; its supplement follows its own last month.
    """
    month, supplement = day.year * 12 + day.month - 1, False
    while _name(month, supplement=supplement) in frozen:
        if not supplement and (month - shift) % 12 == 11:
            supplement = True
        else:
            month, supplement = month + 1, False
    return _name(month, supplement=supplement)


def name_of(year: int, month: int) -> str:
    """The name of a month, or of the supplement of the year that ends in that calendar year."""
    return f"{year:04}-{month:02}"


def supplemented(name: str, shift: int) -> int | None:
    """The plan's own name of the year whose supplement that period is, 2022 of 2022-13; None of any other period."""
    year, _, part = name.partition("-")
    return int(year) - (shift > 0) if part == str(SUPPLEMENT) else None


def _name(month: int, *, supplement: bool) -> str:
    return name_of(month // 12, SUPPLEMENT if supplement else month % 12 + 1)


def booked_periods(first: date, last: date) -> tuple[str, ...]:
    """The periods whose bookings make up a span of whole months; a whole year brings its supplement."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    names = [_name(month, supplement=False) for month in range(start, end + 1)]
    if (end - start + 1) % 12 == 0:
        names += [_name(month, supplement=True) for month in range(start + 11, end + 1, 12)]
    return tuple(names)
