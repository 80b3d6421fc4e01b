"""Form 2 names title, unit and author.

Rule: Y annex 2 (rules.md, the forms' fields).
How it is mended: reply with the form filled in.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_form
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"title": (), "unit": (), "author": ()}
asked = has_form


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem for each blank field."""
    form = incoming.form
    if form is None:
        return
    for case, value in zip(CASES, (form.title, form.unit, form.author), strict=True):
        if not (value or "").strip() and case not in form.doubtful:
            yield Problem(case=case, where="form")
