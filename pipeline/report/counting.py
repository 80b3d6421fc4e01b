"""The mails of counting: what was reported and used; a month to its unit and to the office; answers by request.

Every function here raises jinja2.TemplateError when the wording cannot be read.
"""

from decimal import Decimal

from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.report.counting_lines import (
    duty_notes,
    months,
    notes,
    report_groups,
    standing_note,
    table,
    target_left,
)
from pipeline.report.counting_mail import mail, page_picture
from pipeline.report.counting_sheets import (
    AdoptedSheet,
    OfficeMonthSheet,
    ReadsWantedSheet,
    ReportReceiptSheet,
    StatusSheet,
    UnitMonthSheet,
    WithdrawSheet,
    sheet_of,
)
from pipeline.report.counting_view import (
    AdoptedView,
    OfficeMonthView,
    ReadsWantedView,
    ReportReceiptView,
    StatusView,
    UnitMonthView,
    WithdrawView,
)
from pipeline.report.report_answers import SHOWN, answers
from pipeline.report.sheets import house
from pipeline.report.stationery import Stationery

_OWN_PIECE = {"withdrawn", "already", "reviewed"}  # outcomes of 撤回 that are about a piece of the unit's own


def report_receipt(view: ReportReceiptView, desk: Stationery) -> OutgoingLetter:
    """The answer to an adoption report, in its thread: row by row what became of it, and why."""
    attached = answers(view, desk)
    sheet = sheet_of(
        ReportReceiptSheet,
        view,
        house=house(view.bureau),
        unit=view.unit.name if view.unit else None,
        groups=report_groups(view.rows),
        shown=SHOWN,
        files=tuple(one.name for one in attached),
    )
    return mail(
        OutgoingKind.RECEIPT_REPORT, view, sheet, desk, answered=view.in_reply_to, automatic=True, attachments=attached
    )


def adopted(view: AdoptedView, desk: Stationery) -> OutgoingLetter:
    """您的稿件被采用: outlet, points and clause of each use, in the thread of our earlier mail about the piece."""
    sheet = sheet_of(
        AdoptedSheet,
        view,
        house=house(view.bureau),
        unit=view.unit.name,
        points=_gained(view),
        totals=tuple(total for total in view.totals if total.before),
        pieces=len({use.number for use in view.uses}),
        latest=max((use.date for use in view.uses), default=None),
    )
    return mail(OutgoingKind.ADOPTED, view, sheet, desk, number=view.number, answered=view.in_reply_to)


def unit_month(view: UnitMonthView, desk: Stationery) -> OutgoingLetter:
    """A unit's own month: rank, points by piece and clause, what is missing, how to object; its year as a chart."""
    chart = _year_chart(view, desk)
    sheet = sheet_of(
        UnitMonthSheet,
        view,
        house=house(view.bureau),
        unit=view.unit.name,
        standing=standing_note(view.standing, desk.words),
        counted=notes(view.entries, counted=True, month=view.period),
        uncounted=notes(view.entries, counted=False, month=view.period),
        duties=duty_notes(view.duties),
        target_left=target_left(view, desk.words),
        files=tuple(file.name for file in view.attachments),
        chart=chart[0].content_id if chart else None,
        months=months(view.standing, desk.words),
    )
    return mail(OutgoingKind.UNIT_MONTH, view, sheet, desk, attachments=(*chart, *view.attachments))


def office_month(view: OfficeMonthView, desk: Stationery) -> OutgoingLetter:
    """The set of a period as attachments: issued, to be approved, or the stations' part for the service centre."""
    sheet = sheet_of(
        OfficeMonthSheet,
        view,
        house=house(view.bureau),
        month_set=view.what,
        table=table(view.standings, desk.words),
        short=duty_notes(view.short),
        files=tuple(file.name for file in view.attachments),
    )
    return mail(OutgoingKind.OFFICE_MONTH, view, sheet, desk, attachments=view.attachments)


def status(view: StatusView, desk: Stationery) -> OutgoingLetter:
    """The answer to 查询 or 积分: a unit's pieces, states and points of a year."""
    sheet = sheet_of(
        StatusSheet,
        view,
        house=house(view.bureau),
        unit=view.unit.name,
        asked=view.what,
        standing=standing_note(view.standing, desk.words) if view.standing else None,
        came=sum(1 for piece in view.pieces if piece.counts),
        adopted=sum(1 for piece in view.pieces if piece.adopted_by),
        counted=notes(view.entries, counted=True),
        uncounted=notes(view.entries, counted=False),
        duties=duty_notes(view.duties),
    )
    return mail(OutgoingKind.STATUS, view, sheet, desk, answered=view.in_reply_to, automatic=True)


def withdrawn(view: WithdrawView, desk: Stationery) -> OutgoingLetter:
    """The answer to 撤回; of a piece that is not the unit's own neither title nor token is told."""
    own = view.outcome in _OWN_PIECE
    sheet = sheet_of(
        WithdrawSheet,
        view,
        house=house(view.bureau),
        unit=view.unit.name,
        title=view.title if own else None,
        withdraw_outcome=view.outcome,
        example=f"{view.bureau.prefix}-{view.bureau.start_date.year}-00012",
    )
    number = view.number if own else None
    return mail(OutgoingKind.WITHDRAWN, view, sheet, desk, number=number, answered=view.in_reply_to, automatic=True)


def reads_wanted(view: ReadsWantedView, desk: Stationery) -> OutgoingLetter:
    """The reminder to the office on the day when the week of reads of some pieces is over."""
    sheet = sheet_of(ReadsWantedSheet, view, house=house(view.bureau))
    return mail(OutgoingKind.READS_WANTED, view, sheet, desk)


def _gained(view: AdoptedView) -> Decimal:
    """By how much the uses raised the points of their pieces: an earlier use takes from a later one what it brings."""
    known = {total.number: total for total in view.totals}
    loose = (use.points for use in view.uses if use.counted and use.number not in known)
    return sum((total.after - total.before for total in known.values()), sum(loose, Decimal(0)))


def _year_chart(view: UnitMonthView, desk: Stationery) -> tuple[Attachment, ...]:
    """The picture of the unit's year; none in January, when one month is no course of a year."""
    if not view.chart_png or len(view.standing.history) < 2:
        return ()
    return (page_picture(view.chart_png, desk.words.word("chart", "file_name"), view.occasion, desk),)
