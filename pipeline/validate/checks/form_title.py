"""The title on form 2 is the manuscript's.

Rule: the form approves one text; rules.md S4 knows the two belong together by their title.
How it is mended: reply with the form, or the manuscript, that carries the right title.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.titles import near_title
from pipeline.validate.ask import has_two_titles, two_titles
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"ratio": Term.PERCENT}
CASES: Cases = {"default": ("form_title", "title")}
asked = has_two_titles


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where the titles are different ones."""
    of_form, of_manuscript = two_titles(incoming)
    if of_form and of_manuscript and not near_title(of_form, of_manuscript, desk.number("ratio")):
        yield Problem(where="form", facts={"form_title": of_form, "title": of_manuscript})
