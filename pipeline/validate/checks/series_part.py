"""A piece that comes in several letters (第1封 共2封) is told what of it has come.

Rule: design.md §4.4: joined when unit, subject and time agree; a letter that is missing is asked for.
How it is mended: send the letters that are missing, with the same subject.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import listed
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"days": Term.COUNT}
CASES: Cases = {"waiting": ("number", "total", "missing"), "joined": ("number", "piece")}


def asked(incoming: Incoming) -> bool:
    """Whether the subject says that it is one of several."""
    return incoming.series is not None


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """A remark for the letters that are missing, one for the piece that this one was joined with."""
    series = incoming.series
    if series is None:
        return
    if incoming.completes is not None:
        yield Problem(
            case="joined", where="subject", facts={"number": str(series.number), "piece": incoming.completes.number}
        )
    if incoming.missing and series.total is not None:
        missing = listed(str(number) for number in sorted(incoming.missing))
        facts = {"number": str(series.number), "total": str(series.total), "missing": missing}
        yield Problem(case="waiting", where="subject", facts=facts)
