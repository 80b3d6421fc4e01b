"""The same content used several times: what each use adds, by the day it happened.

All uses so far are worth: the best of each `per`, of these the `take` best whole, of the others `rest`. A use adds
what it raises that by. So a later, better use brings the difference, and months add up to the year.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.score.events import Event
from pipeline.score.numbers import ZERO
from pipeline.score.period import MONTHS, Calendar
from pipeline.score.rulebook import Rule, Same


class Claim(NamedTuple):
    """What a rule gives for a fact by itself."""

    event: Event
    rule: Rule
    day: date
    points: Decimal
    note: str = ""
    void: str = ""  # why it earns nothing whatever else there is


def _order(claim: Claim) -> tuple[date, Decimal, tuple[str, ...], str]:
    """By day, the best first; then by what the fact says, so that the order of facts never matters."""
    return (claim.day, -claim.points, claim.event.key, claim.rule.id)


class Step(NamedTuple):
    """A claim and what it adds; `best` is the best use before it, `before` what was given so far."""

    claim: Claim
    delta: Decimal
    before: Decimal = ZERO
    best: Claim | None = None
    repeat: bool = False


def settle(claims: list[Claim], same: Same, calendar: Calendar) -> Iterator[Step]:
    """What each claim of one content adds, in the order of days."""
    buckets: dict[tuple[str, ...], Decimal] = {}
    seen: set[tuple[date, tuple[str, ...], str]] = set()
    given, best = ZERO, None
    for number, claim in enumerate(sorted(claims, key=_order) if len(claims) > 1 else claims):
        fact = (claim.day, claim.event.key, claim.rule.id)
        if claim.void or not claim.points or fact in seen:
            yield Step(claim, ZERO, given, best, repeat=fact in seen)
            continue
        seen.add(fact)
        if same.adds_all:
            delta = claim.points
        else:
            delta = _raised(buckets, _bucket(claim, same, number, calendar), claim, same) - given
        yield Step(claim, delta, given, best)
        given += delta
        if best is None or claim.points > best.points:
            best = claim


def _raised(buckets: dict[tuple[str, ...], Decimal], bucket: tuple[str, ...], claim: Claim, same: Same) -> Decimal:
    buckets[bucket] = max(claim.points, buckets.get(bucket, claim.points))
    if same.take == 1 and not same.rest:
        return max(buckets.values())
    ordered = sorted(buckets.values(), reverse=True)
    take = len(ordered) if same.take is None else same.take
    return sum(ordered[:take], ZERO) + same.rest * sum(ordered[take:], ZERO)


def _bucket(claim: Claim, same: Same, number: int, calendar: Calendar) -> tuple[str, ...]:
    """Uses in one bucket count once; without `per` each is its own."""
    if not same.per:
        return (str(number),)
    return tuple(_part(claim, name, calendar) for name in same.per)


def _part(claim: Claim, name: str, calendar: Calendar) -> str:
    if name == "day":
        return claim.day.isoformat()
    return calendar.of(claim.day, name).name if name in MONTHS else str(claim.event.fields.get(name))
