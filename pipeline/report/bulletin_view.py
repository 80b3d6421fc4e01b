"""What a bulletin's template may show."""

from dataclasses import dataclass

from pipeline.report.bulletin_parts import (
    CallRow,
    CorrectionRow,
    Counted,
    Goal,
    GroupTable,
    LevelRow,
    Praise,
    ReportedRow,
    Shortfall,
    UnitRow,
    UseRow,
)
from pipeline.report.docx_filling import Figure


@dataclass(frozen=True, kw_only=True)
class BulletinSheet:
    """Every name that bulletin.docx may use."""

    bureau: str
    issuer: str
    addressees: str
    telephone: str
    period: str
    this: str  # 本月
    last: str  # 上月
    yearly: bool
    issue: int | None
    corrected: bool  # made anew after it was issued
    issue_year: int
    issued_on: str
    totals: Counted
    leaders: str  # who stand first, with their points
    change: Counted | None
    goals: tuple[Goal, ...]
    chart: Figure | None
    units: tuple[UnitRow, ...]  # in the plan's order
    reported: tuple[ReportedRow, ...]  # a group a row
    groups: tuple[GroupTable, ...]
    with_duty: bool
    with_targets: bool
    with_moves: bool
    duty_met: int  # units
    shortfalls: tuple[Shortfall, ...]
    levels: tuple[LevelRow, ...]
    uses: tuple[UseRow, ...]
    uses_count: int
    uses_left_out: int
    calls: tuple[CallRow, ...]
    corrections: tuple[CorrectionRow, ...]
    praise: Praise
    fee_rate: str
    fee_sum: str
    notes: tuple[str, ...]  # how points were counted where the plan leaves it open
    notes_sheet: str  # of the tally, where they stand
    waiting: int  # facts that the office still looks into
    rulebook: str
    annexes: tuple[str, ...]
