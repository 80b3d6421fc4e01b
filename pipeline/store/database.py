"""The one door to the database: SQLite by default, PostgreSQL by a URL, the same code for both."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import stamina
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError
from sqlmodel import Session, create_engine

import pipeline.store.search_follow  # noqa: F401 - the index follows every session that writes
from pipeline.store.cleaning import CleanSession
from pipeline.store.faults import DatabaseFault
from pipeline.store.forget import forget

__all__ = ["Database", "DatabaseFault"]

_MIGRATIONS = Path(__file__).parent / "migrations"
_POSTGRESQL = re.compile(r"^postgres(?:ql)?://")  # as offices write it; SQLAlchemy would take another driver
_UPGRADE_LOCK = 0x62616F736F6E67  # "baosong": any number will do that nobody else locks
_TURN = f"SELECT set_config('lock_timeout', '60s', true), pg_advisory_xact_lock({_UPGRADE_LOCK + 1})"


class Database:
    """Sessions of one database; `upgrade` brings its tables up to date.

    Raises:
        DatabaseFault: the URL names no database that can be used here.
    """

    def __init__(self, url: str) -> None:
        sqlite = url.startswith("sqlite")
        with _faults_told():
            address = _POSTGRESQL.sub("postgresql+psycopg://", url)
            # a fault's message goes into logs: it names the statement, never the values of a letter
            self._engine = create_engine(address, pool_pre_ping=not sqlite, hide_parameters=True)
        if sqlite:
            _teach_sqlite(self._engine)
        else:
            _teach_turns(self._engine)
        self._writing = self._engine.execution_options(writing=True)

    @property
    def engine(self) -> Engine:
        """What the store's own acts on the whole database go through."""
        return self._engine

    def upgrade(self) -> None:
        """Run the migrations that are still missing; safe when several processes start at once.

        Raises:
            DatabaseFault: the database cannot be reached or written, or a newer program has been at it.
        """
        self._migrate(command.upgrade, "head")

    def downgrade(self, revision: str = "base") -> None:
        """Take migrations back, with everything that is kept in their tables."""
        self._migrate(command.downgrade, revision)

    def _migrate(self, act: Any, revision: str) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        postgresql = self._engine.dialect.name == "postgresql"
        with _faults_told(), (self._engine if postgresql else self._writing).begin() as connection:
            if postgresql:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
            config.attributes["connection"] = connection
            act(config, revision)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is committed whole at the end, or not at all.

        Raises:
            DatabaseFault: the database has stopped serving; nothing was committed.
        """
        with _outages_told(), CleanSession(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks.

        Raises:
            DatabaseFault: the database has stopped serving.
        """
        with _outages_told(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    def forget(self) -> bool:
        """Make it forget what was deleted or replaced; False when it must be tried again."""
        return forget(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


@contextmanager
def _faults_told() -> Iterator[None]:
    """While opening, whatever goes wrong is a matter of the surroundings."""
    try:
        yield
    except (SQLAlchemyError, CommandError, ImportError) as fault:
        raise DatabaseFault(_reason(fault)) from fault


@contextmanager
def _outages_told() -> Iterator[None]:
    """Afterwards only what the database itself says of not being able to serve."""
    try:
        yield
    except OperationalError as fault:
        raise DatabaseFault(_reason(fault)) from fault


def _reason(fault: Exception) -> str:
    """The first line of what the database itself said; never a statement with its values."""
    said = fault.orig if isinstance(fault, DatabaseError) and fault.orig is not None else fault
    return next((line.strip() for line in str(said).splitlines() if line.strip()), type(said).__name__)


def _is_locked(fault: Exception) -> bool:
    """Whether another connection is in the way for a moment."""
    return isinstance(fault, sqlite3.OperationalError) and "locked" in str(fault)


def _teach_turns(engine: Engine) -> None:
    """Writers take turns, as SQLite's do: what one has looked at nobody changes before it has written."""

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(_TURN)


def _teach_sqlite(engine: Engine) -> None:
    """WAL, full fsync, foreign keys, patience; writers take their lock at BEGIN so that none meets a deadlock."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            # a new file's change to WAL is refused at once, without patience, while another does the same
            for attempt in stamina.retry_context(on=_is_locked, attempts=None, timeout=60, wait_max=1):
                with attempt:
                    connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
