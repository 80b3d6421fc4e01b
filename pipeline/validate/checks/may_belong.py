"""A letter that may be the other half of a piece on record is not joined on a guess.

Rule: rules.md S4 (a form that comes separately) and design.md §4.4: doubt goes to a person.
How it is mended: nothing to mend; the office joins the two, or lets each stand.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"form": ("number", "title"), "manuscript": ("number", "title"), "series": ("number", "title")}


def asked(incoming: Incoming) -> bool:
    """Whether there is such a doubt: where there is none, nothing was looked at."""
    return incoming.maybe is not None


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where there is a doubt."""
    if incoming.maybe is None:
        return
    of_series = incoming.series is not None and bool(incoming.manuscripts)
    case = "series" if of_series else "manuscript" if incoming.manuscripts else "form"
    yield Problem(
        case=case, where="letter", facts={"number": incoming.maybe.number, "title": incoming.maybe.title or ""}
    )
