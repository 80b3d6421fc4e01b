"""A manuscript in a format that is not read, or whose pages are pictures, is looked at by a person.

Rule: mail.md L9: units send what their office program saves, so the sender is not turned away.
How it is mended: a person opens it; a reply with the text as a Word file is quicker.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import FOR_A_PERSON, unread_manuscripts
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"form_words": Term.ANY_WORDS}
CASES: Cases = {"default": ("name",), "scan": ("name",)}


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem for each document that may be the manuscript and is of a format not read, or a scan."""
    for part in unread_manuscripts(incoming, desk):
        code = part.trouble.code if part.trouble is not None else ""
        if code in FOR_A_PERSON:
            yield Problem(case="scan" if code == "scan" else "default", where=part.path, facts={"name": part.name})
