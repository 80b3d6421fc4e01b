"""What stands on a mail about counting: only what its template may show, every text on one line."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.report.counting_notes import DutyNote, EntryNote, ReportGroup, StandingNote, TableRow
from pipeline.report.counting_view import PieceLine, ReadsWantedLine
from pipeline.report.formats import one_line
from pipeline.report.period_view import AdoptionLine, PieceTotal
from pipeline.report.sheets import House

_Sheet = TypeVar("_Sheet")


@dataclass(frozen=True, kw_only=True)
class ReportReceiptSheet:
    """What the receipt of an adoption report shows."""

    house: House
    unit: str | None
    arrived_at: datetime
    groups: tuple[ReportGroup, ...]  # by outcome: what wants looking after first
    shown: int  # rows of one outcome that are named here; all of them are in the file that goes with it
    files: tuple[str, ...]
    answer_by: date | None


@dataclass(frozen=True, kw_only=True)
class AdoptedSheet:
    """What the notice of an adoption shows."""

    house: House
    unit: str
    uses: tuple[AdoptionLine, ...]
    points: Decimal  # by how much these uses raised the points of their pieces
    totals: tuple[PieceTotal, ...]  # of the pieces that had points before
    pieces: int  # how many pieces they are of
    latest: date | None  # the last day of a use
    month_points: Decimal
    year_points: Decimal
    month: str
    number: str | None


@dataclass(frozen=True, kw_only=True)
class UnitMonthSheet:
    """What a unit's monthly mail shows."""

    house: House
    unit: str
    period: str
    period_title: str
    standing: StandingNote
    units: int
    group_units: int
    counted: tuple[EntryNote, ...]
    uncounted: tuple[EntryNote, ...]
    duties: tuple[DutyNote, ...]
    target_left: Decimal | None  # of the year's target, 0 when it is reached; None where a duty tells it or none is set
    object_by: date | None
    files: tuple[str, ...]  # names of what is attached
    chart: str | None  # the Content-ID of the chart in the page
    months: tuple[tuple[str, Decimal], ...]  # 1月, points


@dataclass(frozen=True, kw_only=True)
class OfficeMonthSheet:
    """What the mail with the whole set of a period shows."""

    house: House
    month_set: str  # issued, to_approve, stations: a row of that table of words.toml
    period_title: str
    table: tuple[TableRow, ...]
    waiting: tuple[str, ...]
    short: tuple[DutyNote, ...]
    command: str
    files: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StatusSheet:
    """What the answer to 查询 or 积分 shows."""

    house: House
    unit: str
    asked: str  # query, points: a row of that table of words.toml
    year: int
    pieces: tuple[PieceLine, ...]
    came: int  # of them, as the standings count them
    adopted: int  # pieces adopted by anybody
    standing: StandingNote | None
    counted: tuple[EntryNote, ...]
    uncounted: tuple[EntryNote, ...]
    duties: tuple[DutyNote, ...]


@dataclass(frozen=True, kw_only=True)
class WithdrawSheet:
    """What the answer to 撤回 shows."""

    house: House
    unit: str
    number: str | None
    title: str | None
    withdraw_outcome: str  # a row of that table of words.toml
    example: str  # a number of this bureau's, to show how one is written


@dataclass(frozen=True, kw_only=True)
class ReadsWantedSheet:
    """What the reminder to enter the reads of a week shows."""

    house: House
    day: date
    lines: tuple[ReadsWantedLine, ...]
    command: str


def sheet_of(kind: type[_Sheet], view: object, **more: object) -> _Sheet:
    """A sheet with the fields that a view has under the same name, cleaned, and those given besides."""
    same: dict[str, Any] = {f.name: getattr(view, f.name) for f in fields(kind) if f.name not in more}  # type: ignore[arg-type]
    return kind(**{name: cleaned(value) for name, value in (same | more).items()})


def cleaned(value: Any) -> Any:
    """The same value, every text in it on one line that is safe in a header and a page."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value
