"""An attachment that is neither manuscript nor form nor picture can be read.

Rule: mail.md L8: what cannot be opened is named, never passed over in silence.
How it is mended: reply with it in another form, where it belongs to the piece.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Part
from pipeline.domain.parts import is_litter, is_picture
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import unread_manuscripts
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

GIVES_WAY = True  # form_present names a form that could not be read, where the bureau asks for one
TERMS = {"form_words": Term.ANY_WORDS}
CASES: Cases = {
    "damaged": ("name",),
    "encrypted": ("name",),
    "over_limit": ("name",),
    "empty": ("name",),
    "unsupported": ("name",),
    "scan": ("name",),
}


def asked(incoming: Incoming) -> bool:
    """Asked where there are attachments."""
    return bool(incoming.letter.parts)


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One remark for each such attachment that could not be read; none for the litter of programs."""
    told = unread_manuscripts(incoming, desk)
    for part in incoming.letter.parts:
        if part.trouble is not None and part not in told and not (is_picture(part) or is_litter(part)):
            yield Problem(case=_case(part), where=part.path, facts={"name": part.name})


def _case(part: Part) -> str:
    code = part.trouble.code if part.trouble is not None else ""
    return code if code in CASES else "damaged"
