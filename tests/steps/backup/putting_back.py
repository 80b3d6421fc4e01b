"""A backup that is put back, and what people can ask for before and after."""

import tarfile
from pathlib import Path
from typing import Any

from acts.counted import month
from acts.office import TurnableClock
from steps.table import Table

from pipeline.steps.counting.standings import standings
from pipeline.steps.house import open_house
from pipeline.steps.restore import Place, Restored, restore
from pipeline.steps.show import letters_waiting, pieces_listed, show


def put_back(archive: Path, place: Place, **facts: Any) -> Restored:
    """The backup put back."""
    return restore(archive, place, why=lambda _made: "从备份恢复", **facts)


def again(laid: Table, place: Place) -> Table:
    """The office over the folder that was put back."""
    clock = TurnableClock(now=laid.clock.now)
    return Table(open_house(laid.house.settings, place.data, clock=clock), laid.readers, clock)


def told(table: Table) -> list[object]:
    """Everything that people can ask for."""
    numbers = [row["number"] for row in pieces_listed(table.house, bureau=None, state=None, unit=None, span=None)]
    shown = [show(table.house, name) for name in (*numbers, "L1", "L3")]
    waiting = [letters_waiting(table.house, bureau) for bureau in ("yuhua", "jinjiang")]
    return [shown, waiting, standings(table.house, "jinjiang", month("2022-05"), current=True)]


def names(file: Path) -> list[str]:
    with tarfile.open(file) as tar:
        return tar.getnames()


def fails(*_args: object, **_facts: object) -> None:
    raise OSError("disk full")
