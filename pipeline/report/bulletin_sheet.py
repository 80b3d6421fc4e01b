"""A period's report as the names that bulletin.docx may use."""

from decimal import Decimal

from pipeline.report.bulletin_parts import Counted, Goal
from pipeline.report.bulletin_rows import calls, corrections, groups, levels, reported, uses
from pipeline.report.bulletin_told import leaders, praise, shortfalls
from pipeline.report.bulletin_view import BulletinSheet
from pipeline.report.bulletin_wording import Change, Files, Wording, changed
from pipeline.report.docx_filling import Figure
from pipeline.report.fees import yuan
from pipeline.report.official_numbers import full_day, plain, spoken
from pipeline.report.period_view import PeriodReport, Totals

_HYPHEN = "\u2011"  # one that no line is broken at
_CHART_WIDTH = 150.0  # mm, of the 156 between the margins


def bulletin_sheet(report: PeriodReport, wording: Wording, chart_png: bytes | None, notes_sheet: str) -> BulletinSheet:
    """Everything the template may print; `notes_sheet` is the tally's sheet that holds the notes."""
    grouped, listed = groups(report, wording), uses(report, wording)
    lines, said = report.standings, spoken(report)
    return BulletinSheet(
        bureau=report.bureau,
        issuer=report.issuer,
        addressees=report.addressees,
        telephone=report.telephone.replace("-", _HYPHEN),
        period=report.period_title,
        this=said.this,
        last=said.last,
        yearly=report.kind == "yearly",
        issue=report.issue,
        corrected=report.corrected,
        issue_year=report.issue_year,
        issued_on=full_day(report.issued_on),
        totals=_counted(report.totals),
        leaders=leaders(report, wording),
        change=_change(report, wording.change),
        goals=tuple(Goal(title=f.title, value=f.value, goal=f.goal) for f in report.figures),
        chart=Figure(content=chart_png, width_mm=_CHART_WIDTH) if chart_png else None,
        units=tuple(row for group in grouped for row in group.rows),
        reported=reported(report, wording),
        groups=grouped,
        with_duty=any(line.duty_met is not None for line in lines),
        with_targets=any(line.target is not None for line in lines),
        with_moves=any(line.previous_rank is not None for line in lines),
        duty_met=sum(line.duty_met is True for line in lines),
        shortfalls=shortfalls(report, wording),
        levels=levels(report, wording),
        uses=listed,
        uses_count=len(report.adoptions),
        uses_left_out=len(report.adoptions) - len(listed),
        calls=calls(report, wording.cells),
        corrections=corrections(report),
        praise=praise(report, wording),
        fee_rate=report.fee_rate,
        fee_sum=yuan(sum((fee.amount for fee in report.fees), Decimal(0))) if report.fees else "",
        notes=report.notes,
        notes_sheet=notes_sheet,
        waiting=report.waiting,
        rulebook=report.rulebook,
        annexes=_annexes(report, wording.files),
    )


def _counted(totals: Totals) -> Counted:
    return Counted(
        received=str(totals.received),
        accepted=str(totals.accepted),
        adopted=str(totals.adopted),
        points=plain(totals.points),
    )


def _change(report: PeriodReport, said: Change) -> Counted | None:
    """How the figures moved; None where there was no period before."""
    now, before = report.totals, report.previous
    if before is None:
        return None
    return Counted(
        received=changed(Decimal(now.received), Decimal(before.received), said.pieces, said),
        accepted=changed(Decimal(now.accepted), Decimal(before.accepted), said.pieces, said),
        adopted=changed(Decimal(now.adopted), Decimal(before.adopted), said.pieces, said),
        points=changed(now.points, before.points, said.points, said),
    )


def _annexes(report: PeriodReport, files: Files) -> tuple[str, ...]:
    """The names of what goes with the bulletin, as its last lines list them."""
    there = (files.tally, *((files.fees,) if report.fees else ()))
    return tuple(file.format(period=report.period_title).rpartition(".")[0] for file in there)
