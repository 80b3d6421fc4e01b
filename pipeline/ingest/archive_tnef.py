"""winmail.dat: what Outlook packs a letter's files into when it writes to Exchange (MS-OXTNEF)."""

import struct
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.archive_members import Budget, Member, clean_path
from pipeline.ingest.charset import decode
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_FAULTS = (struct.error, ValueError, LookupError, TypeError, AttributeError, OverflowError)


def members_of_tnef(content: bytes, _name: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files in a winmail.dat; as archive.members."""
    from tnefparse import TNEF

    try:
        found = [(_name_of(one), bytes(one.data or b"")) for one in TNEF(content).attachments]
    except _FAULTS as fault:
        raise Unreadable(DAMAGED, repr(fault)[:200]) from fault
    for name, data in found:
        budget.enter()
        if len(data) > budget.most(limits):
            raise Unreadable(OVER_LIMIT, "bytes")
        budget.take(len(data))
        yield Member(clean_path(name) or "file", data, len(data))


def _name_of(attachment: Any) -> str:
    """Its name; the library takes it for UTF-8 where the file tells no code page, Chinese programs write GBK."""
    try:
        name = attachment.long_filename() or ""
    except UnicodeDecodeError:
        name = decode(bytes(attachment._name))[0]
    return str(name).rstrip("\0")
