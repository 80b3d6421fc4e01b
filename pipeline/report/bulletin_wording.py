"""bulletin.toml: how a bulletin's numbers, files and chart are put, beside the template that holds its sentences."""

import tomllib
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from pipeline.report.official_numbers import plain
from pipeline.report.word_table import WordTable


class Change(WordTable):
    """How a number moved since the period before."""

    facts = frozenset({"n", "unit"})
    up: str
    down: str
    same: str
    pieces: str
    points: str


class Names(WordTable):
    """How units stand in a row."""

    facts = frozenset({"unit", "points", "required", "done", "times", "share", "title", "count"})
    with_points: str
    with_pieces: str
    with_duty: str
    with_nothing: str
    with_times: str
    with_share: str
    with_title: str
    and_more: str
    between: str


class Remarks(WordTable):
    """Remarks on a use that the bulletin speaks of."""

    unapproved: str


class Levels(WordTable):
    """Rows of the table of levels that are no level of the register."""

    no_level: str
    other: str
    sum: str


class Limits(WordTable):
    """Who is praised, how much is listed."""

    praised_ranks: int = Field(ge=0)
    listed_uses: int = Field(ge=0)
    listed_titles: int = Field(ge=1)
    charted_units: int = Field(ge=1)


class Files(WordTable):
    """The documents' names."""

    facts = frozenset({"period", "name"})
    monthly: str
    quarterly: str
    yearly: str
    tally: str
    chart: str
    fees: str
    preview: str
    corrected: str


class Chart(WordTable):
    """What a chart says."""

    facts = frozenset({"period", "unit", "units", "bureau", "n", "points"})
    none: str
    rose: str
    stayed: str
    first: str
    together: str
    many: str
    note: str
    without: str
    fewer: str
    year: str
    by_month: str
    month: str


class Cells(WordTable):
    """Words that stand in the cells of tables."""

    met: str
    not_met: str
    yes: str
    no: str
    open: str


class Wording(WordTable):
    """The whole file."""

    change: Change
    names: Names
    remarks: Remarks
    levels: Levels
    limits: Limits
    files: Files
    chart: Chart
    cells: Cells


def read_wording(file: Path) -> Wording:
    """The file's words.

    Raises:
        OSError: the file is missing.
        tomllib.TOMLDecodeError: it is not TOML.
        pydantic.ValidationError: a key is missing, unknown or of the wrong type.
    """
    return Wording.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def bulletin_wording(forms: Path) -> Wording:
    """The words beside the bulletin's template.

    Args:
        forms: the folder of the templates, `config/forms/`.

    Raises:
        what `read_wording` raises.
    """
    return read_wording(forms / "bulletin.toml")


def changed(now: Decimal, before: Decimal, unit: str, words: Change) -> str:
    """增加3件, 减少2分 or 持平."""
    if now == before:
        return words.same
    return (words.up if now > before else words.down).format(n=plain(abs(now - before)), unit=unit)
