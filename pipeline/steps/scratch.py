"""Folders for what was taken out of a letter while somebody looks at it; a killed process leaves none for long."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from pipeline.steps.house import House

_PREFIX = "look-"


@contextmanager
def scratch_folder(house: House) -> Iterator[Path]:
    """A folder of one's own, under a lock that falls with the process; it is gone afterwards."""
    house.scratch.mkdir(parents=True, exist_ok=True)
    folder, handle = _made(house.scratch)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def sweep_scratch(house: House) -> None:
    """Remove such folders whose process is gone."""
    for folder in house.scratch.glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError, BlockingIOError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(handle)


def _made(parent: Path) -> tuple[Path, int]:
    while True:
        folder = Path(mkdtemp(prefix=_PREFIX, dir=parent))
        with suppress(FileNotFoundError):  # swept before it was locked
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if folder.exists():
                return folder, handle
            os.close(handle)
