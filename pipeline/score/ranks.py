"""Ranks 名次 and fees 稿费: what is read off the entries."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.domain.bureau import Unit
from pipeline.domain.score import FeeLine, RankLine
from pipeline.score.numbers import ZERO, Parameters, half_up
from pipeline.score.obligations import Fee
from pipeline.score.period import Calendar, Period
from pipeline.score.tally import Tally


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
    fees: Iterable[Fee], tally: Tally, parameters: Parameters, spans: tuple[Calendar, Period | None]
) -> tuple[FeeLine, ...]:
    """The fee of everyone with counted points in a period that lies within the one asked, by period, then by name.

    Raises:
        NotSettledError: the amount a point is a parameter that was not given.
    """
    calendar, asked = spans
    lines = []
    for fee in fees:
        for period in calendar.within(tally.span, fee.every, asked):
            value = next((n for first, last, n in fee.values if first <= period.last <= last), None)
            for unit, points in tally.totals(fee.account, period).items() if value is not None else ():
                if points != 0 and value is not None:
                    amount = half_up(points * value.amount(parameters))
                    lines.append(FeeLine(unit=unit, period=period.name, points=points, amount=amount))
    return tuple(lines)
