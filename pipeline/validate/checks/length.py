"""The manuscript is neither very short nor very long.

Rule: what the bureau asks of a piece; the bounds are the bureau's, in words as Word counts them.
How it is mended: nothing must be done; a remark only.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import has_one_manuscript
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"min": Term.COUNT, "max": Term.COUNT}
CASES: Cases = {"short": ("chars", "min"), "long": ("chars", "max")}
ORDERED = (("min", "max"),)
asked = has_one_manuscript


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One remark where the words lie outside the bounds."""
    chars = incoming.chars or 0
    shortest, longest = int(desk.number("min")), int(desk.number("max"))
    if chars < shortest:
        yield Problem(case="short", where="manuscript", facts={"chars": str(chars), "min": str(shortest)})
    elif chars > longest:
        yield Problem(case="long", where="manuscript", facts={"chars": str(chars), "max": str(longest)})
