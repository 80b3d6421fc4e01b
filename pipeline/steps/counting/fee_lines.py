"""The fees 稿费 of a period: by unit and by the part of the year that they are paid for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipeline.report.period_view import FeeRow
from pipeline.score.booking import SUPPLEMENT, booked_periods
from pipeline.score.numbers import NotSettledError, half_up, plain
from pipeline.score.obligations import Fee
from pipeline.score.period import Period, Span
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.texts import say
from pipeline.store.tables import EntryRow


def fees(names: Names, plan: Scoring, booked: Sequence[EntryRow], period: Period) -> tuple[FeeRow, ...]:
    """The fee of each unit in each part of the period that fees are paid for, by what was booked in it.

    The supplement of a whole year belongs to no quarter and no month of it: it is a part by itself.
    """
    rows: list[FeeRow] = []
    for fee in plan.book.fees:
        for name, last, periods in _parts(plan, fee, period):
            sums = _sums(booked, fee.account, periods)
            rate = _rate(plan, fee, last)
            rows += [
                FeeRow(
                    unit=names.unit(unit), period=names.period(name), points=sums[unit],
                    amount=half_up(sums[unit] * rate),
                )
                for unit in names.units
                if rate is not None and sums.get(unit)
            ]  # fmt: skip
    return tuple(rows)


def _parts(plan: Scoring, fee: Fee, period: Period) -> Iterator[tuple[str, date, tuple[str, ...]]]:
    """Name, last day and booked periods of each part of the period that the fee is paid for."""
    paid: set[str] = set()
    for part in plan.book.calendar.within(Span(), fee.every, period):
        periods = booked_periods(part.first, part.last)
        paid.update(periods)
        yield part.name, part.last, periods
    for name in booked_periods(period.first, period.last):
        if name.endswith(f"-{SUPPLEMENT}") and name not in paid:
            yield name, period.last, (name,)


def _sums(booked: Sequence[EntryRow], account: str, periods: Sequence[str]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in booked:
        if row.booked in periods and row.account == account and row.counted:
            sums[row.unit] += row.points
    return sums


def _rate(plan: Scoring, fee: Fee, day: date) -> Decimal | None:
    """Yuan a point on the last day of a part; None where the plan pays none, or its number was not given."""
    given = {p.id: p.value for p in plan.book.parameters if p.value is not None}
    value = next((n for first, last, n in fee.values if first <= day <= last), None)
    try:
        return value.amount(given) if value is not None else None
    except NotSettledError:
        return None


def fee_rate(plan: Scoring, period: Period) -> str:
    """每分50元, every rate that the period's parts are paid by; "" where no fee is paid."""
    days = [(fee, last) for fee in plan.book.fees for _, last, _ in _parts(plan, fee, period)]
    rates = [_rate(plan, fee, last) for fee, last in days or [(fee, period.last) for fee in plan.book.fees]]
    return "、".join(dict.fromkeys(say("fee_rate", rate=plain(rate)) for rate in rates if rate is not None))
