"""All duties of a count: their lines for the period asked, and the entries that follow from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.domain.facts import Call
from pipeline.domain.score import DutyLine, ScoreEntry, Unresolved
from pipeline.score.calls import CallDesk
from pipeline.score.consequences import Consequences
from pipeline.score.deeds import Deeds
from pipeline.score.duties import Owing, units_of, waiting
from pipeline.score.numbers import NotSettledError, Parameters
from pipeline.score.obligations import Duty
from pipeline.score.people import People
from pipeline.score.period import Period
from pipeline.score.tally import Tally


@dataclass(kw_only=True)
class Owed:
    """One run over the duties of a rulebook; `lines`, `entries` and `unresolved` are what came of it."""

    deeds: Deeds
    tally: Tally  # of what facts brought; what follows from duties is not in it
    seen: frozenset[str]  # units that facts speak of
    parameters: Parameters
    people: People
    period: Period | None
    holidays: Mapping[str, bool]
    until: date | None = None  # duties go on up to that day, though no fact came any more
    lines: list[DutyLine] = field(default_factory=list)
    entries: list[ScoreEntry] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def run(self, duties: tuple[Duty, ...], calls: Sequence[Call]) -> None:
        """Every duty in every period from the first fact's on."""
        targets: dict[str, Decimal | None] = {u.id: u.target for u in self.people.units or ()}
        owing = Owing(deeds=self.deeds, tally=self.tally, parameters=self.parameters, targets=targets)
        desk = CallDesk(people=self.people, holidays=self.holidays, calendar=self.deeds.calendar)
        for duty in duties:
            after = Consequences(parameters=self.parameters, calendar=self.deeds.calendar)
            try:
                for due in desk.all_due(duty, calls, self.unresolved) if duty.calls else ():
                    self._take(duty, due.line, due.day, after)
                if duty.needs:
                    self._periodic(duty, owing, after)
            except NotSettledError as open_:
                self.unresolved.append(waiting(duty, open_))

    def _periodic(self, duty: Duty, owing: Owing, after: Consequences) -> None:
        units = units_of(duty, self.people.units, self.seen)
        for period in self._periods(duty):
            for unit in units:
                line = owing.line(duty, unit, period)
                if line:
                    self._take(duty, line, period.last, after)

    def _periods(self, duty: Duty) -> Iterator[Period]:
        """From the first fact, or the period asked, to the last; only those in which the duty holds."""
        asked = (self.period.first, self.period.last) if self.period else ()
        told = (self.tally.span, self.deeds.span)
        edges = [*asked, *(day for span in told for day in (span.first, span.last) if day)]
        if edges:
            edges += [self.until] if self.until else []
            for period in self.deeds.calendar.each(min(edges), max(edges), duty.every):
                if period.first <= duty.last and period.last >= duty.first:
                    yield period

    def _take(self, duty: Duty, line: DutyLine, day: date, after: Consequences) -> None:
        asked = self.period
        span = self.deeds.calendar.parse(line.period)
        if asked is None or (span is not None and span.within(asked)):
            self.lines.append(line)
        entry = after.entry(duty, line, day)
        if entry:
            self.entries.append(entry)
