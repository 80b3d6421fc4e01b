"""Which rule of a component answers for a fact: looked up by the values of the fields that rules look at.

The rules are gone through once for each combination of values, however many facts have it; of a number only the
bounds that it lies between matter.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.score.events import Event
from pipeline.score.match import Condition, Value, number_of_value
from pipeline.score.numbers import NotSettledError
from pipeline.score.rulebook import Component, Rule
from pipeline.score.words import field_word, say

_REMEMBERED = 100_000
_Answer = Rule | NotSettledError | None


@dataclass
class Chooser:
    """The rules of one component, and the answers found so far."""

    component: Component
    found: dict[tuple[object, ...], _Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked = [c for rule in self.component.rules for c in rule.match.conditions]
        by_field = {name: [c for c in asked if c.field == name] for name in dict.fromkeys(c.field for c in asked)}
        self.words = tuple(name for name, several in by_field.items() if any(not _bounded(c) for c in several))
        self.numbers = tuple((n, _bounds(several)) for n, several in by_field.items() if n not in self.words)

    def rule(self, event: Event) -> Rule | None:
        """The rule that answers, or None.

        Raises:
            NotSettledError: a field that decides was not told.
        """
        key: tuple[object, ...] = (event.kind, *map(event.fields.get, self.words))
        if self.numbers:
            key += tuple(_place(event.fields.get(name), bounds) for name, bounds in self.numbers)
        try:
            answer = self.found[key]
        except KeyError:
            answer = self._learnt(key, event)
        if isinstance(answer, NotSettledError):
            raise NotSettledError(answer.why, answer.candidates)
        return answer

    def _learnt(self, key: tuple[object, ...], event: Event) -> _Answer:
        if len(self.found) >= _REMEMBERED:
            self.found.clear()
        self.found[key] = self._first(event)
        return self.found[key]

    def _first(self, event: Event) -> _Answer:
        for rule in self.component.rules:
            fits = rule.match.holds(event.fields)
            if fits:
                return rule
            if fits is None:
                return self._open(rule, event)
        return None

    def _open(self, rule: Rule, event: Event) -> NotSettledError:
        name = rule.match.open_fields(event.fields)[0]
        words = {w for r in self.component.rules for c in r.match.conditions if c.field == name for w in c.allowed}
        return NotSettledError(say("field_missing", field=field_word(name)), tuple(sorted(words)))


def _bounded(condition: Condition) -> bool:
    """Whether it asks for nothing but a number between bounds."""
    return not condition.allowed and not condition.refused


def _bounds(conditions: list[Condition]) -> list[Decimal]:
    return sorted({bound for c in conditions for bound in (c.low, c.high) if bound is not None})


def _place(value: Value, bounds: list[Decimal]) -> int | None:
    """Between which bounds a number lies; None when it was not told, or is none."""
    number = None if value is None else number_of_value(value)
    return None if number is None else bisect_right(bounds, number)
