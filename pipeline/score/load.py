"""Rulebook, register and roster of one bureau, read together so that their words are checked against each other."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.domain.bureau import Unit
from pipeline.score.complaints import Notes
from pipeline.score.load_rulebook import Known, load_rulebook
from pipeline.score.outlets import Outlets, load_outlets
from pipeline.score.scoring import Scoring
from pipeline.settings.errors import ConfigError, ConfigErrors
from pipeline.settings.roster import read_rows
from pipeline.settings.roster_rules import check_rows

T = TypeVar("T")
OUTLETS, UNITS = "outlets.yaml", "units.csv"


def load_scoring(
    rulebook: Path, outlets: Path | None = None, units: Path | None = None, holidays: Mapping[str, bool] | None = None
) -> Scoring:
    """Everything one bureau's points are counted with.

    Args:
        rulebook: rulebook.yaml.
        outlets: the register; left out, outlets.yaml beside the rulebook.
        units: the roster; left out, units.csv beside the rulebook, or none when there is no such file.
        holidays: the office's own working days, "2027-02-08" → is a working day.

    Raises:
        ConfigErrors: with every mistake of the three files.
    """
    beside = rulebook.parent / UNITS
    errors: list[ConfigError] = []
    roster = _try(errors, lambda: read_roster(units or beside)) if units or beside.exists() else None
    register = _try(errors, lambda: load_outlets(outlets or rulebook.parent / OUTLETS))
    book = _try(errors, lambda: load_rulebook(rulebook, known_words(register, roster)))
    if errors or book is None or register is None:
        raise ConfigErrors(tuple(errors))
    return Scoring(book, register, roster, holidays or {})


def read_roster(path: Path) -> tuple[Unit, ...]:
    """The units of a roster file, in its order.

    Raises:
        ConfigErrors: with every mistake found.
    """
    notes = Notes()
    rows = read_rows(path, notes)
    check_rows(rows, (), notes)
    notes.raise_if_any()
    return tuple(row.unit for row in rows)


def known_words(outlets: Outlets | None, units: Sequence[Unit] | None) -> Known:
    """What a rulebook may name: the register's classes, levels and outlets, the roster's units."""
    words: dict[str, frozenset[str]] = {}
    if outlets is not None:
        words |= {
            "class": frozenset(outlets.classes),
            "level": frozenset(outlets.levels),
            "outlet": frozenset(outlets.register.outlets),
        }
    if units is not None:
        words["unit"] = frozenset(u.id for u in units)
    return Known(words=words)


def _try(errors: list[ConfigError], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ConfigErrors as wrong:
        errors.extend(wrong.errors)
        return None
