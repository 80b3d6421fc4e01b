"""The manuscript opens.

Rule: Y 三(二)4 "Word+原图": a file with a password or a damaged one cannot be reviewed.
How it is mended: reply with the file saved anew, without a password.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import FOR_A_PERSON, unread_manuscripts
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"form_words": Term.ANY_WORDS}
CASES: Cases = {"damaged": ("name",), "encrypted": ("name",), "over_limit": ("name",), "empty": ("name",)}


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each document that may be the manuscript and does not open."""
    for part in unread_manuscripts(incoming, desk):
        code = part.trouble.code if part.trouble is not None else "damaged"
        if code not in FOR_A_PERSON:
            yield Problem(case=code if code in CASES else "damaged", where=part.path, facts={"name": part.name})
