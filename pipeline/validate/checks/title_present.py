"""The manuscript has a title.

Rule: a piece is known by its title, on record and in the bulletin.
How it is mended: nothing to do when what stands in for it is right; else reply with the titled file.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_one_manuscript, manuscript_title
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("title",), "none": ()}
asked = has_one_manuscript


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark where the manuscript begins without a title."""
    if not manuscript_title(incoming):
        case = "default" if incoming.title else "none"
        yield Problem(case=case, where="manuscript", facts={"title": incoming.title or ""})
