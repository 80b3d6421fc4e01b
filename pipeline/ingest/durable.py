"""Files that are whole or not there: written aside, synced, renamed, their folder synced (design.md §4.1)."""

import fcntl
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20
_DRAFTS = ".keep"  # a folder within each store: one look finds what a killed process left


def verify(path: Path) -> bool:
    """Whether the file is there and its bytes still give the sha256 that is its name."""
    return sha256_of(path) == path.name.partition(".")[0]


def sha256_of(path: Path) -> str | None:
    """The sum of a file's bytes; None when there is no such file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def write_whole(content: bytes, target: Path, store: Path) -> None:
    """Write `content` to `target` within `store`, for its owner alone, replacing what is there.

    Raises:
        OSError: the disk is full or read-only; nothing half-written stays under the target's name.
    """
    make_folder(target.parent)
    make_folder(store / _DRAFTS)
    handle, draft = new_draft(store / _DRAFTS)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_folder(target.parent)


def new_draft(folder: Path, prefix: str = "") -> tuple[int, Path]:
    """A new file, for its owner alone, under a lock that tells `sweep` of a living process; it falls with that one."""
    while True:
        handle, name = tempfile.mkstemp(prefix=prefix, dir=folder)  # 0600
        with suppress(OSError):  # a disk that knows no locks: what is left there is not swept either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:  # not swept before it was locked
            return handle, Path(name)
        os.close(handle)


def sweep(store: Path) -> int:
    """Remove the drafts in a store that a killed process left; returns how many. Those being written stay."""
    return sweep_drafts(store / _DRAFTS)


def sweep_drafts(folder: Path, prefix: str = "") -> int:
    """The same of drafts in any folder whose names begin so."""
    swept = 0
    for draft in folder.glob(f"{prefix}*"):
        with suppress(OSError), draft.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            draft.unlink()
            swept += 1
    return swept


def give_name(draft: Path, target: Path) -> None:
    """Give a draft its name, unless there is a file of that name; the draft's own name may still be there.

    Raises:
        FileExistsError: it stays as it is.
    """
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if target.exists():
            raise FileExistsError(str(target)) from None
        draft.replace(target)


def move(source: Path, target: Path) -> Path:
    """Rename within one disk, and sync both folders."""
    source.replace(target)
    sync_folder(target.parent)
    sync_folder(source.parent)
    return target


def make_folder(folder: Path) -> None:
    """Make the folder and its missing parents, owner only, and sync each new one's parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names down to the disk."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
