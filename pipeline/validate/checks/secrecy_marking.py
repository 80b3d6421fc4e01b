"""A letter with a secrecy marking is sealed.

Rule: rules.md S6, design.md §4.7; Y 三(二)4, J 四: secret material never by email.
How it is mended: not by mail; the receipt names the channel, and an admin may release a false alarm.
The problem tells where the marking stands, never what stands there.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Follows
from pipeline.validate.desk import Desk
from pipeline.validate.marks import marks, place_of_mark
from pipeline.validate.terms import Term

TERMS = {"levels": Term.WORDS, "labels": Term.WORDS, "not_after": Term.ANY_WORDS, "head_lines": Term.COUNT}
MUST = Follows.SEAL  # no bureau may ask for less


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where any part of the letter carries a marking."""
    labels = desk.words("labels")
    shapes = marks(desk.words("levels"), labels, desk.words("not_after"), ())
    place = place_of_mark(incoming.letter, shapes, labels, int(desk.number("head_lines")))
    if place is not None:
        yield Problem(where=place)
