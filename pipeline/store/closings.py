"""Closed months: what was issued stays as it was issued (design.md §4.9)."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from pipeline.store.tables import ClosingRow, CountRow, EntryRow

PREPARED, CLOSED = "prepared", "closed"
SUPPLEMENT = 13  # the period after the last month of a year: its corrections


def of_period(session: Session, bureau: str, period: str) -> ClosingRow | None:
    """The closing of a period, prepared or done."""
    return session.get(ClosingRow, (bureau, period))


def frozen(session: Session, bureau: str, shift: int = 0) -> frozenset[str]:
    """The periods in which nothing can be booked any more; a closed year freezes its months and its supplement.

    Args:
        session: of the store.
        bureau: its id.
        shift: how many months after January the plan's year begins.
    """
    wanted = select(ClosingRow.period).where(ClosingRow.bureau == bureau, ClosingRow.state == CLOSED)
    return frozenset(name for period in session.exec(wanted) for name in _within(period, shift))


def _within(period: str, shift: int) -> list[str]:
    if "-" in period:
        return [period]
    start = int(period) * 12 + shift
    months = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, start + 12)]
    return [*months, f"{(start + 11) // 12:04}-{SUPPLEMENT}"]


def newest_month(session: Session, bureau: str) -> str | None:
    """The latest month that was closed or prepared."""
    wanted = select(func.max(ClosingRow.period)).where(
        ClosingRow.bureau == bureau, col(ClosingRow.period).contains("-")
    )
    return session.exec(wanted).one()


def prepared(session: Session, bureau: str) -> Sequence[ClosingRow]:
    """Periods that wait for the office's approval, oldest first."""
    wanted = select(ClosingRow).where(ClosingRow.bureau == bureau, ClosingRow.state == PREPARED)
    return session.exec(wanted.order_by(col(ClosingRow.period))).all()


def booked_months(session: Session, bureau: str) -> frozenset[str]:
    """The periods in which something is booked."""
    return frozenset(session.exec(select(EntryRow.booked).where(EntryRow.bureau == bureau).distinct()))


def of_year(session: Session, bureau: str, year: int) -> Sequence[ClosingRow]:
    """The closings of a year, in their order."""
    wanted = select(ClosingRow).where(ClosingRow.bureau == bureau, ClosingRow.year == year)
    return session.exec(wanted.order_by(col(ClosingRow.issue))).all()


def next_issue(session: Session, bureau: str, year: int) -> int:
    """The next running number of the year's bulletins."""
    wanted = select(func.max(ClosingRow.issue)).where(ClosingRow.bureau == bureau, ClosingRow.year == year)
    return (session.exec(wanted).one() or 0) + 1


def last_count(session: Session, bureau: str) -> CountRow | None:
    """What the last count was made from."""
    return session.get(CountRow, bureau)
