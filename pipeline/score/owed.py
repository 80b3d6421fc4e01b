"""All duties of a count: their lines for the period asked, and the entries that follow from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Call
from pipeline.domain.score import DutyLine, ScoreEntry, Unresolved
from pipeline.score.calls import CallDesk
from pipeline.score.duties import Deeds, Owing, consequence, units_of, waiting
from pipeline.score.numbers import NotSettledError, Parameters
from pipeline.score.obligations import Duty
from pipeline.score.people import People
from pipeline.score.period import Period, parse_period, periods


@dataclass(kw_only=True)
class Owed:
    """One run over the duties of a rulebook; `lines`, `entries` and `unresolved` are what came of it."""

    deeds: Deeds
    parameters: Parameters
    people: People
    units: Sequence[Unit] | None
    period: Period | None
    holidays: Mapping[str, bool]
    lines: list[DutyLine] = field(default_factory=list)
    entries: list[ScoreEntry] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def run(self, duties: tuple[Duty, ...], calls: tuple[Call, ...], days: list[date]) -> None:
        """Every duty in every period from the first fact's on."""
        targets: dict[str, Decimal | None] = {u.id: u.target for u in self.units or ()}
        owing = Owing(deeds=self.deeds, parameters=self.parameters, targets=targets)
        desk = CallDesk(people=self.people, holidays=self.holidays)
        for duty in duties:
            try:
                for call in sorted(calls, key=lambda c: (c.issued, c.id)) if duty.calls else ():
                    for due in desk.due(duty, call, self.unresolved):
                        self._take(duty, due.line, due.day)
                if duty.needs:
                    self._periodic(duty, owing, days)
            except NotSettledError as open_:
                self.unresolved.append(waiting(duty, open_))

    def _periodic(self, duty: Duty, owing: Owing, days: list[date]) -> None:
        seen = {*self.deeds.pieces, *self.deeds.adopted, *(unit for unit, _ in self.deeds.points)}
        units = units_of(duty, self.units, seen)
        for period in self._periods(duty, days):
            for unit in units:
                line = owing.line(duty, unit, period)
                if line:
                    self._take(duty, line, period.last)
        for unit in units:
            self.unresolved += owing.open_pieces(duty, unit)

    def _periods(self, duty: Duty, days: list[date]) -> Iterator[Period]:
        """From the first fact, or the period asked, to the last; only those in which the duty holds."""
        edges = [*days, *((self.period.first, self.period.last) if self.period else ())]
        if edges:
            for period in periods(min(edges), max(edges), duty.every):
                if period.first <= duty.last and period.last >= duty.first:
                    yield period

    def _take(self, duty: Duty, line: DutyLine, day: date) -> None:
        asked = self.period
        span = parse_period(line.period)
        if asked is None or (span is not None and span.within(asked)):
            self.lines.append(line)
        entry = consequence(duty, line, day, self.parameters)
        if entry:
            self.entries.append(entry)
