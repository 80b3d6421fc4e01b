"""Match: what a rule asks of a fact, field by field; a field that was not told leaves the answer open."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.score.numbers import is_exact
from pipeline.settings.kinds import describe
from pipeline.settings.tomlfile import Table

Value = str | Decimal | tuple[str, ...] | None
Fields = Mapping[str, Value]

PIECE = ("fact", "unit", "group", "kind", "summary", "chars", "authors", "age")
FIELDS: dict[str, tuple[str, ...]] = {
    "submission": PIECE,
    "adoption": (*PIECE, "outlet", "class", "level", "excluded", "mode", "position", "content"),
    "reads": (*PIECE, "outlet", "class", "level", "excluded", "count", "days"),
    "instruction": (*PIECE, "by", "rank"),
    "activity": ("fact", "host", "units"),
}
NUMBERS = frozenset({"chars", "authors", "age", "count", "days", "units"})
TAG = "tag."


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What one field must be: among words, not among words, or within bounds (low included, high not)."""

    field: str
    allowed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    low: Decimal | None = None
    high: Decimal | None = None

    def holds(self, fields: Fields) -> bool | None:
        """Whether the fact fits; None when the field was not told. `not` takes what was not told for not being it."""
        value = fields.get(self.field)
        if self.refused:
            return not _among(value, self.refused)
        if value is None:
            return None
        if self.allowed:
            return _among(value, self.allowed)
        number = number_of_value(value)
        if number is None:
            return None
        return (self.low is None or number >= self.low) and (self.high is None or number < self.high)


def number_of_value(value: Value) -> Decimal | None:
    """A value as a number; None when it is none."""
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except ArithmeticError:
        return None


def _among(value: Value, words: frozenset[str]) -> bool:
    if isinstance(value, tuple):
        return not words.isdisjoint(value)
    return str(value) in words


@dataclass(frozen=True)
class Match:
    """Conditions that must hold together; none at all fits everything."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, fields: Fields) -> bool | None:
        """True, False, or None while a field that would decide was not told."""
        open_ = False
        for condition in self.conditions:
            holds = condition.holds(fields)
            if holds is False:
                return False
            open_ = open_ or holds is None
        return None if open_ else True

    def open_fields(self, fields: Fields) -> tuple[str, ...]:
        """The fields that were not told and would decide."""
        return tuple(c.field for c in self.conditions if c.holds(fields) is None)


def field_known(name: str, kinds: frozenset[str]) -> bool:
    """Whether some of these kinds of fact have that field."""
    return name.startswith(TAG) or any(name in FIELDS[kind] for kind in kinds)


def read_match(table: Table, key: str, kinds: frozenset[str]) -> Match:
    """The `match:` under a key; left out, it fits everything.

    `field: word`, `field: [word, word]`, `field: {not: [word]}`, `field: {from: 800, below: 2000}`.
    """
    inner = table.table(key, optional=True)
    found = []
    for name in inner.data:
        if not field_known(name, kinds):
            known = "、".join(dict.fromkeys(f for kind in sorted(kinds) for f in FIELDS[kind]))
            inner.complain(name, "field_unknown", known=known)
        condition = _condition(inner, name)
        found.extend([condition] if condition else [])
    return Match(tuple(found))


def _condition(table: Table, name: str) -> Condition | None:
    value = table.data[name]
    table.asked.add(name)
    if not isinstance(value, dict):
        words = _words(value)
        if not words:
            table.complain(
                name, "type", wanted="文字、文字的列表、{not: […]} 或 {from: 数, below: 数}", found=describe(value)
            )
        return Condition(field=name, allowed=words)
    inner = table.table(name)
    refused = _words(inner.data.get("not", ()))
    low, high = (_bound(inner, word) for word in ("from", "below"))
    inner.asked.add("not")
    inner.finish()
    if not refused and low is None and high is None:
        table.complain(name, "condition_empty")
        return None
    if low is not None and high is not None and low >= high:
        table.complain(name, "bounds", low=low, high=high)
    return Condition(field=name, refused=refused, low=low, high=high)


def _bound(table: Table, key: str) -> Decimal | None:
    value = table.take(key, "数", is_exact, optional=True)
    return Decimal(str(value)) if is_exact(value) else None


def _words(value: object) -> frozenset[str]:
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(v, str | bool | int) for v in items):
        return frozenset()
    return frozenset(word(v) for v in items)


def word(value: object) -> str:
    """A raw value as a word: true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)
