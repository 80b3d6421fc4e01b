"""The fees 稿费 of a period: by unit and by the part of the year that they are paid for."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.report.period_view import FeeRow
from pipeline.score.booking import booked_periods
from pipeline.score.numbers import NotSettledError, half_up, plain
from pipeline.score.obligations import Fee
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.texts import say
from pipeline.store.tables import EntryRow


def fees(names: Names, plan: Scoring, booked: Sequence[EntryRow], period: Period) -> tuple[FeeRow, ...]:
    """The fee of each unit in each part of the period that fees are paid for, by what was booked in it."""
    rows: list[FeeRow] = []
    for fee in plan.book.fees:
        for part in plan.book.calendar.each(period.first, period.last, fee.every):
            if not part.within(period):
                continue
            sums = _sums(booked, fee.account, booked_periods(part.first, part.last))
            rate = _rate(plan, fee, part)
            rows += [
                FeeRow(
                    unit=names.unit(unit), period=names.period(part.name), points=sums[unit],
                    amount=half_up(sums[unit] * rate),
                )
                for unit in names.units
                if rate is not None and sums.get(unit)
            ]  # fmt: skip
    return tuple(rows)


def _sums(booked: Sequence[EntryRow], account: str, periods: Sequence[str]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in booked:
        if row.booked in periods and row.account == account and row.counted:
            sums[row.unit] += row.points
    return sums


def _rate(plan: Scoring, fee: Fee, period: Period) -> Decimal | None:
    """Yuan a point on the period's last day; None where the plan pays none, or its number was not given."""
    given = {p.id: p.value for p in plan.book.parameters if p.value is not None}
    value = next((n for first, last, n in fee.values if first <= period.last <= last), None)
    try:
        return value.amount(given) if value is not None else None
    except NotSettledError:
        return None


def fee_rate(plan: Scoring, period: Period) -> str:
    """每分50元; "" where no fee is paid."""
    rates = [_rate(plan, fee, period) for fee in plan.book.fees]
    return "、".join(say("fee_rate", rate=plain(rate)) for rate in rates if rate is not None)
