"""Something that is not as the month's files say it should be."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Breach:
    """One such thing; `what` is a word of the texts table."""

    letter: str  # its id in the month's files, or what else it is about
    what: str  # missing, disposition, findings, state, receipts, stranger, unsent, fault, and those of reckoned.py
    expected: str = ""
    got: str = ""
