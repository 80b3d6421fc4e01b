"""What the office says of a fact, and what came of it, as values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

POSITIONS = ("front", "lead", "home", "inside")
CONTENTS = ("news", "notice")


@dataclass(frozen=True, kw_only=True)
class SettleOrder:
    """What the office says of a fact; None leaves a field as it was told."""

    bureau: str
    name: str  # F17
    reason: str
    by: str
    number: str | None = None  # of the piece
    outlet: str | None = None  # id or name
    day: date | None = None
    mode: str | None = None
    position: str | None = None
    content: str | None = None
    refuse: bool = False  # it is no fact
    withdraw: bool = False  # it stood, and does no longer
    remember: bool = False  # the wording of the outlet means this outlet from now on

    @property
    def changes(self) -> dict[str, Any]:
        """The fields put right, as the fact's JSON names them."""
        day = self.day.isoformat() if self.day else None
        told = {
            "submission": self.number, "outlet": self.outlet, "date": day, "mode": self.mode,
            "position": self.position, "content": self.content,
        }  # fmt: skip
        return {field: value for field, value in told.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What came of it."""

    bureau: str
    name: str
    outcome: str  # taken, known (on record already: put aside), waits, refused, withdrawn
    why: str
    number: str | None  # of the piece it is about
    remembered: str = ""  # the wording that was remembered
    also: tuple[str, ...] = ()  # facts that stand now because of it
