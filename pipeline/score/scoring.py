"""Facts + rulebook → everything counted: pure, the same for the same facts in any order (rules.md Counting)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Facts
from pipeline.domain.score import FeeLine, MarkLine, Scored, ScoreEntry, Unresolved
from pipeline.score.award import Awarding
from pipeline.score.duties import Deeds
from pipeline.score.events import Scene
from pipeline.score.gather import events_by_content, gather
from pipeline.score.limits import limited
from pipeline.score.marks import Marking
from pipeline.score.numbers import NotSettledError, Parameters
from pipeline.score.owed import Owed
from pipeline.score.people import People
from pipeline.score.period import Period, periods
from pipeline.score.ranks import fees_of, rank, totals_of
from pipeline.score.reasons import Draft
from pipeline.score.register import Outlets
from pipeline.score.rulebook import Rulebook


@dataclass
class Scoring:
    """One bureau's count: the plan, the register, the roster."""

    book: Rulebook
    outlets: Outlets
    units: Sequence[Unit] | None = None  # None: a unit is what is written
    holidays: Mapping[str, bool] = field(default_factory=dict)  # the office's own working days

    def __post_init__(self) -> None:
        self.people = People(self.units, self.book.bodies)
        self.component_of = {rule.id: c.id for c in self.book.components for rule in c.rules}

    def score(self, facts: Facts, period: Period | None = None) -> Scored:
        """Everything counted from the facts.

        Args:
            facts: all facts, later ones too: an entry is dated by its fact, so they never change earlier days.
            period: entries up to its end are given; totals and ranks are its own, duties, fees and marks those of
                periods within it. None: everything.
        """
        return _Run(self, facts, period).scored()


class _Run:
    def __init__(self, desk: Scoring, facts: Facts, period: Period | None) -> None:
        self.desk, self.book, self.facts, self.period = desk, desk.book, facts, period
        stated: Parameters = {p.id: p.value for p in self.book.parameters if p.value is not None}
        self.parameters: Parameters = {**stated, **facts.parameters}
        self.unresolved: list[Unresolved] = []
        self.deeds = Deeds()

    def scored(self) -> Scored:
        """The steps of a count, in order."""
        drafts = self._limited(list(self._drafts()))
        entries = [draft.entry for draft in drafts]
        self.deeds.entries(entries, self.desk.component_of)
        owed = self._owed([*(e.date for e in entries), *self.deeds.days()])
        entries = [e for e in (*entries, *owed.entries) if self.period is None or e.date <= self.period.last]
        entries.sort(key=lambda e: (e.date, e.unit, e.subject, e.rule, not e.counted, e.points, e.reason))
        totals = totals_of(entries, self.book.ranked().id, self.period)
        fees, marks = self._fees(entries), self._marks(tuple(entries))
        return Scored(
            entries=tuple(entries),
            totals=totals,
            duties=tuple(owed.lines),
            ranks=rank(totals, self.desk.units),
            fees=fees,
            unresolved=tuple(sorted({*self.unresolved}, key=lambda u: (u.fact, u.why, u.candidates))),
            marks=marks,
        )

    def _drafts(self) -> Iterator[Draft]:
        scene = Scene(people=self.desk.people, outlets=self.desk.outlets)
        found = gather(self.facts, scene)
        awarding = Awarding(self.book, self.parameters)
        for piece in found.pieces.values():
            self.deeds.piece(piece)
        for events in events_by_content(found, scene):
            for event in events:
                if event.kind == "adoption" and not event.void:
                    self.deeds.adoption(event)
            yield from awarding.content(events)
        self.unresolved += found.unresolved + awarding.unresolved

    def _limited(self, drafts: list[Draft]) -> list[Draft]:
        try:
            return limited(drafts, self.parameters)
        except NotSettledError as open_:
            self._wait(self.book.title, open_)
            return drafts

    def _owed(self, days: list[date]) -> Owed:
        owed = Owed(
            deeds=self.deeds, parameters=self.parameters, people=self.desk.people, units=self.desk.units,
            period=self.period, holidays=self.desk.holidays,
        )  # fmt: skip
        owed.run(self.book.duties, self.facts.calls, days)
        self.unresolved += owed.unresolved
        return owed

    def _fees(self, entries: list[ScoreEntry]) -> tuple[FeeLine, ...]:
        try:
            return fees_of(self.book.fees, entries, self.parameters, self.period)
        except NotSettledError as open_:
            self._wait("、".join(fee.title for fee in self.book.fees), open_)
            return ()

    def _marks(self, entries: tuple[ScoreEntry, ...]) -> tuple[MarkLine, ...]:
        who = {account.id: self._holders(account.id, account.of, entries) for account in self.book.accounts}
        marking = Marking(entries=entries, component_of=self.desk.component_of, parameters=self.parameters, who=who)
        lines: list[MarkLine] = []
        for every in dict.fromkeys(mark.every for mark in self.book.marks):
            marks = [mark for mark in self.book.marks if mark.every == every]
            for period in self._periods(every, [e.date for e in entries]):
                try:
                    lines += marking.lines(marks, period)
                except NotSettledError as open_:
                    self._wait("、".join(mark.title for mark in marks), open_)
        return tuple(lines)

    def _holders(self, account: str, of: str, entries: tuple[ScoreEntry, ...]) -> tuple[str, ...]:
        if of == "unit" and self.desk.units is not None:
            return tuple(u.id for u in self.desk.units)
        return tuple(sorted({e.unit for e in entries if e.account == account}))

    def _periods(self, every: str, days: list[date]) -> Iterator[Period]:
        asked = self.period
        edges = [asked.first, asked.last] if asked else days
        if edges:
            yield from (p for p in periods(min(edges), max(edges), every) if asked is None or p.within(asked))

    def _wait(self, fact: str, open_: NotSettledError) -> None:
        self.unresolved.append(Unresolved(fact=fact, why=open_.why, candidates=open_.candidates))
