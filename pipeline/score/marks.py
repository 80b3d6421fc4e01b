"""Marks 汇总: figures made of a period's points — floor and cap, steps, a proportion, a pool, prizes by rank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.score import MarkLine
from pipeline.score.numbers import ZERO, Parameters, half_up
from pipeline.score.obligations import Mark
from pipeline.score.period import Period
from pipeline.score.tally import Tally

_Values = dict[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class Marking:
    """One run over the marks of a rulebook in one period."""

    tally: Tally
    parameters: Parameters
    who: Mapping[str, tuple[str, ...]]  # account → everyone who has one

    def lines(self, marks: Iterable[Mark], period: Period) -> list[MarkLine]:
        """The marks of everyone; those that build on others come after them.

        Raises:
            NotSettledError: a number is a parameter that was not given.
        """
        done: dict[str, _Values] = {}
        lines = []
        for mark in marks:
            base = self._base(mark, period, done)
            shaped = self._shaped(mark, base)
            done[mark.id] = {who: value if _fit(mark, who, done) else ZERO for who, value in shaped.items()}
            lines += [
                MarkLine(unit=who, mark=mark.id, period=period.name, clause=mark.basis.clause, value=value)
                for who, value in done[mark.id].items()
            ]
        return lines

    def _base(self, mark: Mark, period: Period, done: Mapping[str, _Values]) -> _Values:
        start = mark.base.amount(self.parameters)
        if mark.marks:
            parts = [done[name] for name in mark.marks if name in done]
            names = dict.fromkeys(n for part in parts for n in part)
            return {n: start + _best([part.get(n, ZERO) for part in parts], mark.take) for n in names}
        return {
            who: start + (self.tally.points(who, mark.account, period, mark.components) or ZERO)
            for who in self.who.get(mark.account, ())
        }

    def _shaped(self, mark: Mark, values: _Values) -> _Values:
        if mark.steps:
            values = {who: self._step(mark, value) for who, value in values.items()}
        if mark.times is not None:
            times = mark.times.amount(self.parameters)
            values = {who: half_up(value * times) for who, value in values.items()}
        if mark.pool is not None:
            values = _divided(mark.pool.amount(self.parameters), values)
        if mark.prizes:
            values = self._prizes(mark, values)
        return {who: self._bounded(mark, value) for who, value in values.items()}

    def _bounded(self, mark: Mark, value: Decimal) -> Decimal:
        if mark.floor is not None:
            value = max(value, mark.floor.amount(self.parameters))
        return min(value, mark.cap.amount(self.parameters)) if mark.cap is not None else value

    def _step(self, mark: Mark, value: Decimal) -> Decimal:
        reached = [step for step in mark.steps if value >= step.start]
        return reached[-1].mark.amount(self.parameters) if reached else ZERO

    def _prizes(self, mark: Mark, values: _Values) -> _Values:
        """Equal points share the better place."""
        found = {}
        for who, value in values.items():
            place = 1 + sum(1 for other in values.values() if other > value)
            prize = next((n for to_rank, n in mark.prizes if place <= to_rank), None)
            found[who] = prize.amount(self.parameters) if prize and value > 0 else ZERO
        return found


def _best(values: list[Decimal], take: int | None) -> Decimal:
    return sum(sorted(values, reverse=True)[:take], ZERO)


def _fit(mark: Mark, who: str, done: Mapping[str, _Values]) -> bool:
    return all(bounds.hold(done[bounds.mark].get(who, ZERO)) for bounds in mark.require if bounds.mark in done)


def _divided(pool: Decimal, values: _Values) -> _Values:
    whole = sum((v for v in values.values() if v > 0), ZERO)
    return {who: half_up(pool * v / whole) if whole and v > 0 else ZERO for who, v in values.items()}
