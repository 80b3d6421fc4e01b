"""A piece ticked as sensitive or important goes to the leader in charge.

Rule: Y 三(二)5; rules.md S10.
How it is mended: nothing to mend; a person decides.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_form
from pipeline.validate.desk import Desk

asked = has_form


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where 是 is ticked."""
    if incoming.form is not None and incoming.form.sensitive:
        yield Problem(where="form")
