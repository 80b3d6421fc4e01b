"""The documents of any period, on demand: those of a closed one as they were issued, of an open one as a preview."""

from dataclasses import replace

from pipeline.report.period_view import Document
from pipeline.score.period import Period
from pipeline.steps.counting.close_month import REPORT
from pipeline.steps.counting.documents import make_documents
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.store import closings


def documents_of(house: House, bureau_id: str, period: Period, *, current: bool = False) -> tuple[Document, ...]:
    """Bulletin, tally, chart and fee statement of a period.

    Args:
        house: the house.
        bureau_id: the bureau.
        period: month, quarter or year.
        current: as it would be issued now, also where it was issued already.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    desk, plan = open_desk(house, bureau_id), plan_of(house, bureau_id)
    with house.database.reading() as session:
        pen = desk.pen(session)
        row = closings.of_period(session, bureau_id, period.name)
        if row is not None and row.state == closings.CLOSED and row.report and not current:
            return make_documents(pen, REPORT.validate_json(row.report))
        issue = Issue(number=None, year=period.last.year, frozen=False)
        report = gather_report(pen, plan, period, issue).report
        return make_documents(pen, replace(report, corrected=row is not None and row.state == closings.CLOSED))
