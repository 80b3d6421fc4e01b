"""What a rulebook makes of points and asks of units: duties, fees, marks, and the basis of every part."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.score.match import Match
from pipeline.score.numbers import Number

EVERYTHING = Match()
NOTHING = Number()


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Where a rule comes from, and how an ambiguity in it was read."""

    clause: str
    source: str
    reading: str = ""
    chosen_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a duty asks: so much of something in each period."""

    of: str  # pieces, adopted, reads, points
    at_least: Number | None  # None: the unit's own target
    match: Match = EVERYTHING
    account: str = ""
    components: frozenset[str] = frozenset()
    carry: frozenset[str] = frozenset()  # surplus, missing: what the next period of the year begins with


@dataclass(frozen=True, kw_only=True)
class Again:
    """From that miss on (2 is the second): first the factor, then the amount."""

    start: int
    times: Number
    plus: Number


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """Missing a duty again and again, in a row or within a year."""

    within: str  # row, year
    steps: tuple[Again, ...]

    def step(self, times: int) -> Again | None:
        """What holds for that miss."""
        return next((step for step in reversed(self.steps) if times >= step.start), None)


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What a duty that is met or missed brings to an account."""

    account: str
    met: Number
    missed: Number
    each_missing: Number
    at_most: Number | None = None  # of the amount taken away
    repeat: Repeat | None = None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty 报送任务 or target; one of its needs must be met. With `calls`, working days by kind of call."""

    id: str
    title: str
    basis: Basis
    every: str
    units: Match
    needs: tuple[Need, ...] = ()
    calls: dict[str, int] = field(default_factory=dict)
    then: Consequence | None = None
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Fee:
    """Money for the points of a period; the value that holds on the period's last day."""

    id: str
    title: str
    basis: Basis
    every: str
    account: str
    values: tuple[tuple[date, date, Number], ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """From this many points on, this mark."""

    start: Decimal
    mark: Number


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """A mark that must lie within bounds (low included, high not) for another to be given."""

    mark: str
    low: Decimal | None = None
    high: Decimal | None = None

    def hold(self, value: Decimal) -> bool:
        """Whether the value lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value < self.high)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A figure made of a period's points: steps, a proportion, a pool or prizes by rank, then floor and cap."""

    id: str
    title: str
    basis: Basis
    every: str
    account: str = ""
    components: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    take: int | None = None  # of the marks only the so many highest; None: all
    require: tuple[Bounds, ...] = ()  # unless they hold, the mark is 0
    base: Number = NOTHING
    floor: Number | None = None
    cap: Number | None = None
    steps: tuple[Step, ...] = ()
    times: Number | None = None
    pool: Number | None = None
    prizes: tuple[tuple[int, Number], ...] = ()
