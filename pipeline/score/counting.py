"""One count, step by step: facts → entries → what units owe → totals, ranks, fees and marks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.domain.facts import Call, Facts
from pipeline.domain.score import FeeLine, MarkLine, Scored, ScoreEntry, Unresolved
from pipeline.score.award import Awarding
from pipeline.score.deeds import Deeds
from pipeline.score.events import Scene
from pipeline.score.gather import events_by_content, gather
from pipeline.score.limits import limited
from pipeline.score.marks import Marking
from pipeline.score.numbers import NotSettledError, Parameters
from pipeline.score.owed import Owed
from pipeline.score.people import People
from pipeline.score.period import Period
from pipeline.score.ranks import fees_of, rank
from pipeline.score.reasons import Draft
from pipeline.score.register import Outlets
from pipeline.score.rulebook import Rulebook
from pipeline.score.tally import Tally


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What facts are counted with."""

    book: Rulebook
    people: People
    outlets: Outlets
    holidays: Mapping[str, bool]


class Count:
    """One run: facts come part by part, entries are handed on as they are found."""

    def __init__(
        self, desk: Desk, take: Callable[[ScoreEntry], None], span: tuple[Period | None, date | None],
        parameters: Parameters,
    ) -> None:  # fmt: skip
        self.desk, self.book, self.take = desk, desk.book, take
        self.period, self.until = span
        stated: Parameters = {p.id: p.value for p in self.book.parameters if p.value is not None}
        self.parameters: Parameters = {**stated, **parameters}
        self.unresolved: list[Unresolved] = []
        self.calls: list[Call] = []
        self.tally = Tally({rule.id: c.id for c in desk.book.components for rule in c.rules})
        self.deeds = Deeds(self.book.duties, desk.people, self.book.calendar)

    def scored(self, parts: Iterable[Facts]) -> Scored:
        """The steps of a count, in order."""
        self._enter(draft.entry for draft in self._drafts(parts))
        owed = self._owed()
        self._enter(owed.entries)
        totals = self.tally.totals(self.book.ranked().id, self.period)
        fees, marks = self._fees(), self._marks()
        self.unresolved += self.deeds.unresolved
        return Scored(
            entries=(),
            totals=totals,
            duties=tuple(owed.lines),
            ranks=rank(totals, self.desk.people.units),
            fees=fees,
            unresolved=tuple(sorted({*self.unresolved}, key=lambda u: (u.fact, u.why, u.candidates))),
            marks=marks,
        )

    def _enter(self, entries: Iterable[ScoreEntry]) -> None:
        for entry in entries:
            self.tally.add(entry)
            if self.period is None or entry.date <= self.period.last:
                self.take(entry)

    def _drafts(self, parts: Iterable[Facts]) -> Iterator[Draft]:
        """What facts bring; entries of components with a limit come last, since they are cut by the day."""
        scene = Scene(people=self.desk.people, outlets=self.desk.outlets, plan_from=self.book.first)
        awarding = Awarding(self.book, self.parameters)
        held: list[Draft] = []
        for part in parts:
            found = gather(part, scene)
            self.calls += part.calls
            for events in events_by_content(found, scene):
                self.deeds.content(events)
                for draft in awarding.content(events):
                    if draft.component.limit is None:
                        yield draft
                    else:
                        held.append(draft)
            self.unresolved += found.unresolved
        self.unresolved += awarding.unresolved
        yield from self._limited(held)

    def _limited(self, drafts: list[Draft]) -> list[Draft]:
        try:
            return limited(drafts, self.parameters, self.book.calendar)
        except NotSettledError as open_:
            self._wait(self.book.title, open_)
            return drafts

    def _owed(self) -> Owed:
        units = {a.id for a in self.book.accounts if a.of == "unit"}
        owed = Owed(
            deeds=self.deeds, tally=self.tally, parameters=self.parameters, people=self.desk.people,
            period=self.period, holidays=self.desk.holidays, until=self.until,
            seen=frozenset(self.deeds.units | {who for who, account in self.tally.sums if account in units}),
        )  # fmt: skip
        owed.run(self.book.duties, sorted(self.calls, key=lambda c: (c.issued, c.id)))
        self.unresolved += owed.unresolved
        return owed

    def _fees(self) -> tuple[FeeLine, ...]:
        try:
            return fees_of(self.book.fees, self.tally, self.parameters, (self.book.calendar, self.period))
        except NotSettledError as open_:
            self._wait("、".join(fee.title for fee in self.book.fees), open_)
            return ()

    def _marks(self) -> tuple[MarkLine, ...]:
        who = {account.id: self._holders(account.id, account.of) for account in self.book.accounts}
        marking = Marking(tally=self.tally, parameters=self.parameters, who=who)
        lines: list[MarkLine] = []
        for every in dict.fromkeys(mark.every for mark in self.book.marks):
            marks = [mark for mark in self.book.marks if mark.every == every]
            for period in self.book.calendar.within(self.tally.span, every, self.period):
                try:
                    lines += marking.lines(marks, period)
                except NotSettledError as open_:
                    self._wait("、".join(mark.title for mark in marks), open_)
        return tuple(lines)

    def _holders(self, account: str, of: str) -> tuple[str, ...]:
        if of == "unit" and self.desk.people.units is not None:
            return tuple(u.id for u in self.desk.people.units)
        return self.tally.holders(account)

    def _wait(self, fact: str, open_: NotSettledError) -> None:
        self.unresolved.append(Unresolved(fact=fact, why=open_.why, candidates=open_.candidates))
