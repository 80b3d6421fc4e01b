"""A backup's archive: written aside, whole or not there, never over another file."""

import gzip
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from pipeline.ingest.durable import give_name, new_draft, sweep_drafts, sync_folder
from pipeline.steps.manifest import NAME, Manifest, PackedFile

SUFFIXES = (".tar.gz", ".tgz")
_DRAFT = ".baosong-backup-"
_LEVEL = 3  # of 9: letters hold pictures and packed documents, which get no smaller


class Packing:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: list[PackedFile] = []

    def add(self, path: str, source: Path, sha256: str | None = None) -> bool:
        """Put a file in.

        Args:
            path: in the archive.
            source: the file.
            sha256: what its bytes must give, where that is known.

        Returns:
            False when there is no such file, or it is damaged; then it is not told in the manifest.
        """
        try:
            with source.open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                reading = _Summing(stream)
                self._tar.addfile(_entry(path, size), reading)
        except FileNotFoundError:
            return False
        if sha256 is not None and reading.sha256 != sha256:
            return False
        self.files.append(PackedFile(path=path, sha256=reading.sha256, size=size))
        return True

    def close(self, manifest: Manifest) -> None:
        """Say what is in it, last."""
        text = manifest.as_json()
        self._tar.addfile(_entry(NAME, len(text)), io.BytesIO(text))


class _Summing:
    """A file whose sum is reckoned as it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._digest = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As a file does."""
        content = self._stream.read(size)
        self._digest.update(content)
        return content

    @property
    def sha256(self) -> str:
        """The sum of what was read."""
        return self._digest.hexdigest()


def sweep(folder: Path) -> None:
    """Remove what killed backups left half-written there."""
    sweep_drafts(folder, _DRAFT)


@contextmanager
def new_archive(target: Path) -> Iterator[Packing]:
    """An archive that gets its name when everything is in it and on the disk; for its owner alone.

    Raises:
        FileExistsError: there is a file of that name; it stays as it is.
        OSError: the disk is full or read-only.
    """
    handle, draft = new_draft(target.parent, _DRAFT)
    try:
        with ExitStack() as stack:
            file = stack.enter_context(os.fdopen(handle, "wb"))
            packed = stack.enter_context(
                gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, filename="", mtime=0)
            )
            tar = stack.enter_context(tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT))
            yield Packing(tar)
            tar.close()
            packed.close()
            file.flush()
            os.fsync(file.fileno())
        give_name(draft, target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    sync_folder(target.parent)


def _entry(path: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(path)
    entry.size, entry.mode = size, 0o600
    return entry
