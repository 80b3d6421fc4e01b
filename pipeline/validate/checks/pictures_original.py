"""Pictures come as original files, not only inside the Word file.

Rule: Y 三(二)4 "Word+原图": Word shrinks what is pasted into it.
How it is mended: reply with the original pictures.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import embedded_pictures
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("count",)}


def asked(incoming: Incoming) -> bool:
    """Asked where there are pictures at all."""
    return bool(incoming.pictures or embedded_pictures(incoming))


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark where pictures stand only inside the Word file."""
    inside = embedded_pictures(incoming)
    if inside and not incoming.pictures:
        yield Problem(where="pictures", facts={"count": str(len(inside))})
