"""When two letters bring the same content (design.md §4.2, §4.4)."""

import hashlib
from collections.abc import Sequence

from pipeline.domain.letter import Part
from pipeline.domain.parts import is_picture, manuscripts_among
from pipeline.domain.text import body_key, title_key


def manuscript_key(part: Part) -> str:
    """A manuscript's title and text without blanks and punctuation; the file's hash where no text was read.

    The bytes of the file do not count: saved again by another program it is the same manuscript.
    """
    found = part.document.manuscript if part.document is not None else None
    text = body_key(found.body) if found is not None else ""
    if found is None or not text:
        return part.sha256
    return hashlib.sha256(f"{title_key(found.title or '')}\n{text}".encode()).hexdigest()


def content_key(parts: Sequence[Part]) -> str:
    """What makes two letters of a unit the same content: their manuscripts, else the bytes of their files.

    Args:
        parts: every part of the letter, or the current parts of a piece; pictures shown inside the text
            (the logo of a signature) do not count.

    Returns:
        64 hexadecimal digits, "" where there is nothing to compare.
    """
    files = {p.sha256 for p in parts if not (p.inline and is_picture(p))}
    keys = {manuscript_key(p) for p in manuscripts_among(parts)} or files
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest() if keys else ""


def without_repeats(manuscripts: Sequence[Part]) -> tuple[Part, ...]:
    """The manuscripts in their order, each content once."""
    first: dict[str, Part] = {}
    for part in manuscripts:
        first.setdefault(manuscript_key(part), part)
    return tuple(first.values())
