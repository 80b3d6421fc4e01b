"""Documents that the first reader could not read are given to LibreOffice, where it is installed."""

import hashlib
from pathlib import Path

from pipeline.domain.letter import Letter, Part
from pipeline.ingest import office
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.settings.values import Limits

_MOST = 5  # documents of one letter


def wanting(letter: Letter, limits: Limits) -> tuple[Part, ...]:
    """The parts for a second reader: of its kinds, and neither locked nor too large."""
    if not limits.office_seconds or office.program() is None:
        return ()
    troubled = (part for part in letter.parts if part.trouble is not None and part.type in office.FILTERS)
    return tuple(part for part in troubled if part.trouble and part.trouble.code in {DAMAGED, UNSUPPORTED})[:_MOST]


def turned(parts: tuple[Part, ...], scratch: Path, limits: Limits) -> dict[str, str]:
    """The parts as .docx files beside the letter's leaves: sha256 of each part → sha256 of what it was turned into.

    Raises:
        OSError: the disk fails.
    """
    made: dict[str, str] = {}
    for part in parts:
        try:
            content = office.as_docx((scratch / part.sha256).read_bytes(), part.type, limits, scratch)
        except Unreadable as unreadable:  # the first reader's word stands
            if unreadable.code == OVER_LIMIT:
                break  # one document that took all the time it had is enough: other letters wait
            continue
        name = hashlib.sha256(content).hexdigest()
        (scratch / name).write_bytes(content)
        made[part.sha256] = name
    return made
