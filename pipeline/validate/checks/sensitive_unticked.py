"""Form 2 says whether the piece is sensitive or important.

Rule: Y annex 2; Y 三(二)5: such pieces go to the leader in charge, so one box must be ticked.
How it is mended: reply with the form, one of 否 and 是 ticked.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_form
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": (), "both": ()}
asked = has_form


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where neither box is ticked, or both are."""
    form = incoming.form
    if form is not None and form.sensitive is None and "sensitive" not in form.doubtful:
        yield Problem(case="both" if form.sensitive_doubt else "default", where="form")
