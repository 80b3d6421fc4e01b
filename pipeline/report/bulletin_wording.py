"""bulletin.toml: how the numbers of a bulletin are put, beside the template that holds its sentences."""

import tomllib
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.report.official_numbers import plain


class _Table(BaseModel):
    """A table of the file: every key is needed, no other is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    facts: ClassVar[frozenset[str]] = frozenset()  # what may stand in curly brackets

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse a word in curly brackets that nobody fills in."""
        texts = [text for text in vars(self).values() if isinstance(text, str)]
        asked = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
        if asked - self.facts:
            raise ValueError(f"{sorted(asked - self.facts)}: {sorted(self.facts)}")
        return self


class Change(_Table):
    """How a number moved since the period before."""

    facts = frozenset({"n", "unit"})
    up: str
    down: str
    same: str
    pieces: str
    points: str


class Names(_Table):
    """How units stand in a row."""

    facts = frozenset({"unit", "points", "required", "done", "times", "share", "title"})
    with_points: str
    with_pieces: str
    with_duty: str
    with_times: str
    with_share: str
    with_title: str
    between: str


class Remarks(_Table):
    """Remarks on a use that the bulletin speaks of."""

    unapproved: str


class Levels(_Table):
    """Rows of the table of levels that are no level of the register."""

    no_level: str
    other: str
    sum: str


class Limits(_Table):
    """Who is praised, how much is listed."""

    praised_ranks: int = Field(ge=0)
    listed_uses: int = Field(ge=0)


class Wording(_Table):
    """The whole file."""

    change: Change
    names: Names
    remarks: Remarks
    levels: Levels
    limits: Limits


def read_wording(file: Path) -> Wording:
    """The file's words.

    Raises:
        OSError: the file is missing.
        tomllib.TOMLDecodeError: it is not TOML.
        pydantic.ValidationError: a key is missing, unknown or of the wrong type.
    """
    return Wording.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def changed(now: Decimal, before: Decimal, unit: str, words: Change) -> str:
    """增加3件, 减少2分 or 持平."""
    if now == before:
        return words.same
    return (words.up if now > before else words.down).format(n=plain(abs(now - before)), unit=unit)
