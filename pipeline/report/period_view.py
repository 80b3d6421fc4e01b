"""What the documents of a period are made of: frozen values, every figure counted already."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class StandingLine:
    """One unit's line of the standings 名次表."""

    unit: str  # the unit's name
    group: str  # the group's name: 科室
    rank: int
    group_rank: int
    previous_rank: int | None  # of the period before; None where there was none
    points: Decimal  # of the period, corrections included
    year_points: Decimal  # from the plan's first day of the year to the end of the period
    received: int  # pieces that came in
    accepted: int
    adopted: int
    by_level: dict[str, Decimal] = field(default_factory=dict)  # level's name → points
    target: Decimal | None = None  # 目标任务分值 of the year
    completion: Decimal | None = None  # year_points ÷ target, 0.85
    completion_rank: int | None = None
    duty_met: bool | None = None  # every duty of the period met; None where nothing is owed
    corrections: Decimal = Decimal(0)  # 补计、核减 in `points`, of closed periods
    history: tuple[Decimal, ...] = ()  # points of each month of the plan's year up to the period's end
    year_begins: int = 1  # the month that `history` begins with: 12 where the year begins in the December before


@dataclass(frozen=True, kw_only=True)
class AdoptionLine:
    """One use of a piece."""

    number: str
    title: str
    units: tuple[str, ...]  # names
    outlet: str
    level: str  # its name; "" where it has none
    mode: str  # 单独, 综合, 转载 …; "" when not told
    date: date
    url: str
    points: Decimal  # what it brought, 0 where it does not count
    counted: bool
    clause: str
    reason: str
    remark: str = ""  # 未经归口审批


@dataclass(frozen=True, kw_only=True)
class PieceTotal:
    """The points of one piece without the uses that are told, and with them."""

    number: str
    title: str
    before: Decimal
    after: Decimal
    clause: str  # by which uses are counted
    highest: bool  # of several uses of one content the plan counts the highest alone 就高


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One line of the ledger 台账."""

    unit: str
    subject: str  # number of the piece, or the activity's, call's id
    title: str
    account: str
    rule: str
    clause: str
    points: Decimal
    date: date  # the fact's day
    booked: str  # period it was booked in
    counted: bool
    reason: str
    kind: str  # 计分, 冲销, 手工调整
    ranked: bool = True  # False: of another account than the points that ranks and totals are made of


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """What a unit owed and has done."""

    unit: str
    duty: str  # its title
    period: str
    required: Decimal
    done: Decimal
    met: bool
    clause: str = ""
    subject: str = ""  # the call it is about
    over: bool = True  # False: its period is not over yet, so nothing is missed so far
    target: bool = False  # points of the unit's own target, not pieces; told of as completion
    late: Decimal = Decimal(0)  # pieces delivered for a call after its last day: no part of `done`
    late_days: int = 0  # how many days after it the last of them came


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """How one unit answered a call 约稿."""

    call: str  # what was called for
    unit: str
    person: str  # who is responsible; "" when not on record
    due: date
    required: int
    done: int
    answered: date | None
    met: bool
    clause: str = ""
    late: int = 0  # pieces delivered after that day: no part of `done`
    late_days: int = 0  # how many days after it the last of them came


@dataclass(frozen=True, kw_only=True)
class FeeRow:
    """A fee 稿费."""

    unit: str
    period: str
    points: Decimal
    amount: Decimal  # yuan


@dataclass(frozen=True, kw_only=True)
class CorrectionLine:
    """补计 or 核减: what belongs to a closed period and was booked later."""

    unit: str
    subject: str
    title: str
    period: str  # it belongs to
    points: Decimal  # net
    reason: str


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """Who is named in the bulletin 通报: late, wrong, concealed reports (YN5); entered by the office."""

    unit: str
    person: str
    what: str  # 瞒报, 误报, 漏报, 迟报, 约稿未完成
    about: str
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure of the bureau's own goals (JG), entered by the office."""

    title: str
    value: str
    goal: str
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The whole bureau's figures of a period."""

    received: int
    accepted: int
    adopted: int
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class PeriodReport:
    """Everything a bulletin, a tally, a chart and a fee statement of one period tell."""

    bureau: str  # its full name
    issuer: str  # issuing office 局办公室, as it signs
    telephone: str
    addressees: str  # 局机关各科室、下属各单位、各镇（街道）退役军人服务站
    kind: str  # monthly, quarterly, yearly
    period: str  # 2022-05
    period_title: str  # 2022年5月
    first: date
    last: date
    issue: int | None  # running number of the year: 〔2022〕第5期; None for a preview that was not issued
    issue_year: int
    issued_on: date
    frozen: bool  # False: a preview
    levels: tuple[str, ...]  # names, from the highest down
    groups: tuple[str, ...]  # names, in the plan's order
    standings: tuple[StandingLine, ...]  # by rank
    totals: Totals
    previous: Totals | None  # of the period before
    adoptions: tuple[AdoptionLine, ...] = ()
    entries: tuple[EntryLine, ...] = ()
    duties: tuple[DutyRow, ...] = ()
    calls: tuple[CallLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    fees: tuple[FeeRow, ...] = ()
    fee_rate: str = ""  # 每分50元
    fee_clause: str = ""
    named: tuple[NamedLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    notes: tuple[str, ...] = ()  # readings chosen, parameters given: a line each
    waiting: int = 0  # facts that the office still looks into
    rulebook: str = ""  # its title and version
    made_at: datetime | None = None
    corrected: bool = False  # not frozen, though it was issued: as it stands by what is known now


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file made for a period."""

    name: str  # 2022年5月信息宣传工作通报.docx
    media_type: str
    content: bytes = field(repr=False)
