"""tally.toml: the names of the tally's sheets, their titles, headings and notes."""

import tomllib
from pathlib import Path

from pydantic import Field

from pipeline.report.tally_headings import Headings
from pipeline.report.word_table import WordTable


class Sheets(WordTable):
    """The sheets' names; Excel takes no more than 31 characters."""

    standings: str = Field(max_length=31)
    adoptions: str = Field(max_length=31)
    entries: str = Field(max_length=31)
    duties: str = Field(max_length=31)
    calls: str = Field(max_length=31)
    corrections: str = Field(max_length=31)
    fees: str = Field(max_length=31)
    notes: str = Field(max_length=31)


class Titles(WordTable):
    """The first row of each sheet."""

    facts = frozenset({"period"})
    standings: str
    adoptions: str
    entries: str
    duties: str
    calls: str
    corrections: str
    fees: str
    notes: str


class Notes(WordTable):
    """What the sheet of notes tells of."""

    facts = frozenset({"n"})
    bureau: str
    period: str
    days: str
    rulebook: str
    issued: str
    state: str
    made: str
    fees: str
    note: str
    waiting: str


class Told(WordTable):
    """What the sheet of notes tells."""

    facts = frozenset({"rate", "clause", "first", "last", "year", "n", "day", "count"})
    fee_rule: str
    days: str
    issue: str
    frozen: str
    preview: str
    corrected: str
    waiting: str


class TallyCells(WordTable):
    """Words within the sheets, and under them when they are printed."""

    sum: str
    nothing: str
    footer: str


class Answers(WordTable):
    """What became of the rows of a long adoption report, beside its receipt."""

    facts = frozenset({"unit"})
    file: str
    sheet: str = Field(max_length=31)
    title: str
    order: str
    piece_title: str
    outlet: str
    published: str
    outcome: str
    number: str
    reason: str
    place: str


class TallyWording(WordTable):
    """The whole file."""

    sheets: Sheets
    titles: Titles
    headings: Headings
    notes: Notes
    told: Told
    cells: TallyCells
    answers: Answers


def tally_wording(forms: Path) -> TallyWording:
    """The words of the tally.

    Args:
        forms: the folder of the templates, `config/forms/`.

    Raises:
        OSError: the file is missing.
        tomllib.TOMLDecodeError: it is not TOML.
        pydantic.ValidationError: a key is missing, unknown or of the wrong type.
    """
    return TallyWording.model_validate(tomllib.loads((forms / "tally.toml").read_text(encoding="utf-8")))
