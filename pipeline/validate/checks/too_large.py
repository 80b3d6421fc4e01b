"""The letter keeps within the desk's limits.

Rule: settings.toml, limits: beyond them a letter is read in part only, so a person looks at it.
How it is mended: send in several letters, or pictures in smaller groups.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where reading stopped at a limit."""
    if any(defect.startswith("limit_") for defect in incoming.letter.defects):
        yield Problem(where="letter")
