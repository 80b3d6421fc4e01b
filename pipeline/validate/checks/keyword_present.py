"""The subject holds a keyword.

Rule: Y 三(二)4 年度+单位+关键词.
How it is mended: nothing to do for this letter; the next one is written so.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.domain.text import word_count
from pipeline.validate.ask import is_new
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

TERMS = {"max": Term.COUNT}  # words of a keyword
CASES: Cases = {"default": (), "long": ("max",)}
asked = is_new


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One remark where no keyword was read, or a whole sentence stands in its place."""
    longest = int(desk.number("max"))
    if not incoming.keyword:
        yield Problem(where="subject")
    elif word_count(incoming.keyword) > longest:
        yield Problem(case="long", where="subject", facts={"max": str(longest)})
