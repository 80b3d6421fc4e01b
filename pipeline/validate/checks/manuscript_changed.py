"""A manuscript is not changed after it was reviewed.

Rule: design.md §4.4: after review or adoption a reply that changes the manuscript waits for a person.
How it is mended: the office looks at both and decides which one counts.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("number",)}


def asked(incoming: Incoming) -> bool:
    """Asked of replies to a piece on record."""
    return incoming.completes is not None


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where the piece had been reviewed and the reply's manuscript differs."""
    earlier = incoming.completes
    if earlier is not None and earlier.state.settled_by_people and incoming.replaces_manuscript:
        yield Problem(where="manuscript", facts={"number": earlier.number})
