"""Facts that points are counted from: what was sent in, used, read, praised, hosted, called for."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class SubmissionFact:
    """A piece that was accepted; every submission among the facts counts as accepted."""

    id: str
    unit: str  # id, name or alias as written
    date: date  # 报送日期: the day its letter first arrived
    title: str = ""
    kind: str | None = None  # news 新闻宣传, info 政务信息; other plans name more
    summary: bool = False  # 总结类
    chars: int | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None  # pieces of one content share this key; None: the piece is its own content
    tags: dict[str, str] = field(default_factory=dict)  # whatever else a plan asks: genre, commissioned, quality …


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """An outlet used a piece."""

    submission: str  # id of the piece
    outlet: str  # as written: 省厅官网, 市局公众号
    date: date  # 刊发日期
    mode: str | None = None  # solo, combined, reprint, item, brief, notice, report; None: not told
    url: str | None = None
    position: str | None = None  # front, lead, home, inside; None: not told
    content: str | None = None  # news, notice
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Reads:
    """How often a piece on an account was read so many days after its publication."""

    submission: str
    outlet: str
    count: int
    days: int  # since 刊发日期


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """A leader's written approval 批示."""

    submission: str
    by: str  # the body, as written: 市委市政府
    rank: str  # main, member
    date: date


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity planned and hosted 承办活动, by one unit or several."""

    id: str
    host: str  # whose activity: 部, 省厅, 市局
    units: tuple[str, ...]
    date: date


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a unit delivered for a call."""

    unit: str
    date: date
    pieces: int = 1


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call for pieces 约稿通知."""

    id: str
    kind: str  # general, comprehensive
    units: tuple[str, ...]
    issued: date
    quantity: int = 1
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything known; any part may be empty."""

    submissions: tuple[SubmissionFact, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    reads: tuple[Reads, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    activities: tuple[Activity, ...] = ()
    calls: tuple[Call, ...] = ()
    parameters: dict[str, Decimal | str] = field(default_factory=dict)  # numbers a plan leaves open
