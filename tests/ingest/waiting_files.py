"""Letters for the reading children: one that is read at once, and one that a child waits on."""

import os
import time
from pathlib import Path


def letter_file(folder: Path, number: int = 0) -> Path:
    path = folder / f"{number}.eml"
    path.write_bytes(b"Subject: letter %d\n\nContent-Type: x\n" % number)
    return path


def pipe_file(folder: Path) -> Path:
    """A file that a child waits on for ever: it is in the midst of reading until we let go."""
    path = folder / "waits.eml"
    os.mkfifo(path)
    return path


def until(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
