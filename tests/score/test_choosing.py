"""Rules are looked up: however many facts there are, each rule is asked once for each combination of values."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.score.choosing import Chooser
from pipeline.score.events import Event
from pipeline.score.load_rulebook import parse_rulebook
from pipeline.score.match import Condition, Fields, Match
from pipeline.score.numbers import NotSettledError
from pipeline.score.rulebook import Component

RULES = 300
BOOK = """
plan: {title: 例子, source: 某发〔2022〕1号, from: 2022-01-01}
accounts: [{id: points, title: 积分}]
components:
  - id: use
    title: 采用
    clause: 一
    counts: [adoption]
    rules:
"""


@dataclass(frozen=True)
class Watched(Match):
    """A match that counts how often it is asked."""

    asked: list[int] = field(default_factory=lambda: [0])

    def holds(self, fields: Fields) -> bool | None:
        self.asked[0] += 1
        return super().holds(fields)


def component(matches: list[str]) -> tuple[Component, list[int]]:
    """A component with a rule for each match, watched."""
    rules = "".join(
        f"      - {{id: r{n}, title: 规则{n}, match: {m}, measure: {{fixed: {n}}}}}\n" for n, m in enumerate(matches)
    )
    found = parse_rulebook(BOOK + rules).components[0]
    asked = [0]
    watched = tuple(replace(rule, match=Watched(rule.match.conditions, asked)) for rule in found.rules)
    return replace(found, rules=watched), asked


def event(**fields: str | Decimal | None) -> Event:
    return Event(
        kind="adoption", subject="S1", day=date(2022, 5, 1), fields={"fact": "adoption", **fields}, label="", key=(),
        units=("甲站",),
    )  # fmt: skip


def test_ten_thousand_facts_ask_no_more_than_one_of_each_kind() -> None:
    found, asked = component([f"{{outlet: o{n}}}" for n in range(RULES)])
    chooser = Chooser(found)
    for n in range(10_000):
        rule = chooser.rule(event(outlet=f"o{n % RULES}"))
        assert rule is not None
        assert rule.id == f"r{n % RULES}"
    assert asked[0] == sum(range(1, RULES + 1))


def test_of_a_number_only_the_bounds_it_lies_between_are_remembered() -> None:
    found, asked = component([f"{{chars: {{from: {n * 10}, below: {n * 10 + 10}}}}}" for n in range(100)])
    chooser = Chooser(found)
    for chars in range(1000):
        rule = chooser.rule(event(chars=Decimal(chars)))
        assert rule is not None
        assert rule.id == f"r{chars // 10}"
    assert chooser.rule(event(chars=Decimal(1000))) is None
    assert asked[0] == sum(range(1, 101)) + 100


def test_a_field_that_was_not_told_is_remembered_as_open() -> None:
    found, asked = component(["{mode: solo}", "{mode: combined}"])
    chooser = Chooser(found)
    for _ in range(3):
        with pytest.raises(NotSettledError) as open_:
            chooser.rule(event(mode=None))
        assert open_.value.candidates == ("combined", "solo")
    assert asked[0] == 1


@pytest.mark.parametrize(
    "condition",
    [Condition(field="mode", allowed=frozenset({"solo"})), Condition(field="mode", refused=frozenset({"solo"}))],
    ids=["allowed", "refused"],
)
def test_words_and_bounds_on_one_field_are_not_mixed_up(condition: Condition) -> None:
    found, _ = component(["{chars: {from: 5}}"])
    rule = replace(found.rules[0], match=Match((condition,)))
    mixed = replace(found, rules=(replace(rule, id="words"), found.rules[0]))
    chooser = Chooser(mixed)
    names = [getattr(chooser.rule(event(mode=mode, chars=Decimal(5))), "id", None) for mode in ("solo", "combined")]
    assert names == (["words", "r0"] if condition.allowed else ["r0", "words"])
