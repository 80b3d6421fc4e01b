"""A database as it stands at one moment, as a file of SQLite, whatever it is kept in; and such a file put back."""

from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, insert, text
from sqlalchemy import select as select_rows
from sqlmodel import SQLModel

from pipeline.store import search_index
from pipeline.store.database import Database
from pipeline.store.tables import PieceTextRow, SessionRow

_AT_ONCE = 200  # rows of one insert: an outbox row holds a whole mail
_DERIVED = {PieceTextRow.__tablename__}  # made anew from the rest: its other half is of the database's own kind


def snapshot(database: Database, file: Path) -> None:
    """Write the database as it stands now into a new file; others go on reading and writing meanwhile.

    Nothing that was deleted is left in the file (SQLite's VACUUM INTO), nor in its index, and no login is.

    Raises:
        DatabaseFault, SQLAlchemyError, OSError: the disk is full, the database cannot be reached.
    """
    if database.engine.dialect.name == "sqlite":
        connection = database.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(file),))
        finally:
            connection.invalidate()
    with closing(opened(file)) as copy:
        if database.engine.dialect.name != "sqlite":
            frozen = database.engine.execution_options(isolation_level="REPEATABLE READ")
            with frozen.connect() as source, copy.writing() as session:
                _copy_rows(source, session.connection())
        with copy.writing() as session:
            session.connection().execute(SessionRow.__table__.delete())  # type: ignore[attr-defined]
            session.connection().execute(text("INSERT INTO piece_grams (piece_grams) VALUES ('optimize')"))


def put_back(file: Path, database: Database, at_last: Callable[[], None] = lambda: None) -> None:
    """Every row of such a file into an empty database of another kind; `at_last` is called before all of it stands."""
    with closing(opened(file)) as copy, copy.reading() as source, database.writing() as target:
        _copy_rows(source.connection(), target.connection())
        at_last()


def opened(file: Path) -> Database:
    """Such a file, brought up to date.

    Raises:
        DatabaseFault: it is none, or comes from a newer program.
    """
    database = Database(f"sqlite:///{file}")
    event.listen(database.engine, "connect", _forget_at_once)
    database.upgrade()
    return database


def _forget_at_once(connection: Any, _record: Any) -> None:
    """What is deleted from such a file is overwritten: it goes where the database itself never does."""
    connection.execute("PRAGMA secure_delete=ON")


def is_empty(database: Database) -> bool:
    """Whether no letter is on record."""
    with database.reading() as session:
        return not session.connection().execute(text("SELECT 1 FROM letters LIMIT 1")).all()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in SQLModel.metadata.sorted_tables:
        if table.name in _DERIVED:
            continue
        rows = source.execution_options(yield_per=_AT_ONCE).execute(select_rows(table).order_by(*table.primary_key))
        while batch := [dict(row._mapping) for row in islice(rows, _AT_ONCE)]:
            target.execute(insert(table), batch)
        if target.dialect.name == "postgresql" and table.autoincrement_column is not None:
            _go_on_counting(target, table.name, table.autoincrement_column.name)
    search_index.fill(target)


def _go_on_counting(target: Connection, table: str, column: str) -> None:
    """The next row of the table gets the next number."""
    last = target.execute(text(f'SELECT max("{column}") FROM "{table}"')).scalar()  # noqa: S608 - our own names
    if last is not None:
        place = {"table": table, "column": column, "last": last}
        target.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), place)
