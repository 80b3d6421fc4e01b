"""The mails of a closed month: all of it to the office, the stations' part to the service centre, each unit its own."""

from functools import partial

from pipeline.domain.bureau import Unit
from pipeline.domain.outgoing import Attachment
from pipeline.domain.timeutil import local
from pipeline.domain.words import Group
from pipeline.report.bulletin_wording import bulletin_wording
from pipeline.report.counting import office_month, unit_month
from pipeline.report.counting_view import OfficeMonthView, UnitMonthView
from pipeline.report.period_view import Document, PeriodReport
from pipeline.settings.workdays import add_workdays
from pipeline.steps.counting.period_report import Gathered
from pipeline.steps.pen import Pen
from pipeline.store import facts

_MOST = 50  # waiting facts named in one mail


def ask_office(pen: Pen, gathered: Gathered, documents: tuple[Document, ...]) -> None:
    """The month is ready: the office looks at it, and says when it is issued."""
    _office(pen, gathered, _attached(documents), "to_approve")


def tell_month(pen: Pen, gathered: Gathered, documents: tuple[Document, ...], changed: tuple[str, ...]) -> None:
    """The month is issued: everyone gets what is theirs, the office also what `changed` since it looked at it."""
    _office(pen, gathered, _attached(documents), "issued", changed)
    _stations(pen, gathered, _attached(documents[:2]))
    for unit in pen.bureau.bureau.roster.units:
        _unit(pen, gathered, unit, _attached(documents[:1]))


def _attached(documents: tuple[Document, ...]) -> tuple[Attachment, ...]:
    return tuple(Attachment(name=d.name, media_type=d.media_type, content=d.content) for d in documents)


def _office(
    pen: Pen, gathered: Gathered, attached: tuple[Attachment, ...], what: str, changed: tuple[str, ...] = ()
) -> None:
    report, bureau = gathered.report, pen.bureau.bureau
    waiting = [f"{row.place}：{row.why}" for row in facts.waiting(pen.session, bureau.id)[:_MOST]]
    waiting += [f"{u.fact}：{u.why}" for u in gathered.scored.unresolved[:_MOST]]
    for to in bureau.office.digest_to:
        view = OfficeMonthView(
            bureau=bureau, to=to, what=what, period=report.period, period_title=report.period_title,
            standings=report.standings, waiting=tuple(waiting), short=tuple(d for d in report.duties if not d.met),
            command=f"baosong close-month --bureau {bureau.id} --period {report.period}",
            occasion=f"month:{what}:{bureau.id}:{report.period}:{to}", attachments=attached, changed=changed,
        )  # fmt: skip
        pen.attempt(partial(office_month, view, pen.desk), None, None)


def _stations(pen: Pen, gathered: Gathered, attached: tuple[Attachment, ...]) -> None:
    """The stations' part, to the unit that helps the office with them (J 三（一）1, Y 三（一）3)."""
    report, bureau = gathered.report, pen.bureau.bureau
    unit = bureau.roster.by_id(pen.bureau.closing.stations_to)
    if unit is None or not unit.addresses:
        return
    group = pen.desk.words.word(Group.STATION.value, "group")
    own = {u.name for u in bureau.roster.units if u.group is Group.STATION}
    view = OfficeMonthView(
        bureau=bureau, to=unit.addresses[0], what="stations", period=report.period, period_title=report.period_title,
        standings=tuple(line for line in report.standings if line.group == group), waiting=(),
        short=tuple(d for d in report.duties if not d.met and d.unit in own), command="",
        occasion=f"month:stations:{bureau.id}:{report.period}", attachments=attached,
    )  # fmt: skip
    pen.attempt(partial(office_month, view, pen.desk), None, None, to_unit=True)


def _unit(pen: Pen, gathered: Gathered, unit: Unit, attached: tuple[Attachment, ...]) -> None:
    report = gathered.report
    line = next((s for s in report.standings if s.unit == unit.name), None)
    if line is None or not unit.addresses:
        return
    own = (e for e in report.entries if e.unit == unit.name and e.ranked)
    view = UnitMonthView(
        bureau=pen.bureau.bureau, to=unit.addresses[0], unit=unit, period=report.period,
        period_title=report.period_title, standing=line, units=len(report.standings),
        group_units=sum(1 for s in report.standings if s.group == line.group),
        entries=tuple(sorted(own, key=lambda e: not e.counted)),
        duties=tuple(d for d in report.duties if d.unit == unit.name),
        object_by=add_workdays(local(pen.now).date(), pen.bureau.closing.objection_days, pen.settings.holidays),
        occasion=f"month:unit:{pen.bureau.bureau.id}:{report.period}:{unit.id}", attachments=attached,
        chart_png=_chart(pen, report, unit.name),
    )  # fmt: skip
    pen.attempt(partial(unit_month, view, pen.desk), None, None, to_unit=True)


def _chart(pen: Pen, report: PeriodReport, unit: str) -> bytes | None:
    """The unit's year as a picture; None while it has no points."""
    from pipeline.report.chart import unit_year_chart  # drawing costs a second to load: only when a month is closed

    line = next(s for s in report.standings if s.unit == unit)
    return unit_year_chart(line, bulletin_wording(pen.desk.forms).chart) if any(line.history) else None
