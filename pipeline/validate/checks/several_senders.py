"""A letter names one sender.

Rule: mail.md, "Who sent it": more than one From is how senders are forged.
How it is mended: the unit sends again from its registered address alone.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("count",)}


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where From names several addresses."""
    addresses = {sender.addr for sender in incoming.letter.origin.senders}
    if len(addresses) > 1:
        yield Problem(where="sender", facts={"count": str(len(addresses))})
