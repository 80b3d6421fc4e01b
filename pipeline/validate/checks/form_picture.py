"""Form 2 came as a picture, and nobody can be sure what it says.

Rule: rules.md S4 asks for the form, not for a kind of file; a scan or a photograph may be as good, so a person looks
at it instead of the piece being returned.
How it is mended: nothing must be done; the form as a Word file is quicker.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import pictured_forms, piece_known
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"form_words": Term.ANY_WORDS}
CASES: Cases = {"unread": ("name",), "doubtful": ("name", "count")}
asked = piece_known


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where the form was read with doubts, or where a picture seems to be the form that is missing."""
    form, part = incoming.form, incoming.form_part
    if form is None:
        for likely in pictured_forms(incoming, desk.words("form_words"))[:1]:
            yield Problem(case="unread", where=likely.path, facts={"name": likely.name})
    elif form.doubtful and part is not None:
        facts = {"name": part.name, "count": str(len(form.doubtful))}
        yield Problem(case="doubtful", where=part.path, facts=facts)
