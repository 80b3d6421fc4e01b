"""Parts that lie on the disk before the database speaks of them."""

import hashlib
from pathlib import Path

import pytest
from sqlmodel import select
from store.rows import piece_row

from pipeline.ingest import durable
from pipeline.ingest.keep import part_path
from pipeline.steps.parts_kept import keep_part_of
from pipeline.store.database import Database
from pipeline.store.tables import PieceRow


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opened = Database(f"sqlite:///{tmp_path / 'desk.db'}")
    opened.upgrade()
    return opened


def leaf(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / hashlib.sha256(content).hexdigest()
    file.write_bytes(content)
    return file


def test_every_folder_is_synced_once_and_before_the_commit(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves = [leaf(tmp_path, content) for content in (b"one", b"two", b"two")]
    synced: list[tuple[Path, int]] = []
    real = durable.sync_folder

    def seen(folder: Path) -> None:
        with database.reading() as session:
            synced.append((folder, len(session.exec(select(PieceRow)).all())))
        real(folder)

    monkeypatch.setattr("pipeline.steps.parts_kept.sync_folder", seen)
    with database.writing() as session:
        piece_row(session)
        for file in leaves:
            keep_part_of(session, file, tmp_path)
        assert synced == []
    assert synced == [(folder, 0) for folder in sorted({part_path(tmp_path, file.name).parent for file in leaves})]
    assert all(part_path(tmp_path, file.name).exists() for file in leaves)


def test_where_a_folder_cannot_be_synced_nothing_is_committed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("pipeline.steps.parts_kept.sync_folder", full)

    def keep_one() -> None:
        with database.writing() as session:
            piece_row(session)
            keep_part_of(session, leaf(tmp_path, b"one"), tmp_path)

    with pytest.raises(OSError, match="No space"):
        keep_one()
    with database.reading() as session:
        assert session.exec(select(PieceRow)).all() == []
