"""A letter that passes on another's is the forwarder's; whose it was is told.

Rule: design.md §4.5 and mail.md L6: the inner sender is not the submitter.
How it is mended: nothing to mend; where the piece is another unit's, that unit sends it itself or the office corrects.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Address
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"default": ("who",), "unit": ("who", "unit")}
_LONGEST = 40  # characters of a name


def asked(incoming: Incoming) -> bool:
    """Whether the letter passes on another's at all."""
    return bool(incoming.letter.forwarded)


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One note for each letter passed on that neither the sender nor the desk wrote."""
    own = {desk.mailbox.lower(), incoming.letter.sender}
    for one in incoming.letter.forwarded:
        if one.addr in own:
            continue
        units = [unit.name for unit in desk.roster.by_address(one.addr) if unit != incoming.unit]
        facts = {"who": _shown(one)} | ({"unit": units[0]} if units else {})
        yield Problem(case="unit" if units else "default", where="sender", facts=facts)


def _shown(one: Address) -> str:
    name = " ".join(one.name.split())[:_LONGEST]
    return f"{name}（{one.addr}）" if name and name != one.addr else one.addr
