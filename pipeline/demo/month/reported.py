"""The shape of an adoption report's row: which piece was used where, and what the desk should make of it."""

from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

Becomes = Literal["taken", "known", "waits", "sent_in"]


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Row:
    """One row as the unit writes it."""

    piece: str | None = None  # the letter whose piece it names, by its title
    title: str = ""  # as written, where it names none of the month's
    outlet: str = ""
    link: str = ""
    date: str = ""
    mode: str = ""  # 采用方式; the report has that column where a row of it tells one
    becomes: Becomes
