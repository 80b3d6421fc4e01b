"""Sums of all entries, by whom, account, month and component: totals, ranks, duties, fees, marks are read off."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.domain.score import ScoreEntry
from pipeline.score.numbers import ZERO
from pipeline.score.period import Period, Span, month_of

_Sums = dict[tuple[int, str], Decimal]  # month and component → counted points


@dataclass
class Tally:
    """Sums of entries; one that earns nothing is there with zero, so that its unit is known."""

    component_of: Mapping[str, str]  # rule → component; a duty has none
    sums: dict[tuple[str, str], _Sums] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Decimal)))
    span: Span = field(default_factory=Span)

    def add(self, entry: ScoreEntry) -> None:
        """One entry more."""
        key = (month_of(entry.date), self.component_of.get(entry.rule, ""))
        self.sums[entry.unit, entry.account][key] += entry.points if entry.counted else ZERO
        self.span.saw(entry.date)

    def holders(self, account: str) -> tuple[str, ...]:
        """Everyone with an entry in the account, by name."""
        return tuple(sorted(who for who, of in self.sums if of == account))

    def points(self, who: str, account: str, period: Period | None, components: Collection[str] = ()) -> Decimal | None:
        """The counted points in the period (all, without one); None when there is no entry."""
        span = months_of(period) if period else None
        found = [
            points
            for (month, component), points in self.sums.get((who, account), {}).items()
            if (span is None or month in span) and (not components or component in components)
        ]
        return sum(found, ZERO) if found else None

    def totals(self, account: str, period: Period | None) -> dict[str, Decimal]:
        """The counted points of everyone with an entry in the account in the period."""
        told = ((who, self.points(who, account, period)) for who in self.holders(account))
        return {who: points for who, points in told if points is not None}


def months_of(period: Period) -> range:
    """The months of a period, as `month_of` counts them."""
    return range(month_of(period.first), month_of(period.last) + 1)
