"""One letter brings one manuscript.

Rule: design.md §4.4: several are held with a proposed split; confirmed, one letter gives several pieces.
How it is mended: the office splits the letter, or the sender sends each piece in a letter of its own.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_manuscript, listed
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("count", "names")}
asked = has_manuscript


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where there are several manuscripts of different content."""
    if len(incoming.manuscripts) > 1:
        names = listed(part.name for part in incoming.manuscripts)
        yield Problem(where="manuscript", facts={"count": str(len(incoming.manuscripts)), "names": names})
