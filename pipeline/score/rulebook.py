"""A rulebook 计分办法 as frozen values: match → measure → same content → share → account → aggregate → duty."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.score.match import Match
from pipeline.score.measures.worth import Measure
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
class Account:
    """What is counted into: points, money, pieces; of units or of persons."""

    id: str
    title: str
    of: str = "unit"  # unit, person
    rank: bool = True  # the first account that ranks decides the places


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number the plan leaves open; without `value` it must be given with the facts."""

    id: str
    title: str
    basis: Basis
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A condition without which a fact earns nothing, and the reason then given."""

    match: Match
    otherwise: str


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """What changes the points of facts that fit: first the factor, then the amount."""

    match: Match
    times: Number
    plus: Number
    title: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A measure and the days it holds, both included."""

    first: date
    last: date
    measure: Measure
    source: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of a plan."""

    id: str
    title: str
    basis: Basis
    match: Match
    gates: tuple[Gate, ...]
    adjustments: tuple[Adjustment, ...]
    versions: tuple[Version, ...]

    def version(self, day: date) -> Version | None:
        """The values that hold on that day."""
        return next((v for v in self.versions if v.first <= day <= v.last), None)


@dataclass(frozen=True, kw_only=True)
class Same:
    """The same content used several times: the best of each `per`, the `take` best whole, of the others `rest`."""

    over: str = "content"  # content, recipient
    per: tuple[str, ...] = ()  # fields, or day, month, quarter, half, year; empty: each use by itself
    take: int | None = None  # None: all
    rest: Decimal = Decimal(0)

    @property
    def adds_all(self) -> bool:
        """Every use counts whole."""
        return self.take is None and not self.per


@dataclass(frozen=True, kw_only=True)
class Share:
    """Who gets the points, and which part."""

    among: str = "unit"  # unit, units, authors, tag.NAME
    split: str = "full"  # full, even, weights
    weights: tuple[Decimal, ...] = ()
    most: int | None = None  # only the first so many


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most so many points or counted entries a recipient and period."""

    every: str
    points: Number | None = None
    entries: int | None = None


@dataclass(frozen=True, kw_only=True)
class Component:
    """Rules that answer for the same kinds of fact: the first that fits measures it."""

    id: str
    title: str
    basis: Basis
    counts: frozenset[str]
    account: str
    rules: tuple[Rule, ...]
    same: Same
    share: Share
    limit: Limit | None = None
    dated: int | None = None  # reads: the entry is dated so many days after publication


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a duty asks: so much of something in each period."""

    of: str  # pieces, adopted, points
    at_least: Number | None  # None: the unit's own target
    match: Match = EVERYTHING
    account: str = ""
    components: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What a duty that is met or missed brings to an account."""

    account: str
    met: Number
    missed: Number
    each_missing: Number
    at_most: Number | None = None  # of the amount taken away


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
class Mark:
    """A figure made of a period's points: floor and cap, then steps, a proportion, a pool or prizes by rank."""

    id: str
    title: str
    basis: Basis
    every: str
    account: str = ""
    components: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    base: Number = NOTHING
    floor: Number | None = None
    cap: Number | None = None
    steps: tuple[Step, ...] = ()
    times: Number | None = None
    pool: Number | None = None
    prizes: tuple[tuple[int, Number], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body whose leaders approve or whose activities are hosted, and what people call it."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """A whole plan."""

    title: str
    source: str
    first: date
    last: date
    accounts: tuple[Account, ...]
    bodies: tuple[Body, ...]
    parameters: tuple[Parameter, ...]
    components: tuple[Component, ...]
    duties: tuple[Duty, ...]
    fees: tuple[Fee, ...]
    marks: tuple[Mark, ...]

    def ranked(self) -> Account:
        """The account whose points are the totals and decide the ranks."""
        return next((a for a in self.accounts if a.rank), self.accounts[0])
