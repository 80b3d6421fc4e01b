"""The door to the database: whole or not at all, and every fault of the surroundings told in one line."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from servers.postgres import PostgresServer
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select
from store.rows import letter_row

from pipeline.store.database import Database, DatabaseFault
from pipeline.store.tables import LetterRow


def test_what_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    def half() -> None:
        with database.writing() as session:
            letter_row(session)
            letter_row(session, bureau=None)

    with pytest.raises(SQLAlchemyError):
        half()
    with database.reading() as session:
        assert session.exec(select(LetterRow)).all() == []


def test_rows_can_be_read_after_their_session_is_over(database: Database) -> None:
    with database.writing() as session:
        row = letter_row(session, subject="走访")
    assert (row.subject, row.id) == ("走访", 1)


def test_a_reader_sees_what_is_committed_while_a_writer_writes(database: Database) -> None:
    with database.writing() as writer:
        letter_row(writer)
        with database.reading() as reader:
            assert reader.exec(select(LetterRow)).all() == []
    with database.reading() as reader:
        assert len(reader.exec(select(LetterRow)).all()) == 1


def test_writers_take_turns_so_that_none_writes_over_what_another_has_written_since_it_looked(
    database: Database,
) -> None:
    with database.writing() as session:
        letter_row(session, attempts=0)

    def once_more() -> None:
        with database.writing() as session:
            row = session.get_one(LetterRow, 1)
            time.sleep(0.2)  # as long as somebody may look before writing
            row.attempts += 1

    together = [threading.Thread(target=once_more) for _ in range(2)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    with database.reading() as session:
        assert session.get_one(LetterRow, 1).attempts == 2


def test_a_full_disk_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'baosong.db'}")
    database.upgrade()

    def write() -> None:
        with database.writing() as session:
            session.connection().execute(text("PRAGMA max_page_count=1"))
            letter_row(session, trouble="长" * 100_000)

    with pytest.raises(OSError, match=r"^database or disk is full$") as fault:
        write()
    assert isinstance(fault.value, DatabaseFault)
    database.close()


def test_no_word_of_a_letter_is_in_the_message_of_a_fault(database: Database) -> None:
    def twice() -> None:
        for _ in range(2):
            with database.writing() as session:
                letter_row(session, sha256="a" * 64, subject="换防时间表")

    with pytest.raises(SQLAlchemyError) as fault:
        twice()
    assert "换防" not in str(fault.value)


@pytest.mark.servers
def test_a_connection_that_was_cut_is_opened_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.upgrade()
    with pytest.raises(DatabaseFault, match=r"^[^\n]+$"), database.reading() as session:
        session.connection().execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with database.reading() as session:
        assert session.exec(select(LetterRow)).all() == []
    database.close()


@pytest.mark.servers
@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_postgresql_url_may_be_written_as_offices_write_it(postgres_url: str, scheme: str) -> None:
    database = Database(postgres_url.replace("postgresql", scheme, 1))
    database.upgrade()
    with database.writing() as session:
        assert letter_row(session).id == 1
    database.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(DatabaseFault) as fault:
        Database("postgresql://baosong:geheimwort@127.0.0.1:1/baosong?connect_timeout=5").upgrade()
    assert "127.0.0.1" in str(fault.value)
    assert "geheimwort" not in str(fault.value)


@pytest.mark.servers
def test_a_database_that_is_not_there_is_told_by_name(postgres: PostgresServer, postgres_url: str) -> None:
    with pytest.raises(DatabaseFault, match="nowhere"):
        Database(postgres_url.rpartition("/")[0] + "/nowhere").upgrade()


@pytest.mark.parametrize("url", ["nonsense", "oracle11://x", "sqlite:///no/such/folder/baosong.db"])
def test_a_url_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(DatabaseFault):
        Database(url).upgrade()


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "baosong.db"
    file.write_text("这不是数据库" * 1000)
    before = file.read_bytes()
    with pytest.raises(DatabaseFault, match="not a database"):
        Database(f"sqlite:///{file}").upgrade()
    assert file.read_bytes() == before


def test_sqlite_keeps_what_is_committed_through_a_crash_and_knows_its_references(tmp_path: Path) -> None:
    file = tmp_path / "baosong.db"
    database = Database(f"sqlite:///{file}")
    database.upgrade()
    with database.reading() as session:
        told = {
            name: session.connection().execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}
    database.close()
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
