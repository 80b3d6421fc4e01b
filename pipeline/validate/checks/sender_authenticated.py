"""A letter whose sender failed a check of the receiving server waits for a person.

Rule: mail.md, "Who sent it": a failed SPF, DKIM or DMARC is held; a result that is missing proves nothing, since mail
within 163 carries none, and a softfail only says that the domain's owner is not sure either.
How it is mended: the unit sends again from its registered mailbox's own web page or program.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("checks",)}


def asked(incoming: Incoming) -> bool:
    """Only where a server said anything against the sender: no receipt praises a sender for a check nobody made."""
    return bool(incoming.letter.origin.failed)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where any check failed."""
    failed = incoming.letter.origin.failed
    if failed:
        yield Problem(where="sender", facts={"checks": "、".join(name.upper() for name in failed)})
