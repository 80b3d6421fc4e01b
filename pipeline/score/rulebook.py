"""A rulebook 计分办法 as frozen values: match → measure → same content → share → account → aggregate → duty."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.score.match import Match
from pipeline.score.measures.worth import Measure
from pipeline.score.numbers import Number
from pipeline.score.obligations import Basis, Duty, Fee, Mark
from pipeline.score.period import Calendar


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
        for version in self.versions:
            if version.first <= day <= version.last:
                return version
        return None


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
    calendar: Calendar  # when its years begin
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
