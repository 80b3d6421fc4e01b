"""What a new count changes in a ledger: lines to take back and lines to add, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.domain.score import ScoreEntry

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Held(Generic[Name]):
    """A line of the ledger that stands."""

    name: Name  # how the ledger calls it
    entry: ScoreEntry
    frozen: bool  # booked in a period that was issued


@dataclass(frozen=True, kw_only=True)
class Difference(Generic[Name]):
    """Lines to reverse, and entries to add."""

    gone: tuple[Name, ...]
    new: tuple[ScoreEntry, ...]


def difference(held: Iterable[Held[Name]], wanted: Sequence[ScoreEntry]) -> Difference[Name]:
    """Compare what stands with what the facts and rules give now.

    A line of an issued period whose reason alone reads otherwise by now stays: its points are what was issued.
    """
    left = Counter(wanted)
    unmatched: list[Held[Name]] = []
    for line in held:
        if left[line.entry]:
            left[line.entry] -= 1
        else:
            unmatched.append(line)
    alike: dict[Hashable, list[ScoreEntry]] = defaultdict(list)
    for entry in wanted:
        if left[entry]:
            left[entry] -= 1
            alike[_without_reason(entry)].append(entry)
    gone: list[Name] = []
    for line in unmatched:
        same = alike.get(_without_reason(line.entry)) if line.frozen else None
        if same:
            same.pop()
        else:
            gone.append(line.name)
    new = sorted((e for several in alike.values() for e in several), key=_order)
    return Difference(gone=tuple(gone), new=tuple(new))


def _without_reason(entry: ScoreEntry) -> Hashable:
    return (
        entry.unit, entry.subject, entry.account, entry.rule, entry.clause, entry.points, entry.date, entry.counted,
    )  # fmt: skip


def _order(entry: ScoreEntry) -> tuple[object, ...]:
    return (entry.date, entry.unit, entry.subject, entry.rule, not entry.counted, entry.points, entry.reason)
