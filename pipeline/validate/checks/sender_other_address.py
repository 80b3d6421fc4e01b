"""A letter names no other mailbox beside its sender's: neither in the sender's name, nor for the answers.

Rule: mail.md, "Who sent it": an address inside the display name, or a Reply-To of another domain, is how a letter is
made to look like somebody else's. Receipts go to the registered address whatever such a letter asks for.
How it is mended: the unit takes the other address out of its mail program's settings; a remark only.
"""

import re
from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.letter import Address
from pipeline.domain.piece import Incoming
from pipeline.domain.text import normal
from pipeline.validate.ask import listed
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases

CASES: Cases = {"in_name": ("address",), "reply_to": ("address",)}
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z0-9]{2,24}(?![a-z0-9-])", re.ASCII)
_MOST = 3  # are named


def asked(incoming: Incoming) -> bool:
    """Asked where there is a name beside the address, or another address for the answers."""
    origin = incoming.letter.origin
    return bool(origin.reply_to) or any(sender.name for sender in origin.senders)


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where the name holds another address, and one where the answers are to go to another domain."""
    origin = incoming.letter.origin
    own = {sender.addr for sender in origin.senders}
    own |= {address for unit in incoming.sender_units for address in unit.addresses}
    in_name = {found for sender in origin.senders for found in _addresses(sender)} - own
    domains = {_domain(address) for address in own}
    reply_to = {a.addr for a in origin.reply_to if a.addr not in own and _domain(a.addr) not in domains}
    for case, found in (("in_name", in_name), ("reply_to", reply_to)):
        if found:
            yield Problem(case=case, where="sender", facts={"address": listed(sorted(found)[:_MOST])})


def _addresses(sender: Address) -> list[str]:
    return _ADDRESS.findall(normal(sender.name).lower())


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
