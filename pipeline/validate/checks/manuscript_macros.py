"""A Word file with macros is read like any other; its macros never run.

Rule: mail.md L9; none of the plans' forms has macros, and a virus may be one.
How it is mended: nothing to mend; next time saved as .docx.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Part
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("name",)}
_WITH_MACROS = "docm"


def asked(incoming: Incoming) -> bool:
    """Asked where a Word file holds macros."""
    return any(map(_has_macros, incoming.letter.parts))


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One remark for each such file."""
    for part in incoming.letter.parts:
        if _has_macros(part):
            yield Problem(where=part.path, facts={"name": part.name})


def _has_macros(part: Part) -> bool:
    return part.type == _WITH_MACROS or (part.document is not None and part.document.macros)
