"""The cells of one row of an import file, read strictly; every mistake is noted, none hides another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from pipeline.domain.imported import ImportKind, ImportMistake
from pipeline.domain.text import normal
from pipeline.ingest.day_text import day_of, day_of_serial
from pipeline.ingest.grid import Spot
from pipeline.ingest.import_fields import name_of
from pipeline.ingest.import_words import MISTAKES
from pipeline.ingest.word_lines import one_line

_NUMBER = re.compile(r"[A-Z]{1,8}-\d{4}-\d{5,}")
_PARTS = re.compile(r"[;；、，\n]|,")


@dataclass
class Notes:
    """The mistakes of one file so far."""

    file: str
    mistakes: list[ImportMistake] = field(default_factory=list)

    def add(self, where: str, code: str, **facts: object) -> None:
        """Note one mistake, once; `where` is a place of the file."""
        what, remedy = (sentence.format(**facts) for sentence in MISTAKES[code])
        mistake = ImportMistake(file=self.file, place=where, what=what, remedy=remedy)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """One row; `place` is told with its mistakes."""

    kind: ImportKind
    spots: Mapping[str, Spot]  # by field
    place: str
    today: date
    notes: Notes

    def tell(self, code: str, **facts: object) -> None:
        """Note a mistake of this row."""
        self.notes.add(self.place, code, **facts)

    def text(self, name: str, *, needed: bool = False) -> str:
        """What is written, one line; a needed one that is blank is told."""
        written = one_line([self.spots.get(name, Spot()).text]).strip()
        if needed and not normal(written):
            self.tell("missing", column=name_of(self.kind, name))
        return written

    def several(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """Values parted by semicolons, 、 commas or line breaks, each once."""
        parts = (part.strip() for part in _PARTS.split(self.spots.get(name, Spot()).text))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if needed and not found:
            self.tell("missing", column=name_of(self.kind, name))
        return found

    def number(self, name: str = "number") -> str | None:
        """A piece's number, None where none is written."""
        written = normal(self.text(name)).upper()
        if written and not _NUMBER.fullmatch(written):
            self.tell("number", text=written)
            return None
        return written or None

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A day, with its year and not in the future."""
        spot, column = self.spots.get(name, Spot()), name_of(self.kind, name)
        written = normal(self.text(name, needed=needed))
        if not written:
            return None
        told = day_of(written)
        day = spot.day or (day_of_serial(spot.number) if spot.number is not None else None)
        if day is None and told is not None and told.year is not None:
            day = told.on(told.year)
        if day is None:
            yearless = told is not None and told.year is None and spot.number is None
            self.tell("day_no_year" if yearless else "day", column=column, text=written)
        elif day > self.today:
            self.tell("day_future", column=column, text=written)
        return day

    def whole(self, name: str) -> int | None:
        """A whole number, None where none is written or it is none."""
        try:
            value = Decimal(re.sub(r"[,\s]", "", normal(self.text(name))))
        except InvalidOperation:
            return None
        return int(value) if value.is_finite() and abs(value) < 10**18 and value == value.to_integral_value() else None

    def one_of(self, name: str, words: Mapping[str, tuple[str, ...]], code: str) -> str:
        """A word of a table; one that is not there is told."""
        written = normal(self.text(name, needed=True))
        found = next((key for key, names in words.items() if written in map(normal, names)), "")
        if written and not found:
            self.tell(code, text=written)
        return found
