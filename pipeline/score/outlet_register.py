"""The outlet register 载体名录 as frozen values: which outlets count, at what level and class, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.score.outlet_links import LinkTable


class Condition(StrEnum):
    """Where a piece must stand for its outlet to be recognised."""

    FRONT_PAGE = "front_page"  # 头版; 头版头条 stands there too
    HOME_PAGE = "home_page"  # 首页

    @property
    def fits(self) -> frozenset[str]:
        """The positions that meet it."""
        return frozenset({"front", "lead"} if self is Condition.FRONT_PAGE else {"home"})


OFF = frozenset({"inside", "other"})  # positions that meet no condition
POSITIONS = ("front", "lead", "home", "inside")


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """A paper, station, site, account or bulletin that may use a piece."""

    id: str
    name: str
    level: str  # id among the levels; "" when excluded
    class_: str  # id among the classes, which the rules name; "" when excluded
    aliases: tuple[str, ...] = ()  # every spelling, its wordings written out
    domains: tuple[str, ...] = ()  # people.com.cn, szb.qzwb.com/dnzb
    condition: Condition | None = None
    excluded: bool = False  # named as not recognised 不予认定
    mode: str | None = None  # stands only for pieces used in this mode: item 单条, brief 简讯
    note: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class OutletClass:
    """A row of the points table."""

    id: str
    name: str
    level: str | None  # None: each of its outlets names its own


@dataclass(frozen=True, kw_only=True)
class Ambiguous:
    """Wordings or domains that several outlets share."""

    texts: tuple[str, ...]
    domains: tuple[str, ...]
    candidates: tuple[str, ...]  # ids


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A wording or link that the office settled once."""

    text: str
    outlet: str  # id
    by: str
    at: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everything of outlets.yaml and settled.yaml."""

    levels: Mapping[str, str]  # id → name, from the lowest up
    classes: Mapping[str, OutletClass]
    outlets: Mapping[str, Outlet]
    names: Mapping[str, tuple[str, ...]]  # name key → ids; several: ambiguous
    links: LinkTable
    positions: Mapping[str, str] = field(default_factory=dict)  # name key of a page word → position
    settled: Mapping[str, Settled] = field(default_factory=dict)  # name key → decision
    modes: frozenset[str] = frozenset()  # that tell outlets apart: item, brief


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What a name or a link was resolved to; without an outlet it waits for the office."""

    outlet: Outlet | None
    recognised: bool  # False with an outlet: it counts 0 here (excluded, off the front page), and `why` says so
    why: str
    candidates: tuple[str, ...] = ()  # names of outlets it may be; each resolves by itself
    class_: str | None = None  # of the outlet, or shared by all candidates
    level: str | None = None  # of the outlet, or shared by all candidates
    mode: str | None = None  # as told, or as the wording says
    position: str | None = None  # as told, or as the wording says
