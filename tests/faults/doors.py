"""Doors: the calls by which the program touches the world, counted, and one of them made to end it.

Nothing of this is in the program. A process that was forked for a trial opens the doors before the program runs; from
then on every call of a door is counted, and the call of a point is cut off there.
"""

import mmap
import struct
import threading
from dataclasses import dataclass

KILLS = ("before", "after")
_DISK = (*KILLS, "full")
DOORS: dict[str, tuple[str, ...]] = {  # what can be cut off, and how
    "fetch": (*KILLS, "cut"),  # FETCH asked of the IMAP server
    "keep": KILLS,  # a letter handed over to be kept
    "folder": _DISK,  # mkdir
    "write": (*_DISK, "within"),  # bytes into a file
    "fsync": _DISK,
    "rename": _DISK,
    "remove": KILLS,  # unlink, rmtree
    "commit": (*_DISK, "locked", "held"),
    "DATA": KILLS,  # the SMTP command
    "content": (*KILLS, "within", "cut"),  # a mail's content to the SMTP server
    "answer": (*KILLS, "cut"),  # its answer to the content
    "logout": KILLS,  # IMAP LOGOUT, SMTP QUIT
    "child": KILLS,  # a reading child is killed before or after a letter; the program itself lives on
    "exit": KILLS,  # the program is killed as a reading child ends
}
SCENES = {  # a share of the kills is tried again, every so many-th, in other surroundings
    "worker": 10,  # it is the worker that is killed: both mailboxes and both outboxes at once
    "two": 20,  # another run of the program is at work at the same time
    "clock": 20,  # when the program starts again, the machine's clock has gone back an hour
    "renumbered": 20,  # and the server's folders have another UIDVALIDITY
}
SMALL_DISK = "disk"  # the data folder on a disk that has room for so many times 64 KiB more, or is read-only; or its
# scratch folder alone on one without room for a leaf
SMALL_DISKS = 40
_ORDER = {door: at for at, door in enumerate(DOORS)}


@dataclass(frozen=True)
class Point:
    """The n-th call (from 1) of a door, and how it is cut off."""

    door: str
    call: int
    how: str  # before, within, after: killed there; full: the disk; cut: the connection; locked: the database, for a
    # moment; held: the database, for longer than the program waits
    scene: str = ""

    def __str__(self) -> str:
        place = f"{self.door}:{self.call}:{self.how}"
        return f"{self.scene}/{place}" if self.scene else place

    @property
    def kills(self) -> bool:
        """Whether the program itself is killed there."""
        return self.how in {"before", "within", "after"} and self.door != "child"

    @classmethod
    def of(cls, text: str) -> "Point":
        """The point of that name, as `str` gives it."""
        scene, _, place = text.rpartition("/")
        door, call, how = place.split(":")
        return cls(door, int(call), how, scene)


class Tally:
    """How often each door was passed, readable from outside even after a kill; its last place: the point was struck."""

    _LENGTH = struct.calcsize("=I")

    def __init__(self) -> None:
        self._map = mmap.mmap(-1, self._LENGTH * (len(DOORS) + 1))
        self._lock = threading.Lock()

    def add(self, door: str) -> int:
        """Count one more call, and return its number."""
        with self._lock:
            count = self._read(_ORDER[door]) + 1
            self._write(_ORDER[door], count)
            return count

    def strike(self) -> None:
        """Note that the point was reached."""
        self._write(len(DOORS), 1)

    @property
    def struck(self) -> bool:
        """Whether it was."""
        return bool(self._read(len(DOORS)))

    def counts(self) -> dict[str, int]:
        """Calls by door."""
        return {door: self._read(at) for door, at in _ORDER.items()}

    def _read(self, at: int) -> int:
        return int(struct.unpack_from("=I", self._map, at * self._LENGTH)[0])

    def _write(self, at: int, value: int) -> None:
        struct.pack_into("=I", self._map, at * self._LENGTH, value)
