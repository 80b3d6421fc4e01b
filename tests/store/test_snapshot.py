"""A database written down as a file while it is used, and put back into a database of another kind."""

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select
from store.rows import NOON, letter_row, outgoing, piece_row

from pipeline.store import events, outbox
from pipeline.store.database import Database
from pipeline.store.search import Wanted, asked, newest
from pipeline.store.snapshot import is_empty, opened, put_back, snapshot
from pipeline.store.tables import EntryRow, LetterRow, OutboxRow, SessionRow, UserRow


def fill(database: Database) -> None:
    """Rows of every type of column."""
    with database.writing() as session:
        piece = piece_row(session, title="走访慰问老兵", summary=True)
        letter = letter_row(session, piece_id=piece.id)
        events.note(session, NOON, "letter_kept", bureau="yuhua", letter=letter, sha256="ab", codes=["x"])
        outbox.queue(session, outgoing(), b"\x00\xffmime", NOON, bureau="yuhua", about=letter, piece=piece)
        session.add(
            EntryRow(
                bureau="yuhua", unit="tiaoma", subject="S1", account="points", rule="r", clause="c", day=NOON.date(),
                points=Decimal("0.5"), booked="2020-05", counted=True, reason="因为", kind="award", at=NOON,
            )
        )  # fmt: skip
        user = UserRow(login="li", name="李", password="x", created_at=NOON)
        session.add(user)
        session.flush()
        session.add(SessionRow(key="k", user_id=user.id or 0, started_at=NOON, seen_at=NOON))


def rows_of(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the logins."""
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.connection().execute(select(table).order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
            if table.name != "sessions"
        }


def test_a_snapshot_has_every_row_but_the_logins_and_takes_part_in_nothing_later(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    before = rows_of(database)
    snapshot(database, tmp_path / "copy.db")
    fill_one_more(database)
    with closing(opened(tmp_path / "copy.db")) as copy:
        assert rows_of(copy) == before
        with copy.reading() as session:
            assert session.exec(select(SessionRow)).all() == []
            assert newest(session, asked(Wanted(bureau="yuhua", words="慰问"), ())) == [1]
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]


def fill_one_more(database: Database) -> None:
    with database.writing() as session:
        letter_row(session)


@pytest.mark.servers
def test_what_was_put_back_into_postgresql_is_the_same_and_goes_on_counting(postgres_url: str, tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'baosong.db'}")) as first, closing(Database(postgres_url)) as second:
        first.upgrade()
        second.upgrade()
        fill(first)
        assert not is_empty(first)
        assert is_empty(second)
        snapshot(first, tmp_path / "copy.db")
        put_back(tmp_path / "copy.db", second)
        assert rows_of(second) == rows_of(first)
        fill_one_more(second)
        with second.reading() as session:
            assert newest(session, asked(Wanted(bureau="yuhua", words="慰问"), ())) == [1]
            assert sorted(session.exec(select(LetterRow.id))) == [1, 2]
            assert session.exec(select(OutboxRow.mime)).one() == b"\x00\xffmime"


def test_a_database_forgets_what_was_deleted(database: Database, tmp_path: Path) -> None:
    fill(database)
    with database.writing() as session:
        session.exec(select(OutboxRow)).one().subject = "龘靐齉爩"
    with database.writing() as session:
        session.exec(select(OutboxRow)).one().subject = ""
    assert database.forget()
    with database.reading() as session:
        assert newest(session, asked(Wanted(bureau="yuhua", words="慰问"), ())) == [1]
    assert not [file for file in tmp_path.glob("baosong.db*") if "龘靐".encode() in file.read_bytes()]
