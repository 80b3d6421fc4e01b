"""The title on form 2 is the manuscript's to the letter.

Rule: as `form_title`; a few characters off are a remark.
How it is mended: nothing must be done; the manuscript's title counts.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.titles import near_title, same_title
from pipeline.validate.ask import has_two_titles, two_titles
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"ratio": Term.PERCENT}
CASES: Cases = {"default": ("form_title", "title")}
asked = has_two_titles


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One remark where the titles are nearly, but not quite, the same."""
    of_form, of_manuscript = two_titles(incoming)
    near = near_title(of_form, of_manuscript, desk.number("ratio"))
    if of_form and of_manuscript and near and not same_title(of_form, of_manuscript):
        yield Problem(where="form", facts={"form_title": of_form, "title": of_manuscript})
