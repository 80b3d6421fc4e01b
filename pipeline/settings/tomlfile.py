"""A TOML or YAML file read strictly: every value asked for by type, every key left over told."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.kinds import are_tables, are_texts, describe, is_integer, is_number
from pipeline.settings.locator import KeyPath, line_of
from pipeline.settings.near import near

Word = TypeVar("Word", bound=StrEnum)


@dataclass
class Table:
    """A table of a TOML or YAML file; the methods take values out, `finish` tells what nobody took.

    A method that finds its value wrong notes it and returns the default or an empty value, so that reading goes on.
    """

    data: dict[str, object]
    file: Path
    complaints: Complaints
    lines: dict[KeyPath, int] = field(default_factory=dict, repr=False)
    path: KeyPath = ()
    asked: set[str] = field(default_factory=set)

    def place(self, key: str | None = None) -> Place:
        """Where a key stands, or this table."""
        return Place(self.file, line_of(self.lines, self.path if key is None else (*self.path, key)))

    def name(self, key: str) -> str:
        """A key as the office reads it: imap.port."""
        parts = [f"第{p + 1}项" if isinstance(p, int) else p for p in (*self.path, key)]
        return ".".join(parts)

    def complain(self, key: str, code: str, **facts: object) -> None:
        """Note a mistake at a key."""
        self.complaints.add(self.place(key), code, key=self.name(key), **facts)

    def take(self, key: str, wanted: str, fits: Callable[[object], bool], *, optional: bool) -> object | None:
        """The raw value of a key when it fits, else None with the mistake noted."""
        self.asked.add(key)
        if key not in self.data:
            if not optional and (*self.path, key) not in self.lines:  # a line left out was told already
                self.complaints.add(self.place(), "key_missing", key=self.name(key))
            return None
        value = self.data[key]
        if fits(value):
            return value
        self.complain(key, "type", wanted=wanted, found=describe(value))
        return None

    def text(self, key: str, default: str | None = None, *, blank: bool = False) -> str:
        """A text; not empty unless `blank`; never an environment variable."""
        value = self.take(key, "带引号的文字", lambda v: isinstance(v, str), optional=default is not None)
        if not isinstance(value, str):
            return default or ""
        if "${" in value:
            self.complain(key, "env_not_here", value=value)
        elif not value.strip() and not blank:
            self.complain(key, "empty")
        return value.strip()

    def number(self, key: str, default: float | None = None, *, low: float = 0, high: float = 1e12) -> float:
        """A number between `low` and `high`, both included."""
        value = self.take(key, "数", is_number, optional=default is not None)
        if not isinstance(value, int | float | Decimal):
            return low if default is None else default
        if not low <= value <= high:
            self.complain(key, "range", value=value, low=f"{low:.0f}", high=f"{high:.0f}")
        return float(value) if isinstance(value, Decimal) else value

    def exact(self, key: str, default: Decimal | None = None) -> Decimal:
        """A number as it was written, to the last decimal; of any size."""
        value = self.take(key, "数", is_number, optional=default is not None)
        return Decimal(str(value)) if is_number(value) else (default or Decimal(0))

    def integer(self, key: str, default: int | None = None, *, low: int = 0, high: int = 10**12) -> int:
        """A whole number between `low` and `high`, both included."""
        if key in self.data and not is_integer(self.data[key]):
            self.take(key, "整数", is_integer, optional=False)
            return low
        return int(self.number(key, default, low=low, high=high))

    def flag(self, key: str, default: bool | None = None) -> bool:
        """A switch: true or false."""
        value = self.take(key, " true 或 false", lambda v: isinstance(v, bool), optional=default is not None)
        return value if isinstance(value, bool) else bool(default)

    def day(self, key: str) -> date:
        """A date without quotation marks; a quoted one is read too."""
        value = self.take(key, "日期，如 2026-10-01", lambda v: isinstance(v, date | str), optional=False)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.complain(key, "date", value=value)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.max

    def texts(self, key: str, default: tuple[str, ...] | None = None, *, blank: bool = False) -> tuple[str, ...]:
        """A list of different texts, at least one unless `blank`."""
        value = self.take(key, "由文字组成的列表", are_texts, optional=default is not None)
        if not isinstance(value, list):
            return default or ()
        if not value and not blank:
            self.complain(key, "empty")
        for twice in {v for v in value if value.count(v) > 1}:
            self.complain(key, "twice", value=twice)
        return tuple(str(v).strip() for v in value)

    def choice(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        """One of the fixed words."""
        value = self.take(key, "带引号的文字", lambda v: isinstance(v, str), optional=default is not None)
        if value is not None and value not in set(words):
            self.complain(key, "choice", value=value, known="、".join(words))
            value = None
        return words(str(value)) if value is not None else (default or next(iter(words)))

    def choices(self, key: str, words: type[Word], default: tuple[Word, ...]) -> tuple[Word, ...]:
        """Several of the fixed words; all of `default` when the key is left out."""
        found = self.texts(key, default=tuple(str(d) for d in default))
        for value in found:
            if value not in set(words):
                self.complain(key, "choice", value=value, known="、".join(words))
        return tuple(words(v) for v in found if v in set(words))

    def table(self, key: str, *, optional: bool = False) -> "Table":
        """A table inside this one; an empty one when it is left out, whose missing keys are told only if it may be."""
        value = self.take(key, f"一张表 [{self.name(key)}]", lambda v: isinstance(v, dict), optional=optional)
        if isinstance(value, dict):
            return self._inner(value, (*self.path, key))
        inner = self._inner({}, (*self.path, key))
        return inner if optional else replace(inner, complaints=Complaints())

    def tables(self, key: str) -> list["Table"]:
        """The tables of a `[[…]]`, or of a list of inline tables."""
        value = self.take(key, "由表组成的列表", are_tables, optional=False)
        found = value if isinstance(value, list) else []
        return [self._inner(data, (*self.path, key, index)) for index, data in enumerate(found)]

    def finish(self) -> None:
        """Tell every key that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                known = "、".join(sorted(self.asked)) or "（无）"
                hint = near(key, self.asked)
                self.complaints.add(self.place(key), "key_unknown", key=self.name(key), near=hint, known=known)

    def _inner(self, data: dict[str, object], path: KeyPath) -> "Table":
        return Table(data=data, file=self.file, complaints=self.complaints, lines=self.lines, path=path)
