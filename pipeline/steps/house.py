"""The house: settings, data folder, database and clock, handed to every step."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.timeutil import Clock, system_clock
from pipeline.ingest.keep import sweep
from pipeline.ingest.key_ring import KeyRing
from pipeline.settings import BureauSettings, Settings
from pipeline.store.database import Database

_URL = "BAOSONG_DATABASE_URL"
_FILE = "baosong.db"  # in the data folder, unless the URL names another database


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything a step may need of its surroundings."""

    settings: Settings
    data: Path
    database: Database
    clock: Clock = field(default=system_clock)
    keys: KeyRing = field(default_factory=KeyRing, repr=False, compare=False)

    @property
    def scratch(self) -> Path:
        """Where the reading children lay down the leaves of a letter until it is known that they may stay."""
        return self.data / "scratch"

    def bureau(self, bureau_id: str) -> BureauSettings:
        """The settings of a bureau.

        Raises:
            KeyError: there is no such bureau.
        """
        return self.settings.bureaus[bureau_id]

    @contextmanager
    def locked(self, name: str, *, wait: bool = True) -> Iterator[bool]:
        """Hold a lock of this data folder; it falls when the process ends, however it ends.

        Yields:
            Whether the lock is ours (always, unless `wait` is False and another process holds it).
        """
        folder = self.data / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(handle)
            yield False
            return
        try:
            yield True
        finally:
            os.close(handle)


def has_record(data: Path) -> bool:
    """Whether there may be letters on record there: a database of the folder's own, or one that is named.

    What is no folder at all counts, so that opening it tells what is wrong.
    """
    return bool(os.environ.get(_URL)) or (data / _FILE).is_file() or (data.exists() and not data.is_dir())


def database_url(data: Path, *, named: bool = True) -> str:
    """The database that belongs to a data folder: the one that is named, else the folder's own file."""
    return (named and os.environ.get(_URL)) or f"sqlite:///{data / _FILE}"


def open_house(settings: Settings, data: Path, *, url: str | None = None, clock: Clock = system_clock) -> House:
    """Open the data folder and bring its database up to date; `url` names another database than SQLite's file."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    database = Database(url or database_url(data))
    house = House(settings=settings, data=data, database=database, clock=clock)
    with house.locked("upgrade"):
        database.upgrade()
        sweep(data)
    return house
