"""One trial: a run is cut off at its point, another goes on from there, and what stands in the end is looked at."""

import time
from dataclasses import dataclass

from faults.doors import DOORS, Point, Tally
from faults.record import violations
from faults.stage import Stage
from faults.world import World

_ROUNDS = 3  # of the run that goes on: the second finds mails of unknown outcome, the third is quiet
_KILLED = -9


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a trial showed."""

    point: str
    reached: bool
    unknown: int  # mails whose outcome was unknown until they were looked for in the Sent folder
    violations: list[str]
    seconds: float


def points(counts: dict[str, int]) -> list[Point]:
    """Every point there is, in the order of the doors."""
    return [Point(door, call, how) for door in DOORS for call in range(1, counts[door] + 1) for how in DOORS[door]]


def try_point(stage: Stage, point: Point) -> Outcome:
    """Cut a run off there; see that the next one puts everything right."""
    began = time.monotonic()
    number, here = stage.wave_of(point)
    with World(stage=stage, wave=number) as world:
        tally = Tally()
        broken = world.run(tally, here)
        again = world.run(Tally(), rounds=_ROUNDS)
        found = [*_endings(point, tally, broken.status, again.status)]
        found += violations(world.data, world.arrived(), stage.expected(number))
        if found:
            found.append(world.told()[-3000:])
        unknown = world.unknowns()
    return Outcome(
        point=str(point), reached=tally.struck, unknown=unknown, violations=found, seconds=time.monotonic() - began
    )


def _endings(point: Point, tally: Tally, broken: int, again: int) -> list[str]:
    """The first run ends as the point says; the second well."""
    lives = point.door == "child"
    wanted = {0} if not tally.struck or lives else {_KILLED} if point.how != "full" else {0, 1}
    found = [] if broken in wanted else [f"the run that was cut off ended with {broken}"]
    return found if again == 0 else [*found, f"the run after it ended with {again}"]
