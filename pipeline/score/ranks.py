"""Ranks 名次 and fees 稿费: what is read off the entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.domain.bureau import Unit
from pipeline.domain.score import FeeLine, RankLine, ScoreEntry
from pipeline.score.numbers import ZERO, Parameters, half_up
from pipeline.score.obligations import Fee
from pipeline.score.period import Period, period_of


def totals_of(entries: Iterable[ScoreEntry], account: str, period: Period | None) -> dict[str, Decimal]:
    """The counted points of everyone with an entry in the account, dated in the period (all, without one)."""
    totals: dict[str, Decimal] = {}
    for entry in entries:
        if entry.account == account and (period is None or period.holds(entry.date)):
            totals[entry.unit] = totals.get(entry.unit, ZERO) + (entry.points if entry.counted else ZERO)
    return dict(sorted(totals.items()))


def rank(totals: dict[str, Decimal], units: Sequence[Unit] | None) -> tuple[RankLine, ...]:
    """Every unit of the roster, the best first: equal points share a rank (1, 2, 2, 4), ties in roster order.

    Without a roster, everyone who has an entry, ties by name.
    """
    names = sorted(totals) if units is None else [u.id for u in units]
    groups = {} if units is None else {u.id: str(u.group) for u in units}
    overall = _places([(n, totals.get(n, ZERO)) for n in names])
    within: dict[str, int] = {}
    for group in dict.fromkeys(groups.get(n, "") for n in names):
        within |= _places([(n, totals.get(n, ZERO)) for n in names if groups.get(n, "") == group])
    lines = [
        RankLine(unit=n, group=groups.get(n), rank=overall[n], group_rank=within[n], points=totals.get(n, ZERO))
        for n in names
    ]
    return tuple(sorted(lines, key=lambda line: line.rank))


def _places(points: list[tuple[str, Decimal]]) -> dict[str, int]:
    places: dict[str, int] = {}
    last: Decimal | None = None
    place = 0
    for number, (name, value) in enumerate(sorted(points, key=lambda p: -p[1]), start=1):
        place = number if value != last else place
        places[name], last = place, value
    return places


def fees_of(
    fees: Iterable[Fee], entries: Iterable[ScoreEntry], parameters: Parameters, period: Period | None
) -> tuple[FeeLine, ...]:
    """The fee of everyone with counted points in a period that lies within the one asked.

    Raises:
        NotSettledError: the amount a point is a parameter that was not given.
    """
    counted = [e for e in entries if e.counted]
    lines = []
    for fee in fees:
        sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        spans: dict[str, Period] = {}
        for entry in counted:
            if entry.account == fee.account:
                span = period_of(entry.date, fee.every)
                spans[span.name] = span
                sums[span.name, entry.unit] += entry.points
        for (name, unit), points in sorted(sums.items()):
            span = spans[name]
            value = next((n for first, last, n in fee.values if first <= span.last <= last), None)
            if value is None or points == 0 or (period is not None and not span.within(period)):
                continue
            amount = half_up(points * value.amount(parameters))
            lines.append(FeeLine(unit=unit, period=name, points=points, amount=amount))
    return tuple(lines)
