"""The unit can be settled.

Rule: rules.md S2: a sender that may send for several units says in the subject for which; a doubt goes to a person.
How it is mended: reply naming the unit, in the form 年度+单位+关键词.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import sender_names
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("sender_unit",)}


def asked(incoming: Incoming) -> bool:
    """Asked of registered senders: of the others `sender_known` tells already; a reply belongs to its piece's unit."""
    return bool(incoming.sender_units) and incoming.completes is None


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where neither sender nor subject settles the unit, and `sender_unit` has not told why."""
    if incoming.unit is None and incoming.subject.unit is None and not incoming.subject.candidates:
        yield Problem(where="subject", facts={"sender_unit": sender_names(incoming)})
