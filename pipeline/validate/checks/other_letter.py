"""What is no piece waits for the office.

Rule: rules.md S7, S8; design.md §1: adoption reports, bookings, commands and questions are never dropped.
An adoption report whose rows were read needs no person, unless a file beside it could not be read and may be a piece.
A unit's 查询, 积分 and 撤回 are answered at once, unless they ask for what only a person can decide; a reviewer's
answer to a notice is taken, or not, by what its token is worth.
How it is mended: nothing to mend; a person sees to it.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.parts import would_be_manuscripts
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": (), "adoption_report": (), "booking": (), "command": ()}
_PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem, by the kind of the letter."""
    settled = incoming.asker is not None or incoming.ruling is not None
    if incoming.kind in _PIECES or _is_read(incoming) or settled:
        return
    yield Problem(case=incoming.kind.value if incoming.kind.value in CASES else "default", where="letter")


def _is_read(incoming: Incoming) -> bool:
    report = incoming.kind is LetterKind.ADOPTION_REPORT and bool(incoming.reported)
    return report and not would_be_manuscripts(incoming.letter.parts)
