"""Form 2 was read from a picture, and every field surely enough.

Rule: as `form_picture`; told so that whoever signs looks at the picture where it matters.
How it is mended: nothing must be done.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("name",)}


def asked(incoming: Incoming) -> bool:
    """Whether form 2 was read from a picture: of a Word form nothing is said."""
    return incoming.form is not None and bool(incoming.form.sureness)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark for such a form."""
    form, part = incoming.form, incoming.form_part
    if form is not None and part is not None and not form.doubtful:
        yield Problem(where=part.path, facts={"name": part.name})
