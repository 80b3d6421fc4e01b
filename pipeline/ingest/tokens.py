"""The number of a piece in a letter: what makes it a reply (design.md §4.4)."""

import re
from dataclasses import dataclass

from pipeline.domain.letter import Letter
from pipeline.domain.text import normal


@dataclass(frozen=True, kw_only=True)
class Token:
    """A number that a letter carries."""

    number: str  # YH-2020-00012
    by_message_id: bool  # in In-Reply-To or References: only who got our mail has it


def tokens(letter: Letter, prefix: str) -> tuple[Token, ...]:
    """The numbers a letter carries, those of our own Message-IDs first, each once.

    Our Message-IDs begin with the number: `<yh-2020-00012.….…@host>`.

    Args:
        letter: as read.
        prefix: of the bureau's numbers (YH).
    """
    ours = re.compile(rf"\s*<?{re.escape(prefix)}-(\d{{4}})-(\d{{4,}})\.[^@\s]*@", re.IGNORECASE)
    dash = r"\s?[-‐‑–—−]{1,2}\s?"
    written = re.compile(rf"(?<![0-9a-z]){re.escape(prefix)}{dash}(\d{{4}}){dash}(\d{{4,}})(?!\d)", re.IGNORECASE)
    by_id = [f"{prefix}-{m[1]}-{m[2]}" for m in map(ours.match, letter.origin.in_reply_to) if m]
    by_subject = [f"{prefix}-{m[1]}-{m[2]}" for m in written.finditer(normal(letter.subject))]
    found = dict.fromkeys(by_id, True)
    for n in by_subject:
        found.setdefault(n, False)
    return tuple(Token(number=n, by_message_id=m) for n, m in found.items())
