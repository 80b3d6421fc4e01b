"""Calls for pieces 约稿: due so many working days after they were issued, in time and in quantity (rules.md S9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.domain.facts import Answered, Call
from pipeline.domain.score import DutyLine, Unresolved
from pipeline.score.numbers import ZERO, NotSettledError
from pipeline.score.obligations import Duty
from pipeline.score.people import People
from pipeline.score.period import Calendar
from pipeline.score.words import FIELD_WORDS, say
from pipeline.settings.workdays import add_workdays


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one unit owed for one call, and the last day for it."""

    line: DutyLine
    day: date


@dataclass(kw_only=True)
class Delivered:
    """What a unit delivered for a call: by its last day, and after it."""

    done: Decimal = ZERO
    late: Decimal = ZERO
    late_days: int = 0


@dataclass(frozen=True, kw_only=True)
class CallDesk:
    """Reads the calls of the facts."""

    people: People
    holidays: Mapping[str, bool]
    calendar: Calendar

    def all_due(self, duty: Duty, calls: Iterable[Call], unresolved: list[Unresolved]) -> list[Due]:
        """The lines of all calls, in the order of their last days."""
        lines = [due for call in calls for due in self.due(duty, call, unresolved)]
        return sorted(lines, key=lambda due: (due.day, due.line.subject))

    def due(self, duty: Duty, call: Call, unresolved: list[Unresolved]) -> Iterator[Due]:
        """One line a unit called on; what cannot be read is noted among the unresolved."""
        about = say("about_call", piece=call.id, day=call.issued)
        if call.kind not in duty.calls:
            why = say("call_kind", kind=call.kind)
            unresolved.append(Unresolved(fact=about, why=why, candidates=tuple(duty.calls)))
            return
        day = add_workdays(call.issued, duty.calls[call.kind], self.holidays)
        delivered = self._delivered(call, day, about, unresolved)
        for unit in self._units(call, about, unresolved):
            if duty.units.holds({"unit": unit, "group": self.people.group(unit)}) is False:
                continue
            required, got = Decimal(call.quantity), delivered.get(unit, Delivered())
            period = self.calendar.of(day, duty.every).name
            yield Due(
                line=DutyLine(
                    unit=unit, duty=duty.id, period=period, required=required, done=got.done,
                    met=got.done >= required, subject=call.id, late=got.late, late_days=got.late_days,
                ),
                day=day,
            )  # fmt: skip

    def _units(self, call: Call, about: str, unresolved: list[Unresolved]) -> list[str]:
        found: dict[str, None] = {}
        for text in call.units:
            try:
                found[self.people.unit(text)] = None
            except NotSettledError as open_:
                unresolved.append(Unresolved(fact=about, why=open_.why, candidates=open_.candidates))
        return list(found)

    def _delivered(self, call: Call, day: date, about: str, unresolved: list[Unresolved]) -> dict[str, Delivered]:
        """Pieces delivered in time and late, by unit."""
        called = set(self._units(call, about, []))
        found: dict[str, Delivered] = {}
        for answer in call.answered:
            try:
                unit = self._answered(call, answer, called)
            except NotSettledError as open_:
                unresolved.append(Unresolved(fact=about, why=open_.why, candidates=open_.candidates))
                continue
            own = found.setdefault(unit, Delivered())
            if answer.date <= day:
                own.done += answer.pieces
            elif answer.pieces:
                own.late += answer.pieces
                own.late_days = max(own.late_days, (answer.date - day).days)
        return found

    def _answered(self, call: Call, answer: Answered, called: set[str]) -> str:
        unit = self.people.unit(answer.unit)
        if unit not in called:
            raise NotSettledError(say("answer_stranger", unit=answer.unit))
        if answer.date < call.issued:
            raise NotSettledError(say("answer_early", unit=answer.unit, day=answer.date, issued=call.issued))
        if answer.pieces < 0:
            raise NotSettledError(say("negative", field=FIELD_WORDS["pieces"]))
        return unit
