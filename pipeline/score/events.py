"""One fact as the rules see it: its fields, its day, whose it is."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline.domain.facts import SubmissionFact
from pipeline.score.match import Fields, word
from pipeline.score.people import People
from pipeline.score.register import Outlet, Outlets


class Event(NamedTuple):
    """A fact with everything rules ask of it."""

    kind: str
    subject: str  # id of the piece or activity
    day: date
    fields: Fields
    label: str  # what reasons call it
    key: tuple[str, ...]  # orders the facts of one day
    units: tuple[str, ...]
    authors: tuple[str, ...] = ()
    published: date | None = None  # reads: 刊发日期
    void: str = ""  # why the register does not recognise it


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A submission whose unit is known, with the fields all its facts share."""

    fact: SubmissionFact
    unit: str
    fields: Fields

    @property
    def content(self) -> str:
        """What it says: pieces of one content share it."""
        return self.fact.content or self.fact.id


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What facts are read against."""

    people: People
    outlets: Outlets
    plan_from: date | None = None  # the plan's first day
    known: dict[str, Fields] = field(default_factory=dict)  # fields of outlets met before, by id

    def outlet_fields(self, outlet: Outlet) -> Fields:
        """What rules may ask of an outlet."""
        found = self.known.get(outlet.id)
        if found is None:
            found = self.known[outlet.id] = outlet_fields(outlet)
        return found


def outlet_fields(outlet: Outlet) -> Fields:
    """What rules may ask of an outlet."""
    return {
        "outlet": outlet.id,
        "class": outlet.class_ or None,
        "level": outlet.level or None,
        "excluded": word(outlet.excluded),
    }
