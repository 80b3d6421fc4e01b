"""What the readers of all archives share: a member, the letter's allowance, and names made safe."""

import re
from dataclasses import dataclass, field

from pipeline.domain.letter import Trouble
from pipeline.ingest.charset import one_line
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)


@dataclass
class Budget:
    """What is left of a letter's allowance for unpacking; archives in archives draw on the same one."""

    entries: int
    bytes: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """A letter's whole allowance."""
        return cls(limits.archive_entries, limits.archive_bytes)

    def enter(self) -> None:
        """One more entry is opened.

        Raises:
            Unreadable: over_limit, there were too many.
        """
        if self.entries <= 0:
            raise Unreadable(OVER_LIMIT, "entries")
        self.entries -= 1

    def most(self, limits: Limits) -> int:
        """Bytes that the next member may have."""
        return min(limits.part_bytes, self.bytes)

    def take(self, count: int) -> None:
        """So many bytes really came out."""
        self.bytes -= count


@dataclass(frozen=True)
class Member:
    """A file in an archive."""

    path: str  # cleaned: folders and name parted by "/", no "..", no drive
    content: bytes = field(repr=False, default=b"")
    size: int = 0  # as the archive announces it
    trouble: Trouble | None = None


def clean_path(name: str) -> str:
    """A member's name without what could lead anywhere; "" where nothing is left of it or it is mere litter."""
    pieces = (piece.strip() for piece in re.split(r"[/\\]", one_line(name)))
    kept = [piece for piece in pieces if piece not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", piece)]
    path = "/".join(kept)[-500:]
    return "" if _LITTER.search(path) else path
