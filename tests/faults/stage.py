"""What every trial begins with: the state of everything before each wave, when nothing goes wrong."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from faults.doors import Point
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


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What every trial begins with; made once, before any fork."""

    folder: Path
    settings: Settings
    milestones: list[Milestone] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The calls of each door in the whole run."""
        return self.milestones[-1].passed

    def wave_of(self, point: Point) -> tuple[int, Point]:
        """In which wave a point of the whole run lies, and the point as counted within that wave."""
        for number in range(WAVES):
            before, after = self.milestones[number].passed[point.door], self.milestones[number + 1].passed[point.door]
            if before < point.call <= after:
                return number, replace(point, call=point.call - before)
        raise ValueError(f"{point} is never reached")

    def expected(self, number: int, *, renumbered: bool = False) -> Expected:
        """What must stand after a wave."""
        letters = tuple(one.raw for one in sixty()[: (number + 1) * len(wave(0))])
        return Expected(record=self.milestones[number + 1].record, letters=letters, renumbered=renumbered)
