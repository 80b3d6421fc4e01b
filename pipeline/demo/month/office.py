"""The shapes of what the office does: decides on letters, enters facts, settles doubts, closes the month."""

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from pipeline.domain.timeutil import SHANGHAI

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Done:
    """Something a person of the office does."""

    at: datetime  # on the office's clock
    by: str

    @property
    def moment(self) -> datetime:
        """When it is done, aware."""
        return self.at.replace(tzinfo=SHANGHAI)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Settling(Done):
    """A decision about a letter."""

    letter: str
    verb: str
    reason: str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Deed(Done):
    """The same with a sentence for who watches."""

    tells: str  # {number} of the piece


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Entering(Deed):
    """A fact the office knows of itself."""

    kind: Literal["adoption", "reads", "instruction", "activity", "call"]
    fact: dict[str, Any]  # as JSON (design.md §5); the piece's number is filled in
    letter: str | None = None  # whose piece it is about
    told: dict[str, Any] = field(default_factory=dict)  # what is kept beside it: a call's title and persons


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Registering(Deed):
    """A piece that came another way than by mail."""

    unit: str
    title: str
    day: date
    kind: Literal["news", "info"]
    medium: Literal["paper", "disc", "wechat"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Doubt(Deed):
    """A reported row that waits, put right."""

    letter: str  # the report
    wording: str  # the outlet as that row tells it
    outlet: str
    remember: bool = False
    reason: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Because:
    """What an office would reckon for one fact."""

    letter: str | None = None  # whose piece
    subject: str | None = None  # else the activity's id
    date: date
    points: Decimal
    clause: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Earned:
    """A unit's points of the month, reckoned by hand."""

    unit: str
    points: Decimal
    because: tuple[Because, ...]
