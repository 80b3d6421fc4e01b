"""A Word file that points to a template, a picture or a file elsewhere is read as it is; nothing is fetched.

Rule: mail.md L9; what lies elsewhere was not sent, and opening it would tell a stranger that the letter was read.
How it is mended: the pictures put into the file itself, or sent beside it.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Part
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("name",)}


def asked(incoming: Incoming) -> bool:
    """Asked where a Word file points elsewhere."""
    return any(map(_points_outside, incoming.letter.parts))


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark for each such file."""
    for part in incoming.letter.parts:
        if _points_outside(part):
            yield Problem(where=part.path, facts={"name": part.name})


def _points_outside(part: Part) -> bool:
    return part.document is not None and part.document.outside
