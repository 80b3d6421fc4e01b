"""Databases for the store's tests: SQLite's file and a real PostgreSQL, the same tests on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers.postgres import PostgresMissingError, PostgresServer

from pipeline.store.database import Database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A cluster; a machine without PostgreSQL fails, with the command that installs it."""
    try:
        server = PostgresServer()
    except PostgresMissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    with server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> str:
    """An empty database on it."""
    return postgres.new_database()


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'baosong.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    """The name of a database with its tables, to be copied: quicker than to migrate each anew."""
    url = postgres.new_database()
    database = Database(url)
    database.upgrade()
    database.close()
    return url.rpartition("/")[2]


@pytest.fixture(params=BOTH)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with its tables."""
    if request.param == "postgresql":
        template = str(request.getfixturevalue("postgres_template"))
        return str(request.getfixturevalue("postgres").new_database(template))
    url = f"sqlite:///{tmp_path / 'baosong.db'}"
    database = Database(url)
    database.upgrade()
    database.close()
    return url


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    """The store's door to it."""
    opened = Database(store_url)
    yield opened
    opened.close()
