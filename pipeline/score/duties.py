"""Duties 报送任务 and targets 目标任务: what each unit owes in each period, what it has, and what follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.domain.bureau import Unit
from pipeline.domain.score import DutyLine, ScoreEntry, Unresolved
from pipeline.score.events import Event, Piece
from pipeline.score.match import Fields
from pipeline.score.numbers import ZERO, NotSettledError, Number, Parameters, plain
from pipeline.score.obligations import Duty, Need
from pipeline.score.period import Period
from pipeline.score.words import field_word, say


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """Something a unit did that may count for a duty."""

    subject: str
    day: date
    fields: Fields


_ByMonth = dict[str, dict[int, list[Done]]]


def month_of(day: date) -> int:
    """The months since year 0."""
    return day.year * 12 + day.month


@dataclass(kw_only=True)
class Deeds:
    """What all units did, by unit and month: every period is made of whole months."""

    pieces: _ByMonth = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    adopted: _ByMonth = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    points: dict[tuple[str, str], dict[tuple[int, str], Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Decimal))
    )  # of unit and account, by month and component

    def piece(self, piece: Piece) -> None:
        """A piece was accepted."""
        self.pieces[piece.unit][month_of(piece.fact.date)].append(
            Done(subject=piece.fact.id, day=piece.fact.date, fields=piece.fields)
        )

    def adoption(self, event: Event) -> None:
        """A piece was used by an outlet that is recognised."""
        for unit in event.units:
            self.adopted[unit][month_of(event.day)].append(
                Done(subject=event.subject, day=event.day, fields=event.fields)
            )

    def entries(self, entries: Iterable[ScoreEntry], component_of: Mapping[str, str]) -> None:
        """Points were counted."""
        for entry in entries:
            if entry.counted:
                component = component_of.get(entry.rule, "")
                self.points[entry.unit, entry.account][month_of(entry.date), component] += entry.points

    def days(self) -> Iterator[date]:
        """The days on which pieces came."""
        return (done.day for months in self.pieces.values() for several in months.values() for done in several)


@dataclass(frozen=True, kw_only=True)
class Owing:
    """One run over the duties of a rulebook."""

    deeds: Deeds
    parameters: Parameters
    targets: Mapping[str, Decimal | None]

    def line(self, duty: Duty, unit: str, period: Period) -> DutyLine | None:
        """What the unit owes and has; of several ways the first that is met, else the one nearest to it.

        None: the unit has no target.

        Raises:
            NotSettledError: the number owed is a parameter that was not given.
        """
        best: DutyLine | None = None
        for need in duty.needs:
            required = self._required(need.at_least, unit)
            if required is None:
                continue
            done = self._done(need, unit, period)
            line = DutyLine(
                unit=unit, duty=duty.id, period=period.name, required=required, done=done, met=done >= required
            )
            if line.met:
                return line
            if best is None or line.done * best.required > best.done * line.required:
                best = line
        return best

    def open_pieces(self, duty: Duty, unit: str) -> Iterator[Unresolved]:
        """Pieces of which it is not told whether they count for the duty."""
        for need in duty.needs:
            if need.of == "points" or not need.match.conditions:
                continue
            months = (self.deeds.pieces if need.of == "pieces" else self.deeds.adopted).get(unit, {})
            for done in (d for several in months.values() for d in several):
                if need.match.holds(done.fields) is None:
                    name = field_word(need.match.open_fields(done.fields)[0])
                    about = say("about_submission", piece=done.subject, day=done.day)
                    yield Unresolved(fact=about, why=say("duty_open", field=name, duty=duty.title))

    def _required(self, at_least: Number | None, unit: str) -> Decimal | None:
        return self.targets.get(unit) if at_least is None else at_least.amount(self.parameters)

    def _done(self, need: Need, unit: str, period: Period) -> Decimal:
        months = range(month_of(period.first), month_of(period.last) + 1)
        if need.of == "points":
            sums = self.deeds.points.get((unit, need.account), {})
            wanted = need.components
            return sum((p for (m, c), p in sums.items() if m in months and (not wanted or c in wanted)), ZERO)
        by_month = (self.deeds.pieces if need.of == "pieces" else self.deeds.adopted).get(unit, {})
        several = (done for month in months for done in by_month.get(month, ()))
        return Decimal(len({done.subject for done in several if need.match.holds(done.fields)}))


def units_of(duty: Duty, units: Iterable[Unit] | None, seen: Iterable[str]) -> list[str]:
    """The units the duty is for, in the roster's order; without a roster, those that facts speak of."""
    if units is None:
        return [unit for unit in sorted(seen) if duty.units.holds({"unit": unit}) is not False]
    return [u.id for u in units if duty.units.holds({"unit": u.id, "group": str(u.group)})]


def consequence(duty: Duty, line: DutyLine, day: date, parameters: Parameters) -> ScoreEntry | None:
    """What a duty that is met or missed brings; None when nothing follows."""
    then = duty.then
    if then is None:
        return None
    points = then.met.amount(parameters)
    if not line.met:
        points = then.missed.amount(parameters) + then.each_missing.amount(parameters) * (line.required - line.done)
        if then.at_most is not None:
            points = max(points, -then.at_most.amount(parameters))
    if points == 0:
        return None
    code = "duty_met" if line.met else "duty_missed"
    reason = say(code, duty=duty.title, period=line.period, done=plain(line.done), required=plain(line.required))
    return ScoreEntry(
        unit=line.unit, subject=line.subject or line.period, account=then.account, rule=duty.id,
        clause=duty.basis.clause, points=points, date=day, counted=True, reason=reason,
    )  # fmt: skip


def waiting(duty: Duty, open_: NotSettledError) -> Unresolved:
    """A duty whose number was not given."""
    return Unresolved(fact=duty.title, why=open_.why, candidates=open_.candidates)
