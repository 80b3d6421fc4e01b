"""The subject reads 年度+单位+关键词.

Rule: Y 三(二)4; rules.md S2: a remark, never a return; the receipt shows the right form.
How it is mended: nothing to do for this letter; the next one is written so.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.words import SubjectGrade
from pipeline.validate.ask import is_new
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {
    "default": ("year", "unit"),
    "no_year": ("year", "unit"),
    "empty": ("year", "unit"),
    "no_unit": ("year",),
}
asked = is_new


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark where the subject is in another form."""
    subject = incoming.subject
    if subject.grade is SubjectGrade.EXACT:
        return
    facts = {"year": str(incoming.year), "unit": incoming.unit.name if incoming.unit is not None else ""}
    yield Problem(case=_case(incoming), where="subject", facts=facts)


def _case(incoming: Incoming) -> str:
    if incoming.unit is None:
        return "no_unit"
    if not incoming.subject.raw.strip():
        return "empty"
    return "default" if incoming.subject.year is not None else "no_year"
