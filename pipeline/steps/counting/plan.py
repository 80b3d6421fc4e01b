"""A bureau's plan at work: its rulebook, outlet register and roster, read anew when a file changes."""

import hashlib
from functools import lru_cache
from pathlib import Path

from pipeline.score.load import load_scoring
from pipeline.score.outlet_file import ADDED_FILE
from pipeline.score.outlet_settled import SETTLED_FILE
from pipeline.score.scoring import Scoring
from pipeline.settings import ConfigErrors, Settings
from pipeline.steps.house import House

RULEBOOK, OUTLETS, ROSTER = "rulebook.yaml", "outlets.yaml", "units.csv"
FILES = (RULEBOOK, OUTLETS, ADDED_FILE, SETTLED_FILE, ROSTER)  # everything points are counted with


def has_plan(house: House, bureau_id: str) -> bool:
    """Whether the bureau counts points at all: without a rulebook its letters are answered and nothing is counted."""
    return (house.bureau(bureau_id).folder / RULEBOOK).exists()


def plan_of(house: House, bureau_id: str) -> Scoring:
    """What the bureau's points are counted with.

    Raises:
        ConfigErrors: a file is wrong; every mistake with file, line and remedy.
    """
    return plan_for(house.settings, house.bureau(bureau_id).folder)


def shift_of(house: House, bureau_id: str) -> int:
    """How many months after January the plan's years begin; 0 where there is no plan, or none that can be read."""
    try:
        return plan_of(house, bureau_id).book.calendar.shift if has_plan(house, bureau_id) else 0
    except ConfigErrors:
        return 0


def plan_for(settings: Settings, folder: Path) -> Scoring:
    """The same for a bureau's folder.

    Raises:
        ConfigErrors: a file is wrong.
    """
    return _read(folder, files_mark(folder), tuple(sorted(settings.holidays.items())))


def files_mark(folder: Path) -> str:
    """What the files of the plan say, as one mark: another one means that something was changed."""
    digest = hashlib.sha256()
    for name in FILES:
        file = folder / name
        digest.update(hashlib.sha256(file.read_bytes() if file.exists() else b"").digest())
    return digest.hexdigest()


@lru_cache(maxsize=16)
def _read(folder: Path, mark: str, holidays: tuple[tuple[str, bool], ...]) -> Scoring:  # noqa: ARG001 - the mark is the key
    return load_scoring(folder / RULEBOOK, holidays=dict(holidays))
