"""A backup: one archive of the database, the letters, their parts, what was issued and the configuration (§4.7, §5)."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from pipeline.steps.archive_out import SUFFIXES, Packing, new_archive, sweep
from pipeline.steps.backup_files import Contents, config_files, contents_of, folder_files
from pipeline.steps.clean import clean
from pipeline.steps.house import House
from pipeline.steps.manifest import DATABASE, Manifest
from pipeline.steps.scratch import scratch_folder
from pipeline.store.snapshot import opened, snapshot
from pipeline.store.unread import leave_out_unread

_TRIES = 3  # a letter sealed while it is packed makes the backup begin anew
Progress = Callable[[int, int], None]


class BackupRefused(Exception):  # noqa: N818 - told to a person
    """No backup was made; `cause` is a word: exists, folder, inside, suffix, sealed_meanwhile."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """What a backup holds."""

    file: str
    size: int  # bytes
    letters: int
    parts: int
    with_sealed: bool
    sealed: tuple[str, ...]  # sealed letters, packed or left out
    unread: tuple[str, ...]  # letters that nobody has read, likewise
    missing: tuple[str, ...]  # files on record that are gone or damaged


class _SealedMeanwhile(Exception):  # noqa: N818 - the backup begins anew
    """The database that was packed has the words of a letter that is sealed by now."""


def backup(
    house: House, target: Path, *, with_sealed: bool = False, progress: Progress = lambda _done, _all: None
) -> BackedUp:
    """Write a backup, while the worker goes on.

    The database is written down first: every file it speaks of is on the disk already, and stays. What is sealed is
    left out unless it is asked for, and a letter that is sealed meanwhile is not packed as an open one. A letter that
    was not read yet, or could not be, may be marked as secret: it is left out likewise, so that it is fetched again.

    Args:
        house: the house.
        target: the archive's name; there must be no such file.
        with_sealed: the sealed letters as well, as they lie (encrypted where a bureau has a key), and the unread ones.
        progress: told how many of how many files are packed.

    Raises:
        BackupRefused: as its word says.
        OSError, DatabaseFault: the disk is full, the database cannot be read; no file of that name is left.
    """
    sweep(target.parent)
    _must_fit(house, target)
    clean(house)
    for _ in range(_TRIES):
        try:
            return _packed(house, target, with_sealed=with_sealed, progress=progress)
        except _SealedMeanwhile:
            continue
        except FileExistsError as there:
            raise BackupRefused("exists") from there
    raise BackupRefused("sealed_meanwhile")


def _must_fit(house: House, target: Path) -> None:
    if not target.name.endswith(SUFFIXES):
        raise BackupRefused("suffix")
    if target.exists() or target.is_symlink():
        raise BackupRefused("exists")
    if not target.parent.is_dir():
        raise BackupRefused("folder")
    if target.resolve().is_relative_to(house.data):
        raise BackupRefused("inside")


def _packed(house: House, target: Path, *, with_sealed: bool, progress: Progress) -> BackedUp:
    made_at = house.clock()
    with scratch_folder(house) as scratch, new_archive(target) as packing:
        file = scratch / "baosong.db"
        snapshot(house.database, file)
        contents = _contents(file, leave_out=not with_sealed)
        packing.add(DATABASE, file)
        missing = _pack(house, packing, contents, with_sealed=with_sealed, progress=progress)
        _must_stand(house, contents.open_ones(with_sealed=with_sealed))
        manifest = Manifest(
            made_at=made_at, program=version("baosong"), bureaus=tuple(house.settings.bureaus),
            with_sealed=with_sealed, sealed=tuple(contents.sealed.values()), unread=tuple(contents.unread.values()),
            missing=tuple(missing), files=tuple(packing.files),
        )  # fmt: skip
        packing.close(manifest)
    letters = len(contents.open_ones(with_sealed=with_sealed))
    return BackedUp(
        file=str(target), size=target.stat().st_size, letters=letters, parts=len(contents.parts),
        with_sealed=with_sealed, sealed=manifest.sealed, unread=manifest.unread, missing=manifest.missing,
    )  # fmt: skip


def _contents(file: Path, *, leave_out: bool) -> Contents:
    """What the copy speaks of; it forgets the letters that are left out because nobody has read them."""
    with closing(opened(file)) as copy, copy.writing() as session:
        contents = contents_of(session)
        if leave_out:
            leave_out_unread(session)
        return contents


def _pack(
    house: House, packing: Packing, contents: Contents, *, with_sealed: bool, progress: Progress
) -> Sequence[str]:
    """Every file; those that should be there and are not, or are damaged."""
    on_record = list(contents.paths(house.data, with_sealed=with_sealed))
    others = list(chain(folder_files(house.data / "out", "out"), config_files(house.settings.folder)))
    missing = []
    for done, (path, source) in enumerate(on_record, 1):
        sha256 = None if source.suffix == ".age" else source.name.partition(".")[0]
        if not packing.add(path, source, sha256):
            missing.append(path)
        progress(done, len(on_record) + len(others))
    for path, source in others:
        packing.add(path, source)
    return missing


def _must_stand(house: House, packed: frozenset[str]) -> None:
    """No letter that was packed as an open one is sealed by now."""
    with house.database.reading() as session:
        now = contents_of(session)
    if packed & (now.sealed.keys() - now.letters):
        raise _SealedMeanwhile
