"""Facts + rulebook → entries: pure, by the day of each fact, each content by itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from pipeline.domain.score import Unresolved
from pipeline.score.choosing import Chooser
from pipeline.score.events import Event
from pipeline.score.match import Fields, Match
from pipeline.score.measures.worth import Surroundings
from pipeline.score.numbers import ZERO, NotSettledError, Parameters
from pipeline.score.readings import later
from pipeline.score.reasons import Draft, drafts_of
from pipeline.score.rulebook import Component, Rule, Rulebook
from pipeline.score.same import Claim, settle
from pipeline.score.share import recipients
from pipeline.score.words import field_word, say


@dataclass
class Awarding:
    """One run over one rulebook."""

    book: Rulebook
    parameters: Parameters
    unresolved: list[Unresolved] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.choosers = [Chooser(component) for component in self.book.components]

    def content(self, events: list[Event]) -> Iterator[Draft]:
        """Everything the uses of one content, or one activity, bring."""
        claimed = {event.key: event.kind == "submission" for event in events}
        given: dict[str, list[tuple[date, Decimal]]] = {}
        kinds = {event.kind for event in events}
        for chooser in self.choosers:
            component = chooser.component
            if component.counts.isdisjoint(kinds):
                continue
            claims = []
            for event in events:
                if event.kind in component.counts:
                    claims += self._claim(chooser, event, given, claimed)
            given[component.id] = []
            for who, several in _groups(component, claims).items():
                steps = list(settle(several, component.same, self.book.calendar))
                given[component.id] += [(step.claim.day, step.delta) for step in steps]
                yield from drafts_of(steps, component, who)
        for event in events:
            if not claimed[event.key]:
                self._wait(event, self._why_nothing(event))

    def _claim(
        self, chooser: Chooser, event: Event, given: dict[str, list[tuple[date, Decimal]]],
        claimed: dict[tuple[str, ...], bool],
    ) -> list[Claim]:  # fmt: skip
        try:
            rule = chooser.rule(event)
            if rule is None:
                return []
            claimed[event.key] = True
            recipients(event, chooser.component.share)
            return [self._measured(chooser.component, rule, event, given)]
        except NotSettledError as open_:
            claimed[event.key] = True
            self._wait(event, open_)
            return []

    def _measured(
        self, component: Component, rule: Rule, event: Event, given: dict[str, list[tuple[date, Decimal]]]
    ) -> Claim:
        day = event.day if component.dated is None or not event.published else later(event.published, component.dated)
        version = rule.version(day)
        if version is None:
            early = day < rule.versions[0].first
            edge = rule.versions[0].first if early else rule.versions[-1].last
            raise NotSettledError(say("before_plan" if early else "after_plan", day=edge))
        around = Surroundings(parameters=self.parameters, result_of=partial(_given, given, day))
        points, note = version.measure.worth(event.fields, around)
        if rule.adjustments:
            points, note = self._adjusted(rule, event.fields, points, note)
        void = event.void or (_gated(rule, event) if rule.gates else "")
        return Claim(event, rule, day, points, note, void)

    def _adjusted(self, rule: Rule, fields: Fields, points: Decimal, note: str) -> tuple[Decimal, str]:
        for change in rule.adjustments:
            if change.match.holds(fields):
                points = points * change.times.amount(self.parameters) + change.plus.amount(self.parameters)
                note = say("adjusted", note=f"{note}，" if note else "", title=change.title)
        return points, note

    def _why_nothing(self, event: Event) -> NotSettledError:
        if any(event.kind in c.counts for c in self.book.components):
            return NotSettledError(say("no_rule"))
        return NotSettledError(say("no_kind", kind=say(event.kind)))

    def _wait(self, event: Event, open_: NotSettledError) -> None:
        about = f"{event.subject}：{event.label}（{event.day}）"
        self.unresolved.append(Unresolved(fact=about, why=open_.why, candidates=open_.candidates))


def _gated(rule: Rule, event: Event) -> str:
    """Why a precondition of the rule keeps the fact from earning; empty when none does."""
    for gate in rule.gates:
        if not _fits(gate.match.holds(event.fields), gate.match, event):
            return gate.otherwise
    return ""


def _fits(holds: bool | None, match: Match, event: Event) -> bool:
    if holds is None:
        name = match.open_fields(event.fields)[0]
        raise NotSettledError(say("field_missing", field=field_word(name)))
    return holds


def _given(given: dict[str, list[tuple[date, Decimal]]], day: date, component: str) -> Decimal:
    return sum((points for when, points in given.get(component, ()) if when <= day), ZERO)


def _groups(component: Component, claims: list[Claim]) -> dict[str | None, list[Claim]]:
    """Claims that compete: all of the content, or those of each recipient apart."""
    if component.same.over == "content":
        return {None: claims} if claims else {}
    found: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        for who in recipients(claim.event, component.share):
            found[who].append(claim)
    return found
