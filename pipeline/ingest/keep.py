"""Keep first: bytes on disk under their sha256, whole or not at all (design.md §4.1, §4.7).

    raw/<aa>/<sha256>.eml     letters as they came
    parts/<aa>/<sha256>       what was taken out of them
    sealed/<sha256>.eml       letters with a secrecy marking: owner only, out of every other door

Bytes go to a temporary file in the same folder, are synced, renamed, and the folder is synced; a power cut leaves
either nothing or the whole file. A file that is there already is trusted only if its bytes still give its name.
"""

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20
_DRAFT = ".keep-"
_DRAFT_SECONDS = 86_400.0


def keep(raw: bytes, root: Path) -> str:
    """Keeps a letter's bytes under `root` and returns their sha256 (hex). Twice the same is once.

    A sealed letter that arrives again stays sealed: its bytes do not come back into the open store.

    Raises:
        OSError: the disk is full or read-only; nothing half-written stays under the letter's name.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    if not verify(sealed_path(root, sha256)):
        _write(raw, raw_path(root, sha256))
    return sha256


def secure_part(leaf: Path) -> bool:
    """Brings a leaf that lies under its sha256 down to the disk; False when its bytes do not give that sum."""
    handle = os.open(leaf, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return verify(leaf)


def keep_part(leaf: Path, root: Path) -> Path:
    """Moves a leaf that was secured into the store under `root`, on the same disk; returns its place."""
    target = part_path(root, leaf.name)
    _make_folder(target.parent)
    if not verify(target):
        leaf.replace(target)
    _sync_folder(target.parent)
    return target


def keep_made(content: bytes, root: Path) -> str:
    """Keeps a file that the desk made among the leaves under `root` and returns its sha256 (hex).

    Raises:
        OSError: the disk is full or read-only.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _write(content, part_path(root, sha256))
    return sha256


def raw_path(root: Path, sha256: str) -> Path:
    """Where a letter lies in the open store."""
    return root / "raw" / sha256[:2] / f"{sha256}.eml"


def part_path(root: Path, sha256: str) -> Path:
    """Where a leaf lies."""
    return root / "parts" / sha256[:2] / sha256


def sealed_path(root: Path, sha256: str) -> Path:
    """Where a sealed letter lies."""
    return root / "sealed" / f"{sha256}.eml"


def verify(path: Path) -> bool:
    """Whether the file is there and its bytes still give the sha256 that is its name."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == path.name.partition(".")[0]


def sweep(root: Path) -> int:
    """Removes what a killed process left half-written more than a day ago; returns how many files."""
    drafts = [draft for store in ("raw", "parts") for draft in (root / store).glob(f"*/{_DRAFT}*")]
    stale = [draft for draft in drafts if draft.stat().st_mtime < time.time() - _DRAFT_SECONDS]
    for draft in stale:
        draft.unlink(missing_ok=True)
    return len(stale)


def seal(root: Path, sha256: str) -> Path:
    """Moves a letter out of the open store into sealed/ and returns its place; done already is done.

    Raises:
        FileNotFoundError: the letter lies in neither store.
    """
    source, target = raw_path(root, sha256), sealed_path(root, sha256)
    _make_folder(target.parent)
    target.parent.chmod(0o700)
    if verify(target):
        source.unlink(missing_ok=True)  # a copy that came before the seal
        _sync_folder(source.parent)
        return target
    source.chmod(0o600)
    return _move(source, target)


def unseal(root: Path, sha256: str) -> Path:
    """Moves a released letter back into the open store and returns its place; done already is done.

    Raises:
        FileNotFoundError: the letter lies in neither store.
    """
    source, target = sealed_path(root, sha256), raw_path(root, sha256)
    if not source.exists() and verify(target):
        return target
    _make_folder(target.parent)
    return _move(source, target)


def _move(source: Path, target: Path) -> Path:
    source.replace(target)
    _sync_folder(target.parent)
    _sync_folder(source.parent)
    return target


def _write(content: bytes, target: Path) -> None:
    """Writes `content` to `target`, durably, unless it is there already and sound."""
    _make_folder(target.parent)
    if not verify(target):
        handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=target.parent)  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    _sync_folder(target.parent)


def _make_folder(folder: Path) -> None:
    """Makes the folder and its missing parents, owner only, and syncs each new one's parent."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
