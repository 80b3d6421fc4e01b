"""Entries with their reasons: who gets which part of what a use adds, and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.domain.score import ScoreEntry
from pipeline.score.numbers import ZERO, plain
from pipeline.score.rulebook import Component
from pipeline.score.same import Claim, Step
from pipeline.score.share import parts, recipients
from pipeline.score.words import say


class Draft(NamedTuple):
    """An entry before limits; `order` keeps one day's entries in an order that facts decide."""

    entry: ScoreEntry
    component: Component
    order: tuple[str, ...]


def drafts_of(steps: list[Step], component: Component, who: str | None) -> Iterator[Draft]:
    """The entries of one group of uses, for every recipient or, where each has a group of its own, for one."""
    running: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for step in steps:
        names = recipients(step.claim.event, component.share)
        if component.share.split == "full" or len(names) == 1:
            shares: tuple[Decimal, ...] = (step.delta or step.claim.points,) * len(names)
        elif step.delta:
            before = parts(running[names], component.share, len(names))
            running[names] += step.delta
            after = parts(running[names], component.share, len(names))
            shares = tuple(b - a for a, b in zip(before, after, strict=True))
        else:
            shares = parts(step.claim.points, component.share, len(names))
        for name, part in zip(names, shares, strict=True):
            if who in {None, name}:
                yield _draft(step, component, name, (part, len(names)))


def _draft(step: Step, component: Component, name: str, shared: tuple[Decimal, int]) -> Draft:
    claim = step.claim
    part, count = shared
    counted = step.delta != 0 and part != 0
    entry = ScoreEntry(
        unit=name,
        subject=claim.event.subject,
        account=component.account,
        rule=claim.rule.id,
        clause=claim.rule.basis.clause,
        points=part,
        date=claim.day,
        counted=counted,
        reason=_reason(step) if count == 1 else _reason(step) + _part_words(component, part, count),
        outlet=str(claim.event.fields.get("outlet") or ""),
        level=str(claim.event.fields.get("level") or "") if claim.event.kind == "adoption" else "",
    )
    return Draft(entry=entry, component=component, order=claim.event.key)


def _part_words(component: Component, part: Decimal, count: int) -> str:
    if component.share.split == "full":
        return ""
    if component.share.split == "even":
        return say("shared", count=count, part=plain(part))
    return say("weighted", weights=":".join(plain(w) for w in component.share.weights), part=plain(part))


def _what(claim: Claim) -> str:
    return f"{claim.event.label}（{claim.rule.title}）"


def _reason(step: Step) -> str:
    claim, what, points = step.claim, _what(step.claim), plain(step.claim.points)
    if claim.points == 0 and claim.note:
        return say("nothing", what=what, note=claim.note)
    if claim.void:
        return say("gate", what=what, why=claim.void)
    if claim.points == 0:
        return say("zero", what=what)
    if step.repeat:
        return say("repeat", what=what)
    if step.best is not None and step.delta != claim.points:
        return _beside_others(step, step.best)
    return say("counted_note" if claim.note else "counted", what=what, note=claim.note, points=points)


def _beside_others(step: Step, best: Claim) -> str:
    facts: dict[str, object] = {
        "what": _what(step.claim),
        "points": plain(step.claim.points),
        "best": _what(best),
        "best_points": plain(best.points),
        "day": best.day,
        "before": plain(step.before),
        "delta": plain(step.delta),
    }
    if step.delta == 0:
        return say("lower_same_day" if best.day == step.claim.day else "lower_before", **facts)
    return say("increment" if step.before == best.points else "partly", **facts)


def shortened(draft: Draft, points: Decimal, why: str) -> Draft:
    """The same entry with fewer points, and why."""
    counted = points != 0
    entry = replace(
        draft.entry,
        points=points if counted else draft.entry.points,
        counted=counted,
        reason=draft.entry.reason + why,
    )
    return draft._replace(entry=entry)


def order_of(draft: Draft) -> tuple[date, str, str, str, tuple[str, ...], Decimal]:
    """By day, then whose, then what."""
    entry = draft.entry
    return (entry.date, entry.unit, entry.subject, entry.rule, draft.order, ZERO - entry.points)
