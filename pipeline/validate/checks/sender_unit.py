"""The unit named in the subject is the sender's.

Rule: rules.md S2, design.md §4.5: another unit than the sender's, or two units, goes to a person.
How it is mended: reply with the right unit in the subject, or ask the office for leave to send for another unit.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import is_new, sender_names, unit_names
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"other": ("sender_unit", "unit"), "several": ("sender_unit", "units")}


def asked(incoming: Incoming) -> bool:
    """Asked of a new letter from a registered sender; a reply belongs to its piece's unit."""
    return bool(incoming.sender_units) and is_new(incoming)


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where the subject names a unit the sender does not speak for, or several."""
    if incoming.unit is not None:
        return
    subject = incoming.subject
    facts = {"sender_unit": sender_names(incoming)}
    if subject.unit is not None:
        yield Problem(case="other", where="subject", facts={**facts, "unit": unit_names((subject.unit,), desk)})
    elif subject.candidates:
        yield Problem(case="several", where="subject", facts={**facts, "units": unit_names(subject.candidates, desk)})
