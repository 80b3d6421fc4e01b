"""The Chinese words of config/letters/words.toml for the fixed words of the domain."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.domain import words as domain
from pipeline.domain.words import OutboxState, OutgoingKind


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every table of words.toml; a table's name is the enum's in small letters: letter_kind."""

    tables: dict[str, dict[str, str]]

    def word(self, value: str, table: str = "") -> str:
        """The Chinese word for an enum's value, or for any value of the table that is named.

        A value that the table does not hold comes back as it is (a picture format nobody has named yet).
        """
        name = table or table_of(type(value))
        return self.tables.get(name, {}).get(str(value), str(value))


def table_of(kind: type) -> str:
    """The name of an enum's table: LetterKind → letter_kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def enums() -> tuple[type[StrEnum], ...]:
    """The enums that must have a table; two are left out: nobody but the program reads them."""
    kinds = (k for k in vars(domain).values() if isinstance(k, type) and issubclass(k, StrEnum) and k is not StrEnum)
    return tuple(k for k in kinds if k not in {OutgoingKind, OutboxState})


def read_words(*files: Path) -> Words:
    """The words of the files that exist; a later file (a bureau's own) goes before an earlier one.

    Raises:
        tomllib.TOMLDecodeError: a file is not TOML.
    """
    tables: dict[str, dict[str, str]] = {}
    for file in files:
        if file.is_file():
            for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
                tables[name] = tables.get(name, {}) | {key: str(word) for key, word in table.items()}
    return Words(tables=tables)
