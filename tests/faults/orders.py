"""A person's commands, each cut off at every call of its doors: all or nothing, and run again it comes to its end."""

import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from acts.conftest import ACCEPTANCE
from faults import runs
from faults.doors import DOORS, Point, Tally
from faults.mixed import WAVES
from faults.record import Record, compared, recorded
from faults.runs import Place
from faults.stage import Rehearsed, Stage
from faults.world import World

from pipeline.cli import closing as months
from pipeline.cli import decisions, keeping, sealing
from pipeline.steps.archive_in import unpack
from pipeline.steps.clean import clean

_BY, _WHY = "李主任", "经核实"
_MOST = 60  # calls of one door: a backup writes a thousand times alike
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(\+00:00)?")
_KILLED, _DONE = -9, {0, 1, 2}  # a command that has nothing left to do says so


@dataclass(frozen=True, kw_only=True)
class Order:
    """A command, and what it makes."""

    run: Callable[[Any, Path, str], None]  # with the command's context, a folder outside the data folder, and a name
    about: str = "SELECT 1"  # finds the name in the database
    later: timedelta = timedelta(hours=1)
    at_once: bool = False  # what it changes in the database it changes in one go
    needs: str = ""  # the order whose file it takes
    makes: str = ""  # a file or folder outside the data folder
    notes: str = ""  # what each try leaves in the log
    whole: Callable[[Path], bool] = field(default=lambda _path: True)  # whether what it made is whole


def _decided(verb: str, about: str) -> Order:
    def run(ctx: Any, _folder: Path, name: str) -> None:
        decisions.settle(ctx, name, verb, reason=_WHY, by=_BY)

    return Order(run=run, about=about, at_once=True)


def _close(ctx: Any, _folder: Path, _name: str) -> None:
    months.close(ctx, "jinjiang", "2022-05", by=_BY)


def _back_up(ctx: Any, folder: Path, _name: str) -> None:
    keeping.back_up(ctx, folder / "all.tar.gz")


def _put_back(ctx: Any, folder: Path, _name: str) -> None:
    ctx.obj.data, ctx.obj.config = folder / "restored", folder / "config"
    keeping.put_back(ctx, folder / "all.tar.gz")


def _unseal(ctx: Any, folder: Path, name: str) -> None:
    sealing.unseal(ctx, name, folder / "letter.eml", reason=_WHY, by=_BY)


def _unpacks(file: Path) -> bool:
    return bool(unpack(file, Path(tempfile.mkdtemp(dir=file.parent))).files)


def _has_config(restored: Path) -> bool:
    own = {path.relative_to(ACCEPTANCE) for path in ACCEPTANCE.rglob("*.toml")}
    return own <= {path.relative_to(restored.with_name("config")) for path in restored.parent.rglob("config/**/*.toml")}


_PIECE = "SELECT number FROM pieces WHERE bureau = 'yuhua' AND unit IS NOT NULL AND state = '{}' ORDER BY id LIMIT 1"
_SEALED = "SELECT 'L' || id FROM letters WHERE disposition = 'sealed' ORDER BY id LIMIT 1"
ORDERS = {
    "accept": _decided("accept", _PIECE.format("held")),
    "return": _decided("return", _PIECE.format("received")),
    "release": _decided("release", _SEALED),
    "close": Order(run=_close, later=timedelta(days=4)),
    "backup": Order(run=_back_up, makes="all.tar.gz", whole=_unpacks),
    "restore": Order(run=_put_back, makes="restored", needs="backup", whole=_has_config),
    "unseal": Order(
        run=_unseal,
        about=_SEALED,
        notes="sealed_opened",
        makes="letter.eml",
        whole=lambda file: file.stat().st_size > 500,
    ),
}


def rehearsed(stage: Stage) -> dict[str, Rehearsed]:
    """Each of them once, undisturbed: how often it passed each door, and what stands then."""
    done: dict[str, Rehearsed] = {}
    for name, order in ORDERS.items():
        stage.orders.update(done)
        with _world(stage, order) as world:
            tally = Tally()
            ran = world.ordered(partial(_run, order, _named(world, order)), tally)
            if ran.status:
                raise RuntimeError(f"{name} ended with {ran.status}:\n{world.told()}")
            product = (_outside(world) / order.makes).read_bytes() if name == "backup" else b""
            done[name] = Rehearsed(counts=tally.counts(), record=_stands(_result(world, order)), product=product)
    return done


