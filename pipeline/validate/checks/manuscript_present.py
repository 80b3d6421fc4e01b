"""A piece brings its manuscript as a Word file.

Rule: Y 三(二)4 "Word+原图" (rules.md S3).
How it is mended: reply with the Word file alone.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.text import word_count
from pipeline.validate.ask import form_alone, piece_known, unread_manuscripts
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"form_words": Term.ANY_WORDS, "written_in_mail": Term.COUNT}
CASES: Cases = {"default": (), "in_mail": (), "form_only": ()}


def asked(incoming: Incoming) -> bool:
    """Whether all of the piece is at hand, and not only a form that waits to be joined (may_belong)."""
    return piece_known(incoming) and not form_alone(incoming)


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where there is neither a manuscript nor a document that may be one."""
    if incoming.manuscripts or unread_manuscripts(incoming, desk):
        return
    if word_count(incoming.letter.text) >= desk.number("written_in_mail"):
        yield Problem(case="in_mail", where="manuscript")
    else:
        yield Problem(case="form_only" if incoming.form is not None else "default", where="manuscript")
