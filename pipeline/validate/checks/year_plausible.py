"""The year in the subject is the year of arrival, or near it.

Rule: rules.md S2: the piece is counted in the month it arrived; a year far off is a slip.
How it is mended: reply with the right year when the one read is wrong.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.timeutil import local
from pipeline.validate.ask import is_new
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"back": Term.COUNT, "ahead": Term.COUNT}
CASES: Cases = {"default": ("year", "arrived")}


def asked(incoming: Incoming) -> bool:
    """Asked of a new letter whose subject names a year."""
    return is_new(incoming) and incoming.subject.year is not None


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where the year lies outside the years around arrival."""
    arrived = local(incoming.arrived_at).year
    if not arrived - desk.number("back") <= incoming.year <= arrived + desk.number("ahead"):
        yield Problem(where="subject", facts={"year": str(incoming.year), "arrived": str(arrived)})