def order_points(orders: dict[str, Rehearsed]) -> list[Point]:
    """Every point of every command; where one passes a door more often than that, so many calls, evenly spread."""
    return [
        Point(door, call, how, name)
        for name, one in orders.items() for door in DOORS if door != "child"
        for call in range(1, one.counts[door] + 1, 1 + one.counts[door] // _MOST) for how in DOORS[door]
    ]  # fmt: skip


def try_order(stage: Stage, point: Point) -> tuple[bool, list[str]]:
    """Cut a command off there and give it again; whether the point was reached, and what does not hold."""
    order, wanted = ORDERS[point.scene], stage.orders[point.scene].record
    with _world(stage, order) as world:
        before, tally, run = _stands(world.data), Tally(), partial(_run, order, _named(world, order))
        broken = world.ordered(run, tally, point).status
        found = [*_broken(point, tally.struck, broken)]
        if order.at_once:
            found += _all_or_nothing(_stands(world.data), before, wanted)
        if order.makes and order.makes != "restored":
            found += _whole_or_not_there(world, order)
        again = world.ordered(run, Tally()).status
        found += [] if again in _DONE else [f"given again it ended with {again}"]
        world.ordered(lambda place: runs.orders(place, lambda ctx: clean(ctx.obj.house), order.later), Tally())
        found += [*_as_undisturbed(_stands(_result(world, order)), wanted, order.notes), *_left_behind(world, order)]
        found += [*_whole_or_not_there(world, order, must=True)] if order.makes else []
        if found:
            found.append(world.told()[-3000:])
    return tally.struck, found


def _world(stage: Stage, order: Order) -> World:
    world = World(stage=stage, wave=WAVES, served=False)
    world.after_laying = lambda: _lay_outside(world, stage, order)
    return world


def _lay_outside(world: World, stage: Stage, order: Order) -> None:
    _outside(world).mkdir()
    if order.needs:
        (_outside(world) / ORDERS[order.needs].makes).write_bytes(stage.orders[order.needs].product)


def _outside(world: World) -> Path:
    return world.folder / "outside"


def _result(world: World, order: Order) -> Path:
    """The data folder that the command is about."""
    return _outside(world) / order.makes if order.makes == "restored" else world.data


def _stands(data: Path) -> Record:
    """How it stands there, whatever the moment it was done in."""
    if not (data / "baosong.db").exists():
        return Record(tables={}, events=Counter(), files=frozenset(), mails={}, numbers=())
    found = recorded(data)
    tables = {name: Counter(_MOMENT.sub("", row) for row in rows.elements()) for name, rows in found.tables.items()}
    return replace(found, tables=tables)


def _named(world: World, order: Order) -> str:
    with closing(sqlite3.connect(world.data / "baosong.db")) as db:
        return str(db.execute(order.about).fetchone()[0])


def _run(order: Order, name: str, place: Place) -> int:
    outside = place.data.parent / "outside"
    return runs.orders(place, lambda ctx: order.run(ctx, outside, name), order.later)


def _broken(point: Point, reached: bool, status: int) -> Iterator[str]:
    wanted = {_KILLED} if point.kills else _DONE
    if status not in (wanted if reached else {0}):
        yield f"the command that was cut off ended with {status}"


def _all_or_nothing(now: Record, before: Record, after: Record) -> Iterator[str]:
    if now.tables not in (before.tables, after.tables):
        yield "it was done by half: neither as before nor as after it"


def _whole_or_not_there(world: World, order: Order, *, must: bool = False) -> Iterator[str]:
    path = _outside(world) / order.makes
    if path.exists() and not order.whole(path):
        yield f"{order.makes} is there and not whole"
    if must and not path.exists():
        yield f"{order.makes} was not made"


def _as_undisturbed(now: Record, wanted: Record, notes: str) -> Iterator[str]:
    for table in wanted.tables:
        yield from compared(table, now.tables.get(table, Counter()), wanted.tables[table])
    said = [
        Counter({what: 1 if what == notes else n for what, n in one.items()}) for one in (now.events, wanted.events)
    ]
    yield from compared("log", *said)
    if now.files != wanted.files:
        yield f"stores: {sorted(now.files ^ wanted.files)[:6]}"


def _left_behind(world: World, order: Order) -> Iterator[str]:
    """Nothing half-written stays, neither beside what was made nor in scratch."""
    for path in (*_outside(world).glob(".*"), *_result(world, order).glob(".*"), *(world.data / "scratch").rglob("*")):
        if path.is_dir() and "scratch" in path.parts:  # of a bureau
            continue
        yield f"{path.relative_to(world.folder)} was left behind"
