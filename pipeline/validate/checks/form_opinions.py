"""The opinions that belong on form 2 on arrival stand there.

Rule: Y 三(二)3; rules.md S5: sections and the service centre send it with both opinions; a station's comes blank,
and that is right. Which step is signed with the letter stands in the bureau's review chain.
How it is mended: reply with the signed form.
"""

from collections.abc import Iterator

from pipeline.domain.document import ReviewForm
from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_form
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"first_opinion": ("role",), "second_opinion": ("role",)}
asked = has_form


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each opinion that should have come and did not; it names who signs."""
    chain = desk.review.get(incoming.unit.group, ()) if incoming.unit is not None else ()
    for step in chain:
        form = incoming.form
        if form is None or step.form_field in form.doubtful:
            continue
        if step.with_letter and not _opinion(form, step.form_field):
            yield Problem(case=step.form_field, where="form", facts={"role": step.role})


def _opinion(form: ReviewForm, field: str) -> str:
    return ((form.first_opinion if field == "first_opinion" else form.second_opinion) or "").strip()
