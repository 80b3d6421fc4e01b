"""Which rule of a component answers for a fact: the first that fits, found by the fact's words and remembered."""

from dataclasses import dataclass, field

from pipeline.score.events import Event
from pipeline.score.match import Value
from pipeline.score.numbers import NotSettledError
from pipeline.score.rulebook import Component, Rule
from pipeline.score.words import field_word, say

_REMEMBERED = 100_000


@dataclass
class Chooser:
    """The rules of one component, indexed by the values of the fields they look at."""

    component: Component
    found: dict[tuple[object, ...], "Rule | NotSettledError | None"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = dict.fromkeys(name for rule in self.component.rules for name in rule.match.fields)
        self.fields = tuple(names)

    def rule(self, event: Event) -> Rule | None:
        """The rule that answers, or None.

        Raises:
            NotSettledError: a field that decides was not told.
        """
        values: tuple[Value, ...] = tuple(event.fields.get(name) for name in self.fields)
        key = (event.kind, *values)
        if key not in self.found:
            if len(self.found) >= _REMEMBERED:
                self.found.clear()
            self.found[key] = self._first(event)
        answer = self.found[key]
        if isinstance(answer, NotSettledError):
            raise NotSettledError(answer.why, answer.candidates)
        return answer

    def _first(self, event: Event) -> "Rule | NotSettledError | None":
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
