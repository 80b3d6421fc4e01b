"""Keep first: bytes on disk under their sha256, whole or not at all (design.md §4.1).

    raw/<aa>/<sha256>.eml     letters as they came
    parts/<aa>/<sha256>       what was taken out of them

A file that is there already is trusted only if its bytes still give its name. Letters with a secrecy marking leave for
the sealed store (sealed.py).
"""

import hashlib
import os
from pathlib import Path

from pipeline.ingest import durable
from pipeline.ingest.durable import make_folder, sync_folder, verify
from pipeline.ingest.sealed import SEALED, sealed_copy

RAW, PARTS = "raw", "parts"


def keep(raw: bytes, root: Path) -> str:
    """Keeps a letter's bytes under `root` and returns their sha256 (hex). Twice the same is once.

    A sealed letter that arrives again stays sealed: its bytes do not come back into the open store.

    Raises:
        OSError: the disk is full or read-only; nothing half-written stays under the letter's name.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    if sealed_copy(root, sha256) is None:
        keep_open(raw, root)
    return sha256


def keep_open(raw: bytes, root: Path) -> Path:
    """Keeps a letter's bytes in the open store, whatever lies sealed; returns its place.

    Raises:
        OSError: the disk is full or read-only.
    """
    return _write(raw, raw_path(root, hashlib.sha256(raw).hexdigest()), root / RAW)


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
    target = lay_part(leaf, root)
    sync_folder(target.parent)
    return target


def lay_part(leaf: Path, root: Path) -> Path:
    """The same for one of many: its name is on the disk once the caller has synced the folder it lies in."""
    target = part_path(root, leaf.name)
    make_folder(target.parent)
    if not verify(target):
        leaf.replace(target)
    return target


def keep_made(content: bytes, root: Path) -> str:
    """Keeps a file that the desk made among the leaves under `root` and returns its sha256 (hex).

    Raises:
        OSError: the disk is full or read-only.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _write(content, part_path(root, sha256), root / PARTS)
    return sha256


def raw_path(root: Path, sha256: str) -> Path:
    """Where a letter lies in the open store."""
    return root / RAW / sha256[:2] / f"{sha256}.eml"


def part_path(root: Path, sha256: str) -> Path:
    """Where a leaf lies."""
    return root / PARTS / sha256[:2] / sha256


def sweep(root: Path) -> int:
    """Removes what killed processes left half-written; returns how many files."""
    return sum(durable.sweep(root / store) for store in (RAW, PARTS, SEALED))


def drop_open(root: Path, sha256: str) -> None:
    """Takes a letter that lies sealed out of the open store; gone already is gone.

    Raises:
        FileNotFoundError: it lies nowhere else, and stays.
    """
    path = raw_path(root, sha256)
    if sealed_copy(root, sha256) is None:
        raise FileNotFoundError(path)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write(content: bytes, target: Path, store: Path) -> Path:
    """Writes `content` to `target`, durably, unless it is there already and sound."""
    if verify(target):
        sync_folder(target.parent)
    else:
        durable.write_whole(content, target, store)
    return target
