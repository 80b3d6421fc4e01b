"""What is no piece waits for the office.

Rule: rules.md S7, S8; design.md §1: adoption reports, bookings, commands and questions are never dropped.
How it is mended: nothing to mend; a person sees to it.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": (), "adoption_report": (), "booking": (), "command": ()}
_PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem, by the kind of the letter."""
    if incoming.kind in _PIECES:
        return
    yield Problem(case=incoming.kind.value if incoming.kind.value in CASES else "default", where="letter")
