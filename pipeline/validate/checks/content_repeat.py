"""The same content was not received before.

Rule: design.md §4.4: the same content again from the same unit, to an accepted piece, is not counted twice.
How it is mended: nothing to mend; the receipt names the number the piece has already.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("number",)}


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where the letter repeats a piece on record."""
    if incoming.repeats is not None:
        yield Problem(where="letter", facts={"number": incoming.repeats.number})
