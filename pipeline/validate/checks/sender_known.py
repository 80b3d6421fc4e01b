"""The sender's address stands in the roster.

Rule: design.md §4.5, mail.md O8: a letter is a unit's by its registered address; an unknown sender is never answered.
How it is mended: the unit sends from its registered address, or asks the office to register this one.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("address",), "missing": ()}


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where no unit registered the address, or there is none; a reviewer is known by his token."""
    if incoming.ruling is not None:
        return
    if not incoming.letter.sender:
        yield Problem(case="missing", where="sender")
    elif not incoming.sender_units:
        yield Problem(where="sender", facts={"address": incoming.letter.sender})
