"""Make a database forget: what was deleted or replaced stays in its files until it is written anew."""

import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

_PATIENCE_MS = 5_000  # others may be reading; the next round tries again


def forget(engine: Engine) -> bool:
    """Write the database anew, without the old words in its index, its freed pages and its journal.

    PostgreSQL's own log and archives are its administrator's affair.

    Returns:
        False when others are in the way or the disk is full; nothing is lost, and it must be tried again.
    """
    return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)


def _sqlite(engine: Engine) -> bool:
    connection = engine.raw_connection()  # a transaction of SQLAlchemy's would be in the way
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        cursor.execute("INSERT INTO piece_grams (piece_grams) VALUES ('optimize')")
        cursor.execute("VACUUM")
        [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() or [1]
    except sqlite3.OperationalError:
        return False
    finally:
        connection.invalidate()  # another one is as patient as before
    return not busy


def _postgresql(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text(f"SET lock_timeout = {_PATIENCE_MS}"))
            connection.execute(text("VACUUM (FULL)"))
        except DBAPIError:
            return False
        finally:
            connection.invalidate()
    return True
