"""A backup put back into a data folder: all of it or nothing, and nothing before it was found whole (§5)."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.domain.timeutil import Clock, local, system_clock
from pipeline.ingest.durable import make_folder, move, sync_folder
from pipeline.steps.archive_in import ArchiveRefused, unpack
from pipeline.steps.backup_files import config_files, contents_of
from pipeline.steps.health_file import alive
from pipeline.steps.house import database_url
from pipeline.steps.manifest import DATABASE
from pipeline.store.database import Database
from pipeline.store.faults import DatabaseFault
from pipeline.store.restored import bureaus_of, note_restored
from pipeline.store.snapshot import is_empty, opened, put_back

_STAGING, _ASIDE = ".restoring-", "before-restore-"
_MOVING, _FILE = "moving", "baosong.db"
_OF_NO_WEIGHT = frozenset({"README.md", ".gitkeep", ".gitignore", "lost+found"})
_STORES = ("raw", "parts", "sealed", "out")
_AT_WORK = timedelta(minutes=5)
Progress = Callable[[int, int], None]


class RestoreRefused(Exception):  # noqa: N818 - told to a person
    """Nothing was put back; `cause` is a word: not_empty, at_work, database_used, newer."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was put back, and what was not in the backup."""

    made_at: datetime
    program: str
    bureaus: tuple[str, ...]
    files: int
    sealed_missing: tuple[str, ...]  # sealed letters whose bytes are not here
    unread_missing: tuple[str, ...]  # letters that nobody had read and that were left out
    missing: tuple[str, ...]  # files that were gone or damaged when the backup was made
    config: str  # restored, same, differs
    aside: str | None  # where what was there before lies


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a backup is put back."""

    data: Path
    config: Path
    url: str = ""  # of another database than the folder's own file
    replace: bool = False  # what is there is put aside


def restore(
    archive: Path,
    place: Place,
    *,
    why: Callable[[datetime], str],
    clock: Clock = system_clock,
    progress: Progress = lambda _done, _all: None,
) -> Restored:
    """Put a backup back.

    The mails that were queued when it was made may have gone out since: they are looked for in the Sent folder first,
    and nothing is sent before a person says so. The configuration is laid out only where there is none.

    Args:
        archive: the backup.
        place: where to.
        why: what people read while sending is stopped, by the time the backup was made.
        clock: tells the time.
        progress: told how much of the archive has been read, in bytes.

    Raises:
        RestoreRefused, ArchiveRefused: nothing was changed.
        OSError, DatabaseFault: the disk is full, the database cannot be reached; the folder has no database then.
    """
    data = place.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    url = place.url or database_url(data)
    _must_be_free(data, url, place, clock)
    with _staged(data) as staging:
        manifest = unpack(archive, staging, progress)
        _up_to_date(staging / DATABASE, clock(), why(manifest.made_at))
        aside = _put_aside(data, clock()) if place.replace else None
        _note_moving(staging)
        for store in _STORES:
            if (staging / store).is_dir():
                move(staging / store, data / store)
        config = _config(staging / "config", place.config)
        sealed_missing = _sealed_missing(data, staging / DATABASE)
        _place_database(staging, data, url)
    return Restored(
        made_at=manifest.made_at, program=manifest.program, bureaus=manifest.bureaus, files=len(manifest.files),
        sealed_missing=sealed_missing, unread_missing=() if manifest.with_sealed else manifest.unread,
        missing=manifest.missing, config=config, aside=aside,
    )  # fmt: skip


def _must_be_free(data: Path, url: str, place: Place, clock: Clock) -> None:
    if alive(data, clock(), _AT_WORK):
        raise RestoreRefused("at_work")
    if url != database_url(data, named=False) and not _is_empty(url):
        raise RestoreRefused("database_used")
    _clear_remains(data)
    if _weighty(data) and not place.replace:
        raise RestoreRefused("not_empty")


@contextmanager
def _staged(data: Path) -> Iterator[Path]:
    """A folder of one's own within the data folder, under a lock that falls with the process; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=data))
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a disk that knows no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder
    finally:
        _take_back(folder, data)
        os.close(handle)


def _take_back(folder: Path, data: Path) -> None:
    """Remove the folder of a restore, and the stores that it moved where it did not come to its end."""
    if (folder / _MOVING).exists() and not (data / _FILE).exists():
        for store in _STORES:
            shutil.rmtree(data / store, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _note_moving(staging: Path) -> None:
    """From here on the data folder has nothing but what comes out of the archive."""
    (staging / _MOVING).touch()
    sync_folder(staging)


def _clear_remains(data: Path) -> None:
    """What a restore that was killed has left."""
    for folder in data.glob(f"{_STAGING}*"):
        handle = os.open(folder, os.O_RDONLY)
        with suppress(OSError):  # another restore is at work
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _take_back(folder, data)
        os.close(handle)


def _weighty(data: Path) -> list[Path]:
    return [p for p in data.iterdir() if p.name not in _OF_NO_WEIGHT and not p.name.startswith(_ASIDE)]


def _is_empty(url: str) -> bool:
    with closing(Database(url)) as database:
        database.upgrade()
        return is_empty(database)


def _up_to_date(file: Path, now: datetime, why: str) -> None:
    """Migrate the database, and let no mail of it go out twice."""
    if not file.is_file():
        raise ArchiveRefused("damaged", DATABASE)
    try:
        database = opened(file)
    except DatabaseFault as fault:
        raise RestoreRefused("newer") from fault
    with closing(database), database.writing() as session:
        note_restored(session, bureaus_of(session), now, why)


def _put_aside(data: Path, now: datetime) -> str | None:
    there = [p for p in _weighty(data) if not p.name.startswith(_STAGING)]
    if not there:
        return None
    aside = data / f"{_ASIDE}{local(now):%Y%m%d-%H%M%S}"
    make_folder(aside)
    for path in there:
        path.replace(aside / path.name)
    sync_folder(data)
    return str(aside)


def _config(packed: Path, config: Path) -> str:
    """Lay the configuration out where there is none; else say whether it is the same."""
    if not packed.is_dir():
        return "same"
    if not config.exists() or not any(config.iterdir()):
        _lay_out(packed, config)
        return "restored"
    was, now = (_bytes(folder) for folder in (packed, config))
    return "same" if all(now.get(name) == content for name, content in was.items()) else "differs"


def _lay_out(packed: Path, config: Path) -> None:
    """All of it at once, where the folder is not a disk of its own."""
    draft = config.with_name(f".{config.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(packed, draft)
    try:
        draft.replace(config)
    except OSError:
        shutil.copytree(draft, config, dirs_exist_ok=True)
        shutil.rmtree(draft)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for _, path in config_files(folder)}


def _sealed_missing(data: Path, file: Path) -> tuple[str, ...]:
    with closing(opened(file)) as database, database.reading() as session:
        sealed = contents_of(session).sealed
    return tuple(name for sha256, name in sealed.items() if not any((data / "sealed").glob(f"{sha256}.*")))


def _place_database(staging: Path, data: Path, url: str) -> None:
    """Last of all: a folder without it was not put back.

    A named database does not lie in the folder: before it stands, the folder is no remains of a restore any more.
    """
    file, note = staging / DATABASE, staging / _MOVING
    if url == database_url(data, named=False):
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
        move(file, data / _FILE)
        note.unlink()
        return
    try:
        with closing(Database(url)) as database:
            put_back(file, database, note.unlink)
    except Exception:
        note.touch()
        raise
