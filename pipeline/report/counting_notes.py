"""The lines of a mail about counting as its reader sees them: less than the views hold, and said outright."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.report.counting_view import ReportedLine


@dataclass(frozen=True, kw_only=True)
class ReportGroup:
    """The rows of an adoption report that had one outcome, in the order of the report."""

    report_outcome: str  # a row of that table of words.toml
    rows: tuple[ReportedLine, ...]


@dataclass(frozen=True, kw_only=True)
class EntryNote:
    """A line of the ledger as a unit reads it."""

    subject: str
    title: str
    points: Decimal
    date: date
    clause: str
    reason: str
    kind: str  # 计分, 冲销, 手工调整
    late: bool  # the fact's day lies before the month that is told


@dataclass(frozen=True, kw_only=True)
class DutyNote:
    """A duty as a unit reads it."""

    unit: str
    title: str
    period: str  # its name: 2022年第二季度
    required: Decimal
    done: Decimal
    left: Decimal  # 0 when it is met, or all of it came late
    late: Decimal  # delivered for a call after its last day: no part of `done`
    late_days: int
    duty_state: str  # met, missed, open (its period is not over): a row of that table of words.toml
    clause: str
    subject: str
    of_points: bool = False  # what is owed are points, not pieces


@dataclass(frozen=True, kw_only=True)
class StandingNote:
    """A unit's line of the standings as the unit reads it."""

    group: str
    rank: int
    group_rank: int
    points: Decimal
    year_points: Decimal
    accepted: int
    adopted: int
    target: Decimal | None
    completion: Decimal | None
    corrections: Decimal
    movement: str  # 上升3位; "" where there is nothing to compare with


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A line of the standings as the office's mail shows it."""

    rank: int
    unit: str
    points: Decimal
    year_points: Decimal
    movement: str
