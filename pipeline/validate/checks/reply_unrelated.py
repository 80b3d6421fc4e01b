"""A reply belongs to the piece it answers.

Rule: design.md §4.4: a reply whose manuscript differs in title and text is a new piece, never a replacement.
How it is mended: nothing to do when a new piece is meant; else a word to the office.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Term

TERMS = {"title_ratio": Term.PERCENT, "text_ratio": Term.PERCENT}  # how alike they must be to belong together


def asked(incoming: Incoming) -> bool:
    """Asked of what came as a reply and was taken as a new piece."""
    return incoming.unrelated


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark where a reply was taken as a new piece."""
    if incoming.unrelated:
        yield Problem(where="manuscript")
