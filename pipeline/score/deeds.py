"""What units did that duties ask for: pieces, uses, reads, counted by period as they come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.domain.score import Unresolved
from pipeline.score.events import Event
from pipeline.score.numbers import ZERO
from pipeline.score.obligations import Duty, Need
from pipeline.score.people import People
from pipeline.score.period import Calendar, Span
from pipeline.score.words import field_word, say

_KIND = {"pieces": "submission", "adopted": "adoption", "reads": "reads"}


@dataclass(frozen=True, kw_only=True)
class _Watch:
    duty: Duty
    number: int
    need: Need
    kind: str


class Deeds:
    """Counts for each need of each duty; a piece used twice in a period counts once in it."""

    def __init__(self, duties: Iterable[Duty], people: People, calendar: Calendar) -> None:
        self.people, self.calendar = people, calendar
        self.units: set[str] = set()  # everyone who sent something in
        self.span = Span()  # the days of the pieces
        self.unresolved: list[Unresolved] = []
        self._done: dict[tuple[str, int, str, str], Decimal] = defaultdict(Decimal)
        self._watches = [
            _Watch(duty=duty, number=number, need=need, kind=_KIND[need.of])
            for duty in duties
            for number, need in enumerate(duty.needs)
            if need.of in _KIND
        ]

    def content(self, events: list[Event]) -> None:
        """The events of one content."""
        for event in events:
            if event.kind == "submission":
                self.units.update(event.units)
                self.span.saw(event.day)
        kinds = {event.kind for event in events}
        for watch in self._watches:
            if watch.kind not in kinds:
                continue
            several = [e for e in events if e.kind == watch.kind and not e.void and self._counts(watch, e)]
            if watch.kind == "reads":
                for event, more in _risen(several):
                    self._done[self._key(watch, event)] += more
            else:
                for _, key in {(event.subject, self._key(watch, event)) for event in several}:
                    self._done[key] += 1

    def done(self, duty: Duty, number: int, unit: str, period: str) -> Decimal:
        """How much the unit did for a need in a period."""
        return self._done.get((duty.id, number, unit, period), ZERO)

    def _key(self, watch: _Watch, event: Event) -> tuple[str, int, str, str]:
        period = self.calendar.of(event.day, watch.duty.every).name
        return (watch.duty.id, watch.number, event.units[0], period)

    def _counts(self, watch: _Watch, event: Event) -> bool:
        match = watch.need.match
        holds = match.holds(event.fields)
        if holds is None and self._asked(watch.duty, event.units[0]):
            name = field_word(match.open_fields(event.fields)[0])
            about = say("about_submission", piece=event.subject, day=event.day)
            why = say("duty_open", field=name, duty=watch.duty.title)
            self.unresolved.append(Unresolved(fact=about, why=why))
        return holds is True

    def _asked(self, duty: Duty, unit: str) -> bool:
        return duty.units.holds({"unit": unit, "group": self.people.group(unit)}) is not False


def _risen(reads: list[Event]) -> Iterator[tuple[Event, Decimal]]:
    """What each count of reads adds to the highest told before for the same use."""
    best: dict[tuple[str, object, date | None], Decimal] = {}
    for event in sorted(reads, key=lambda e: (e.day, e.key)):
        count = Decimal(str(event.fields["count"]))
        key = (event.subject, event.fields["outlet"], event.published)
        if count > best.get(key, ZERO):
            yield event, count - best.get(key, ZERO)
            best[key] = count
