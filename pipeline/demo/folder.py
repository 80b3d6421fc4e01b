"""The demo's data folder: only a folder that a demo made is ever emptied, and one demo at a time works in it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".baosong-demo"


class FolderRefused(Exception):  # noqa: N818 - told to a person
    """The folder cannot be used; `cause` is `foreign` (not a demo's) or `in_use` (another demo runs there)."""

    def __init__(self, cause: str, folder: Path) -> None:
        super().__init__(cause, str(folder))
        self.cause = cause
        self.folder = folder


@contextmanager
def demo_folder(folder: Path, *, fresh: bool) -> Iterator[Path]:
    """Hold the folder for this demo; it is made where it is missing.

    Args:
        folder: where the demo's data lie.
        fresh: empty it first.

    Raises:
        FolderRefused: it holds something that no demo made, or another demo works in it.
        OSError: it cannot be written.
    """
    marker = folder / MARKER
    if not marker.exists() and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderRefused("foreign", folder)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(marker, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        os.close(handle)
        raise FolderRefused("in_use", folder) from taken
    try:
        if fresh:
            _empty(folder)
        yield folder
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name == MARKER:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
