"""A piece brings pictures.

Rule: Y 三(二)4 "Word+原图"; a piece without any picture is possible, so a remark.
How it is mended: reply with the original pictures, where there are any.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import embedded_pictures, form_alone, piece_known
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Term

TERMS = {"logo_pixels": Term.COUNT, "logo_bytes": Term.COUNT}  # smaller ones inside the text of a mail are no pictures


def asked(incoming: Incoming) -> bool:
    """Whether all of the piece is at hand, and not only a form that waits to be joined."""
    return piece_known(incoming) and not form_alone(incoming)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark where there is neither an image file nor a picture in the Word file."""
    if not incoming.pictures and not embedded_pictures(incoming):
        yield Problem(where="pictures")
