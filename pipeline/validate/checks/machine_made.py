"""Delivery reports, automatic replies and the desk's own mail are not answered.

Rule: mail.md O6: programs that answer programs loop.
How it is mended: nothing to mend; a person who wrote such a letter writes again by hand.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": (), "bounce": (), "own": ()}


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for a letter that a machine made."""
    if any(sender.addr == desk.mailbox.lower() for sender in incoming.letter.origin.senders):
        yield Problem(case="own", where="sender")
    elif incoming.kind is LetterKind.BOUNCE:
        yield Problem(case="bounce", where="sender")
    elif incoming.kind is LetterKind.AUTO_REPLY:
        yield Problem(where="sender")
