"""One trial: a run is cut off at its point, another goes on from there, and what stands in the end is looked at."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from faults import small_disk
from faults.doors import DOORS, SCENES, SMALL_DISK, SMALL_DISKS, Point, Tally
from faults.mixed import WAVES
from faults.orders import ORDERS, order_points, try_order
from faults.record import violations
from faults.stage import Stage
from faults.world import SmallDisk, World

_ROUNDS = 3  # of the run that goes on: the second finds mails of unknown outcome, the third is quiet
_STEP = 64  # KiB between one small disk and the next
_HOUR = 3600
_KILLED = -9
_BEGUN = 10  # seconds in which a run passes its first door
_TOLD = {  # what a run that could not go on says to people
    "scratch": re.compile(r"^数据文件夹用不了：磁盘.*满.*运行一次", re.MULTILINE),
    "full": re.compile(r"^(数据文件夹|数据库)用不了：.*磁盘.*满.*运行一次", re.MULTILINE),
    "held": re.compile(r"^数据库用不了：别的程序一直占用着数据库.*请关掉.*运行一次", re.MULTILINE),
    "read-only": re.compile(r"^(数据文件夹|数据库)用不了：.*只读.*运行一次", re.MULTILINE),
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a trial showed."""

    point: str
    reached: bool
    unknown: int  # mails whose outcome was unknown until they were looked for in the Sent folder
    violations: list[str]
    seconds: float


def points(stage: Stage, *, disks: bool) -> list[Point]:
    """Every point there is, in the order of the doors; behind them the scenes, people's commands, the small disks."""
    counts = stage.counts()
    plain = [Point(door, call, how) for door in DOORS for call in range(1, counts[door] + 1) for how in DOORS[door]]
    kills = [point for point in plain if point.kills]
    scenes = [replace(point, scene=scene) for scene, stride in SCENES.items() for point in kills[::stride]]
    return plain + scenes + order_points(stage.orders) + (_small_disks() if disks else [])


def _small_disks() -> list[Point]:
    full = [Point(SMALL_DISK, size, "full") for size in range(1, SMALL_DISKS + 1)]
    return full + [Point(SMALL_DISK, wave + 1, how) for how in ("read-only", "scratch") for wave in range(WAVES)]


def try_point(stage: Stage, point: Point) -> Outcome:
    """Cut a run off there; see that the next one puts everything right."""
    began = time.monotonic()
    if point.scene in ORDERS:
        reached, found = try_order(stage, point)
        seconds = time.monotonic() - began
        return Outcome(point=str(point), reached=reached, unknown=0, violations=found, seconds=seconds)
    number, here = stage.wave_of(point)
    with World(stage=stage, wave=number, small=_small(point)) as world:
        reached, broken = _cut_off(world, here)
        told = world.told()
        again = _gone_on(world, point)
        found = [*_endings(point, reached, broken, told)]
        found += [f"the run after it ended with {again}"] if again else []
        found += violations(world.data, world.arrived(), stage.expected(number, point))
        unknown = world.unknowns()
        if found:
            found.append(world.told()[-3000:])
    seconds = time.monotonic() - began
    return Outcome(point=str(point), reached=reached, unknown=unknown, violations=found, seconds=seconds)


def _small(point: Point) -> SmallDisk | None:
    if point.door != SMALL_DISK:
        return None
    _own_namespace()
    if point.how == "scratch":
        return SmallDisk(folder="scratch", room=_STEP // 8)
    return SmallDisk(folder="", room=point.call * _STEP)


@cache
def _own_namespace() -> None:
    small_disk.own_namespace()


def _cut_off(world: World, point: Point) -> tuple[bool, int]:
    """The first run: whether the point was reached, and how the run ended."""
    tally = Tally()
    if point.door == SMALL_DISK:
        if point.how == "read-only":
            world.lock_disk()
        status = world.run(tally).status
        world.free_disk()
        return bool(status) or point.how != "full", status
    if point.scene == "two":
        return _with_another(world, point)
    status = world.run(tally, point, worker=point.scene == "worker").status
    return tally.struck, status


def _with_another(world: World, point: Point) -> tuple[bool, int]:
    """The first run has begun when the other comes, which wants the same and takes over what the first leaves."""
    tally, began = Tally(), time.monotonic()
    first = world.start(tally, point)
    while not any(tally.counts().values()) and time.monotonic() < began + _BEGUN:
        time.sleep(0.002)
    other = world.follow(first)
    status = world.ended(first, began).status
    return tally.struck, world.ended(other, began).status or status


def _gone_on(world: World, point: Point) -> int:
    """The run that nothing disturbs: how it ended."""
    if point.scene == "renumbered":
        world.asked("rebuild")
    if point.scene == "clock":
        return world.run(Tally(), rounds=_ROUNDS + 2, later=-_HOUR).status
    return world.run(Tally(), rounds=_ROUNDS).status


def _endings(point: Point, reached: bool, broken: int, told: str) -> Iterator[str]:
    """The run that was cut off ends as the point says; one that lives tells people in one sentence what is wrong."""
    wanted = {_KILLED} if point.kills else {0, 1}
    if broken not in (wanted if reached else {0}):
        yield f"the run that was cut off ended with {broken}"
    if broken == 1 and point.how in _TOLD and not _TOLD[point.how].search(told):
        yield "the run that was cut off did not say what is wrong and what to do"
