"""The same content used several times: what each use adds, by the day it happened.

All uses so far are worth: the best of each `per`, of these the `take` best whole, of the others `rest`. A use adds
what it raises that by. So a later, better use brings the difference, and months add up to the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.score.events import Event
from pipeline.score.numbers import ZERO
from pipeline.score.period import MONTHS, period_of
from pipeline.score.rulebook import Rule, Same


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a rule gives for a fact by itself."""

    event: Event
    rule: Rule
    day: date
    points: Decimal
    note: str = ""
    void: str = ""  # why it earns nothing whatever else there is

    @property
    def order(self) -> tuple[date, Decimal, tuple[str, ...], str]:
        """By day, the best first; then by what the fact says, so that the order of facts never matters."""
        return (self.day, -self.points, self.event.key, self.rule.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A claim and what it adds; `best` is the best use before it, `before` what was given so far."""

    claim: Claim
    delta: Decimal
    before: Decimal = ZERO
    best: Claim | None = None
    repeat: bool = False


def settle(claims: list[Claim], same: Same) -> Iterator[Step]:
    """What each claim of one content adds, in the order of days."""
    buckets: dict[tuple[str, ...], Decimal] = {}
    seen: set[tuple[date, tuple[str, ...], str]] = set()
    given, best = ZERO, None
    for number, claim in enumerate(sorted(claims, key=lambda c: c.order)):
        fact = (claim.day, claim.event.key, claim.rule.id)
        if claim.void or claim.points == 0 or fact in seen:
            yield Step(claim=claim, delta=ZERO, before=given, best=best, repeat=fact in seen)
            continue
        seen.add(fact)
        delta = claim.points if same.adds_all else _raised(buckets, _bucket(claim, same, number), claim, same) - given
        yield Step(claim=claim, delta=delta, before=given, best=best)
        given += delta
        if best is None or claim.points > best.points:
            best = claim


def _raised(buckets: dict[tuple[str, ...], Decimal], bucket: tuple[str, ...], claim: Claim, same: Same) -> Decimal:
    buckets[bucket] = max(claim.points, buckets.get(bucket, claim.points))
    ordered = sorted(buckets.values(), reverse=True)
    take = len(ordered) if same.take is None else same.take
    return sum(ordered[:take], ZERO) + same.rest * sum(ordered[take:], ZERO)


def _bucket(claim: Claim, same: Same, number: int) -> tuple[str, ...]:
    """Uses in one bucket count once; without `per` each is its own."""
    if not same.per:
        return (str(number),)
    return tuple(_part(claim, name) for name in same.per)


def _part(claim: Claim, name: str) -> str:
    if name == "day":
        return claim.day.isoformat()
    return period_of(claim.day, name).name if name in MONTHS else str(claim.event.fields.get(name))
