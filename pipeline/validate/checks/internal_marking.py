"""A letter marked 工作秘密 or 内部资料 waits for a person.

Rule: design.md §4.7. Such material is no state secret, but whether it may go by email is not for a program to say.
How it is mended: the sender takes the marking off where it does not belong, or asks the office.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.marks import marks, place_of_mark
from pipeline.validate.terms import Term

TERMS = {"words": Term.WORDS, "labels": Term.WORDS, "riders": Term.ANY_WORDS, "head_lines": Term.COUNT}


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where any part of the letter carries such a marking."""
    labels = desk.words("labels")
    shapes = marks(desk.words("words"), labels, (), desk.words("riders"))
    place = place_of_mark(incoming.letter, shapes, labels, int(desk.number("head_lines")))
    if place is not None:
        yield Problem(where=place)
