"""Every picture opens.

Rule: Y 三(二)4 "Word+原图": a picture that is cut off or damaged cannot be published.
How it is mended: reply with that picture, sent anew from where it was taken.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Part
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {
    "damaged": ("name",),
    "truncated": ("name",),
    "over_limit": ("name",),
    "empty": ("name",),
    "unsupported": ("name",),
}


def asked(incoming: Incoming) -> bool:
    """Asked where there are picture files."""
    return bool(incoming.pictures)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem for each picture that does not open."""
    for part in incoming.pictures:
        code = _problem(part)
        if code is not None:
            yield Problem(case=code if code in CASES else "damaged", where=part.path, facts={"name": part.name})


def _problem(part: Part) -> str | None:
    if part.picture is not None:
        return part.picture.problem
    return part.trouble.code if part.trouble is not None else None
