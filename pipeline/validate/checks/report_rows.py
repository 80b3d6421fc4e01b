"""An adoption report tells how many rows were read in it, and how many need a look.

Rule: J annex 2; rules.md S7: each row is a claim, none is dropped in silence.
How it is mended: nothing to mend; the receipt goes on row by row.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("count",), "doubtful": ("count", "doubtful")}


def asked(incoming: Incoming) -> bool:
    """Asked where rows of a report were read: no other letter is told of reports."""
    return bool(incoming.reported)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One note on all rows."""
    doubtful = sum(bool(row.doubt) for row in incoming.reported)
    facts = {"count": str(len(incoming.reported)), "doubtful": str(doubtful)}
    yield Problem(case="doubtful" if doubtful else "default", where="report", facts=facts)
