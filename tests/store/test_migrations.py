"""The migrations make exactly the tables that the code speaks of, however often and by how many they are run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel
from store.several import at_once

import pipeline.store.tables  # noqa: F401 - fills the metadata
from pipeline.store.database import Database, DatabaseFault

TABLES = set(SQLModel.metadata.tables)
INDEX = "piece_grams"  # the search index: a table of the database's own kind, with those it keeps beside it


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection of our own, past the store's door."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        return {name for name in inspect(connection).get_table_names() if not name.startswith(INDEX)}


def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether the code's tables say what it is to be."""
    return not (name or "").startswith((INDEX, f"ix_{INDEX}"))


def test_the_migrations_give_exactly_the_tables_of_the_code(url: str) -> None:
    Database(url).upgrade()
    with connected(url) as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, SQLModel.metadata) == []
    assert tables(url) == TABLES | {"alembic_version"}
    assert len(TABLES) == 22


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(url: str) -> None:
    Database(url).upgrade()
    with connected(url) as connection:
        connection.execute(text("INSERT INTO numbers (prefix, year, last) VALUES ('YH', 2020, 7)"))
    Database(url).upgrade()
    with connected(url) as connection:
        assert connection.execute(text("SELECT last FROM numbers")).scalars().all() == [7]


def test_several_processes_may_upgrade_at_once(url: str) -> None:
    at_once("Database(sys.argv[1]).upgrade()", url, prelude="import pipeline.store.tables")
    assert tables(url) == TABLES | {"alembic_version"}


def test_a_downgrade_leaves_nothing_and_the_way_up_is_open_again(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.downgrade()
    assert tables(url) == {"alembic_version"}
    database.upgrade()
    assert tables(url) == TABLES | {"alembic_version"}


def test_each_single_step_back_can_be_taken_again(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.downgrade("0001")
    assert tables(url) < TABLES | {"alembic_version"}
    database.upgrade()
    assert tables(url) == TABLES | {"alembic_version"}


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(url: str) -> None:
    with connected(url) as connection:
        connection.execute(text("CREATE TABLE outbox (strange INTEGER)"))  # in the way of the second migration
    with pytest.raises(DatabaseFault, match="outbox"):
        Database(url).upgrade()
    assert tables(url) == {"outbox"}


def test_a_database_of_a_newer_program_is_told_and_left_alone(url: str) -> None:
    database = Database(url)
    database.upgrade()
    with connected(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseFault, match="9999"):
        database.upgrade()


def test_a_folder_with_a_percent_sign_in_its_name_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "100%_done"
    folder.mkdir()
    Database(f"sqlite:///{folder / 'baosong.db'}").upgrade()
    assert (folder / "baosong.db").exists()


ADDED = {
    "events": "INTO events (id, at, bureau, what, \"by\", detail) VALUES (1, '2020-05-06', 'yuhua', 'x', '', '{}')",
    "decisions": "INTO decisions (id, verb, reason, decided_by, decided_at) VALUES (1, 'x', '', '', '2020-05-06')",
    "audit": "INTO audit (id, at, bureau, login, name, what, about, address, before, after)"
    " VALUES (1, '2020-05-06', '', 'li', '', 'x', '', '', '{}', '{}')",
}


@pytest.mark.parametrize("table", sorted(ADDED))
@pytest.mark.parametrize("way", ["update", "delete", "a way past them"])
def test_the_log_and_the_decisions_are_only_ever_added_to(url: str, table: str, way: str) -> None:
    Database(url).upgrade()
    with connected(url) as connection:
        connection.execute(text(f"INSERT {ADDED[table]}"))
    past = f"REPLACE {ADDED[table]}" if url.startswith("sqlite") else f"TRUNCATE {table}"
    change = {"update": f"UPDATE {table} SET id = 2", "delete": f"DELETE FROM {table}"}.get(way, past)
    with pytest.raises(DBAPIError, match="only ever added"), connected(url) as connection:
        connection.execute(text(change))
    with connected(url) as connection:
        assert connection.execute(text(f"SELECT id FROM {table}")).scalars().all() == [1]
