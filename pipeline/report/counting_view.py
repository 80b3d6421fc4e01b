"""What the mails about counting are made of: frozen values handed to the templates."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pipeline.domain.bureau import Bureau, Unit
from pipeline.domain.outgoing import Attachment
from pipeline.report.period_view import AdoptionLine, DutyRow, EntryLine, PieceTotal, StandingLine


@dataclass(frozen=True, kw_only=True)
class ReportedLine:
    """What became of one row of an adoption report."""

    place: str
    title: str
    outlet: str
    date: date | None
    outcome: str  # taken 已登记, known 此前已登记, sent_in 报送情况, waits 待局办公室核对, refused 不予登记
    number: str | None  # of the piece it was matched with
    why: str
    points: str | None = None  # what it brought, a decimal; None until counted


@dataclass(frozen=True, kw_only=True)
class ReportReceiptView:
    """The receipt of an adoption report, row by row."""

    bureau: Bureau
    to: str
    unit: Unit | None
    arrived_at: datetime
    rows: tuple[ReportedLine, ...]
    occasion: str
    in_reply_to: str | None
    answer_by: date | None  # until when the office settles the rows that wait


@dataclass(frozen=True, kw_only=True)
class AdoptedView:
    """您的稿件被采用: the uses of a unit's pieces that were entered together."""

    bureau: Bureau
    to: str
    unit: Unit
    uses: tuple[AdoptionLine, ...]
    month_points: Decimal
    year_points: Decimal
    month: str  # 2022年5月
    occasion: str
    number: str | None  # of the piece when there is but one: the mail's thread
    in_reply_to: str | None = None
    totals: tuple[PieceTotal, ...] = ()  # of the pieces used


@dataclass(frozen=True, kw_only=True)
class UnitMonthView:
    """A unit's own month: rank, points by piece and clause, what is missing, how to object."""

    bureau: Bureau
    to: str
    unit: Unit
    period: str  # 2022-05
    period_title: str
    standing: StandingLine
    units: int  # how many are ranked
    group_units: int
    entries: tuple[EntryLine, ...]  # counted ones first, then what was not counted and why
    duties: tuple[DutyRow, ...]
    object_by: date | None  # until when an objection is best sent
    occasion: str
    attachments: tuple[Attachment, ...] = ()
    chart_png: bytes | None = None  # its year, shown in the page


@dataclass(frozen=True, kw_only=True)
class OfficeMonthView:
    """The whole set of a closed period, to the office; or the stations' part, to the service centre."""

    bureau: Bureau
    to: str
    what: str  # issued 已印发, to_approve 请确认后印发, stations 各服务站情况
    period: str
    period_title: str
    standings: tuple[StandingLine, ...]
    waiting: tuple[str, ...]  # facts that wait for the office, a line each
    short: tuple[DutyRow, ...]  # duties not met
    command: str  # with to_approve: what to run, or that a reply approves
    occasion: str
    attachments: tuple[Attachment, ...] = ()
    changed: tuple[str, ...] = ()  # with issued: units whose points are others than when the office looked at it


@dataclass(frozen=True, kw_only=True)
class PieceLine:
    """A unit's piece as it stands."""

    number: str
    title: str
    arrived: date
    state: str  # in the office's words
    adopted_by: tuple[str, ...]  # outlets
    points: Decimal
    counts: bool = True  # among what came in, as the standings count it: not withdrawn, put aside or sealed


@dataclass(frozen=True, kw_only=True)
class StatusView:
    """The answer to 查询 or 积分: a unit's pieces, states and points."""

    bureau: Bureau
    to: str
    unit: Unit
    what: str  # query 查询, points 积分
    year: int
    pieces: tuple[PieceLine, ...]
    standing: StandingLine | None
    entries: tuple[EntryLine, ...]
    duties: tuple[DutyRow, ...]
    occasion: str
    in_reply_to: str | None


@dataclass(frozen=True, kw_only=True)
class WithdrawView:
    """The answer to 撤回 + number."""

    bureau: Bureau
    to: str
    unit: Unit
    number: str | None  # None: the mail names none
    title: str | None
    outcome: str  # withdrawn, already, reviewed 已进入审核, not_yours, unknown, no_number
    occasion: str
    in_reply_to: str | None


@dataclass(frozen=True, kw_only=True)
class ReadsWantedLine:
    """A piece on an account whose reads of the week are to be entered."""

    number: str
    title: str
    unit: str
    outlet: str
    published: date
    url: str
    day: date  # the seventh day


@dataclass(frozen=True, kw_only=True)
class ReadsWantedView:
    """The reminder of day 7 to the office (JN2)."""

    bureau: Bureau
    to: str
    day: date
    lines: tuple[ReadsWantedLine, ...]
    command: str
    occasion: str
