"""What units write about: themes with places, days and figures filled in."""

from dataclasses import dataclass as plain_dataclass
from datetime import date
from random import Random

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from pipeline.domain.bureau import Unit

_STATION = "退役军人服务站"


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Theme:
    """A story with gaps: {unit}, {place}, {day}, {village}, {author}, {n}, {m}, {k}."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Opinions:
    """What stands on form 2 once it is signed."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Sheet:
    """Another form than form 2, as a table under its heading; gaps as in a story."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class ReportForm:
    """The wording of an adoption report (J annex 2)."""

    file: str  # its usual name
    heading: tuple[str, ...]  # above the table; {unit}
    columns: tuple[str, ...]
    mode: str  # a further column, where a row tells how it was used


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Stories:
    """The themes, and the invented people and places in them."""

    names: tuple[str, ...]
    leaders: tuple[str, ...]
    villages: tuple[str, ...]
    captions: tuple[str, ...]  # names of photographs
    greetings: tuple[str, ...]
    opinions: Opinions
    themes: dict[str, Theme]
    sheets: dict[str, Sheet]
    report: ReportForm


@plain_dataclass(frozen=True, kw_only=True)
class Story:
    """A theme as one unit tells it."""

    title: str
    paragraphs: tuple[str, ...]
    gaps: dict[str, str]

    @property
    def unit(self) -> str:
        """The unit's full name."""
        return self.gaps["unit"]

    @property
    def author(self) -> str:
        """Who wrote it: the unit's information officer."""
        return self.gaps["author"]


def tell(stories: Stories, theme: str, unit: Unit, day: date, seed: str) -> Story:
    """The theme as this unit tells it on that day; the same seed gives the same figures and names.

    Raises:
        KeyError: there is no such theme.
    """
    dice = Random(f"{seed} {theme}")  # noqa: S311 - a story, not a secret
    author = Random(unit.id).choice(stories.names)  # noqa: S311 - a unit has one information officer
    gaps = {
        "unit": unit.name,
        "place": unit.name.removesuffix(_STATION),
        "day": f"{day.month}月{day.day}日",
        "village": dice.choice(stories.villages),
        "author": author,
        "n": str(dice.randint(12, 68)),
        "m": str(dice.randint(5, 19)),
        "k": str(dice.randint(3, 9)),
    }
    told = stories.themes[theme]
    return Story(
        title=told.title.format(**gaps),
        paragraphs=tuple(text.format(**gaps) for text in told.paragraphs),
        gaps=gaps,
    )
