"""The rows of a bulletin's tables and sentences: texts and whole numbers, ready to be printed."""

from dataclasses import dataclass

from pipeline.report.docx_filling import Link


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The figures of the whole bureau, as numbers or as changes since the period before."""

    received: str
    accepted: str
    adopted: str
    points: str


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit's line in the tables of what was sent and of the standings."""

    rank: int
    group_rank: int
    unit: str
    received: int
    accepted: int
    adopted: int
    points: str
    year_points: str
    moved: str  # ↑3
    duty: str  # 完成, 未完成, —
    target: str
    completion: str  # 85%
    completion_rank: str


@dataclass(frozen=True, kw_only=True)
class GroupTable:
    """The standings of one group of units."""

    numeral: str  # 一
    name: str
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReportedRow:
    """What a group of units sent in, or all of them."""

    name: str
    units: int
    received: int
    accepted: int
    adopted: int
    duty_met: int  # units


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """What was used on one level."""

    level: str
    uses: str
    points: str


@dataclass(frozen=True, kw_only=True)
class UseRow:
    """One use of a piece in the list."""

    n: int
    title: str
    units: str
    outlet: str
    day: str  # 5月12日
    points: str
    link: Link  # 查看, or nothing


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """How a unit answered a call."""

    call: str
    unit: str
    person: str
    due: str
    required: int
    done: int
    answered: str
    met: str
    late: int  # pieces that came after the day
    late_days: int


@dataclass(frozen=True, kw_only=True)
class CorrectionRow:
    """补计 or 核减."""

    unit: str
    title: str
    period: str
    points: str  # with its sign: +5
    reason: str


@dataclass(frozen=True, kw_only=True)
class ShortPart:
    """The units that came equally far."""

    said: str  # how far: 已完成2件
    count: int
    units: str


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """The units that did not meet a duty."""

    duty: str
    required: str  # pieces; "" where it is not the same for all, or over several months
    count: int
    parts: tuple[ShortPart, ...]  # who came farthest first


@dataclass(frozen=True, kw_only=True)
class NamedUnit:
    """Who is named, and for what."""

    unit: str
    person: str
    what: str
    about: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A figure of the bureau's own goals."""

    title: str
    value: str
    goal: str


@dataclass(frozen=True, kw_only=True)
class Praise:
    """Who is praised and who is reminded, each a row of names or ""."""

    leaders: str  # who stand first
    reached: str  # their year's target
    behind: str  # at the year's end, with how far they came
    behind_far: str  # who have nothing of it
    silent: str  # sent nothing, and no shortfall says so already
    silent_count: int
    unapproved: str  # pieces
    late_calls: tuple[CallRow, ...]
    named: tuple[NamedUnit, ...]
