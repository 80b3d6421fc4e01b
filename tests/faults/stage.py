"""What every trial begins with: the state of everything before each wave, when nothing goes wrong."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from faults.doors import SMALL_DISK, Point
from faults.mixed import WAVES, sixty, wave
from faults.record import Expected, Record

from pipeline.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """How the world stands before a wave when nothing went wrong."""

    data: Path
    passed: dict[str, int]  # calls of each door so far
    arrived: dict[str, list[str]]
    record: Record
    unordered: Record


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """A person's command, given once without a fault."""

    counts: dict[str, int]  # calls of each door
    record: Record  # what stood then
    product: bytes  # the archive it made


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What every trial begins with; made once, before any fork."""

    folder: Path
    settings: Settings
    milestones: list[Milestone] = field(default_factory=list)
    orders: dict[str, Rehearsed] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """The calls of each door in the whole run."""
        return self.milestones[-1].passed

    def wave_of(self, point: Point) -> tuple[int, Point]:
        """In which wave a point of the whole run lies, and the point as counted within that wave."""
        if point.door == SMALL_DISK:
            return point.call % WAVES, point
        for number in range(WAVES):
            before, after = self.milestones[number].passed[point.door], self.milestones[number + 1].passed[point.door]
            if before < point.call <= after:
                return number, replace(point, call=point.call - before)
        raise ValueError(f"{point} is never reached")

    def expected(self, number: int, point: Point) -> Expected:
        """What must stand after a wave; a run that lost its connection did the other bureau's letters first."""
        ordered = point.scene not in {"worker", "two"} and point.how != "cut"
        after = self.milestones[number + 1]
        letters = tuple(one.raw for one in sixty()[: (number + 1) * len(wave(0))])
        record = after.record if ordered else after.unordered
        return Expected(record=record, ordered=ordered, letters=letters, renumbered=point.scene == "renumbered")
