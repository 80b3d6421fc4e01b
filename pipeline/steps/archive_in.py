"""A backup's archive read with suspicion: nothing is taken over before everything was found whole."""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.ingest.durable import make_folder
from pipeline.steps.manifest import NAME, Manifest, NoManifest, PackedFile, may_stand, read_manifest

_CHUNK = 1 << 20
_MANIFEST_BYTES = 400_000_000  # a million files


class ArchiveRefused(Exception):  # noqa: N818 - told to a person
    """An archive that is not taken; `cause` is a word: unreadable, no_manifest, damaged, hostile, newer."""

    def __init__(self, cause: str, path: str = "") -> None:
        super().__init__(cause, path)
        self.cause, self.path = cause, path


def unpack(archive: Path, folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Manifest:
    """Lay an archive's files into an empty folder, for their owner alone, after their sums were compared.

    Only plain files with a place in a data folder are taken: no link, no device, no path that leads elsewhere.

    Args:
        archive: the file.
        folder: empty; what it holds after a refusal is to be thrown away.
        progress: told how much of the archive has been read, in bytes.

    Raises:
        ArchiveRefused: it is no backup, is cut off or changed, or holds what no backup of ours does.
        OSError: the disk is full or read-only.
    """
    found: dict[str, PackedFile] = {}
    manifest: Manifest | None = None
    with _members(archive, progress) as members:
        for member, stream in members:
            if manifest is not None or member.name in found:
                raise ArchiveRefused("hostile", member.name)
            if member.name == NAME:
                manifest = _manifest(member, stream)
            elif may_stand(member.name):
                found[member.name] = _laid(folder, member, stream)
            else:
                raise ArchiveRefused("hostile", member.name)
    if manifest is None:
        raise ArchiveRefused("no_manifest")
    told = {file.path: file for file in manifest.files}
    for path in sorted(told.keys() | (found.keys() - set(manifest.missing))):
        if told.get(path) != found.get(path):
            raise ArchiveRefused("damaged", path)
    for path in found.keys() - told.keys():  # it was damaged already when the backup was made
        (folder / path).unlink()
    return manifest


@contextmanager
def _members(
    archive: Path, progress: Callable[[int, int], None]
) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    size = archive.stat().st_size
    with archive.open("rb") as file:
        try:
            with gzip.GzipFile(fileobj=file) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
                yield _plain(tar, lambda: progress(file.tell(), size))
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, ValueError) as fault:
            raise ArchiveRefused("unreadable") from fault


def _plain(tar: tarfile.TarFile, tell: Callable[[], None]) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for member in tar:
        tell()
        stream = tar.extractfile(member) if member.isreg() and not member.issparse() else None
        if stream is None:
            raise ArchiveRefused("hostile", member.name)
        yield member, stream


def _manifest(member: tarfile.TarInfo, stream: IO[bytes]) -> Manifest:
    if member.size > _MANIFEST_BYTES:
        raise ArchiveRefused("hostile", member.name)
    try:
        return read_manifest(stream.read())
    except NoManifest as fault:
        raise ArchiveRefused("newer" if str(fault) == "newer" else "damaged", NAME) from fault


def _laid(folder: Path, member: tarfile.TarInfo, stream: IO[bytes]) -> PackedFile:
    path = folder / member.name
    make_folder(path.parent)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        path.chmod(0o600)
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return PackedFile(path=member.name, sha256=digest.hexdigest(), size=member.size)
