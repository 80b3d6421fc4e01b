"""Duties 报送任务 and targets 目标任务: what each unit owes in each period, and what it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.domain.bureau import Unit
from pipeline.domain.score import DutyLine, Unresolved
from pipeline.score.deeds import Deeds
from pipeline.score.numbers import ZERO, NotSettledError, Number, Parameters
from pipeline.score.obligations import Duty, Need
from pipeline.score.period import Period
from pipeline.score.tally import Tally


@dataclass(kw_only=True)
class Over:
    """What a need left over from the period before: too much, or too little."""

    year: str = ""
    surplus: Decimal = ZERO
    missing: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Owing:
    """One run over the duties of a rulebook, period by period: what is left over is carried on."""

    deeds: Deeds
    tally: Tally
    parameters: Parameters
    targets: Mapping[str, Decimal | None]
    over: dict[tuple[str, int, str], Over] = field(default_factory=dict)  # by duty, need and unit

    def line(self, duty: Duty, unit: str, period: Period) -> DutyLine | None:
        """What the unit owes and has; of several ways the first that is met, else the one nearest to it.

        None: the unit has no target.

        Raises:
            NotSettledError: the number owed is a parameter that was not given.
        """
        lines = [self._line(duty, number, unit, period) for number in range(len(duty.needs))]
        told = [line for line in lines if line is not None]
        met = next((line for line in told if line.met), None)
        return met or max(told, key=_nearness, default=None)

    def _line(self, duty: Duty, number: int, unit: str, period: Period) -> DutyLine | None:
        need = duty.needs[number]
        required = self._required(need.at_least, unit)
        if required is None:
            return None
        done = self._done(duty, number, unit, period)
        if need.carry:
            over = self._over(duty, number, unit, period)
            required, done = required + over.missing, done + over.surplus
            over.surplus = max(ZERO, done - required) if "surplus" in need.carry else ZERO
            over.missing = max(ZERO, required - done) if "missing" in need.carry else ZERO
        return DutyLine(unit=unit, duty=duty.id, period=period.name, required=required, done=done, met=done >= required)

    def _over(self, duty: Duty, number: int, unit: str, period: Period) -> Over:
        """Nothing is carried from one year into the next."""
        year = self.deeds.calendar.of(period.first, "year").name
        found = self.over.get((duty.id, number, unit))
        if found is None or found.year != year:
            found = self.over[duty.id, number, unit] = Over(year=year)
        return found

    def _required(self, at_least: Number | None, unit: str) -> Decimal | None:
        return self.targets.get(unit) if at_least is None else at_least.amount(self.parameters)

    def _done(self, duty: Duty, number: int, unit: str, period: Period) -> Decimal:
        need: Need = duty.needs[number]
        if need.of == "points":
            return self.tally.points(unit, need.account, period, need.components) or ZERO
        return self.deeds.done(duty, number, unit, period.name)


def _nearness(line: DutyLine) -> Decimal:
    return line.done / line.required if line.required > 0 else line.done


def units_of(duty: Duty, units: Iterable[Unit] | None, seen: Iterable[str]) -> list[str]:
    """The units the duty is for, in the roster's order; without a roster, those that facts speak of."""
    if units is None:
        return [unit for unit in sorted(seen) if duty.units.holds({"unit": unit}) is not False]
    return [u.id for u in units if duty.units.holds({"unit": u.id, "group": str(u.group)})]


def waiting(duty: Duty, open_: NotSettledError) -> Unresolved:
    """A duty whose number was not given."""
    return Unresolved(fact=duty.title, why=open_.why, candidates=open_.candidates)
