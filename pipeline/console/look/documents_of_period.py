"""The documents of a period for download: issued ones as they were laid out, others as previews made now."""

from pipeline.console.look.standings import asked_period
from pipeline.console.web.visit import NotThere, Visit
from pipeline.report.period_view import Document
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.report_out import documents_of

DOCUMENTS = ("bulletin", "tally", "chart", "fees")  # in the order in which they are made


def document_of(visit: Visit, name: str, document: str) -> Document:
    """The document.

    Raises:
        NotThere: there is no such period, or no such document of it: a fee statement where nothing is paid.
        ConfigErrors: a file of the plan is wrong.
    """
    house = visit.console.house
    period = asked_period(visit, plan_of(house, visit.id), name)
    made = dict(zip(DOCUMENTS, documents_of(house, visit.id, period), strict=False))
    if document not in made:
        raise NotThere
    return made[document]
