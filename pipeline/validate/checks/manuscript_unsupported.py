"""A manuscript in a format that is not read yet is looked at by a person.

Rule: mail.md L9: .doc and .wps are as usual as .docx, so the sender is not turned away.
How it is mended: a person opens it; a reply with the text saved as .docx is quicker.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import unread_manuscripts
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"form_words": Term.ANY_WORDS}
CASES: Cases = {"default": ("name",)}


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each document that may be the manuscript and is of a format not read."""
    for part in unread_manuscripts(incoming, desk):
        if part.trouble is not None and part.trouble.code == "unsupported":
            yield Problem(where=part.path, facts={"name": part.name})
