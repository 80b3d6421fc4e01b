"""A letter brings either a piece or an adoption report.

Rule: rules.md S7; design.md §3: one letter has one outcome, so of the two a person takes the report in.
How it is mended: nothing to mend; next time in two letters.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("count",)}


def asked(incoming: Incoming) -> bool:
    """Asked where rows of a report were read: no other letter is told of reports."""
    return bool(incoming.reported)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem: a piece came with rows of a report."""
    yield Problem(where="report", facts={"count": str(len(incoming.reported))})
