"""What a backup holds and what it leaves out, where it is not written, and what of it is told."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import whole_piece
from steps.backup.putting_back import again, fails, names, put_back
from steps.table import Table
from steps.test_nowhere import WORD
from steps.traces import traces

from pipeline.steps import backup as backing_up
from pipeline.steps.backup import BackupRefused, backup
from pipeline.steps.restore import Place
from pipeline.steps.show import show


def test_what_is_sealed_is_left_out_unless_it_is_asked_for(laid: Table, archive: Path, place: Place) -> None:
    assert not [name for name in names(archive) if name.startswith("sealed")]
    put = put_back(archive, place)
    assert put.sealed_missing == ("L3",)
    assert traces(place.data, WORD) == traces(place.data, WORD[:2]) == []
    [sealed] = list(show(again(laid, place).house, "L3").letters)  # type: ignore[union-attr]
    assert sealed["sealed"]["store"] == "missing"


def test_a_backup_holds_no_login_and_no_private_key(laid: Table, tmp_path: Path) -> None:
    config = Path(shutil.copytree(laid.house.settings.folder, tmp_path / "config"))
    (config / ".env").write_text("BAOSONG_YUHUA_PASSWORD=geheim", encoding="utf-8")
    (config / "note.txt").write_text("AGE-SECRET-KEY-1…", encoding="utf-8")
    house = replace(laid.house, settings=replace(laid.house.settings, folder=config))
    file = tmp_path / "all.tar.gz"
    backup(house, file)
    assert not [name for name in names(file) if name.endswith((".env", "note.txt"))]
    assert [name for name in names(file) if name.endswith("bureau.toml")]


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("there.tar.gz", "exists"),
        ("all.zip", "suffix"),
        ("none/all.tar.gz", "folder"),
        ("data/all.tar.gz", "inside"),
    ],
)
def test_a_backup_that_cannot_be_written_there_is_refused(laid: Table, tmp_path: Path, name: str, cause: str) -> None:
    (tmp_path / "there.tar.gz").write_bytes(b"mine")
    target = laid.house.data / "all.tar.gz" if cause == "inside" else tmp_path / name
    with pytest.raises(BackupRefused, match=cause):
        backup(laid.house, target)
    assert (tmp_path / "there.tar.gz").read_bytes() == b"mine"


def test_a_backup_that_fails_leaves_no_file(laid: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing_up, "_pack", fails)
    with pytest.raises(OSError, match="full"):
        backup(laid.house, tmp_path / "all.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_half_written_is_removed_by_the_next(laid: Table, tmp_path: Path) -> None:
    (tmp_path / ".baosong-backup-killed").write_bytes(b"half")
    backup(laid.house, tmp_path / "all.tar.gz")
    assert [file.name for file in tmp_path.iterdir()] == ["all.tar.gz"]


def test_a_letter_that_is_sealed_meanwhile_is_not_packed_as_an_open_one(
    laid: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = laid.copy(tmp_path)
    table.come(whole_piece(title="还没有封存", seed=6))
    real, done = backing_up._pack, []

    def pack(*args: object, **facts: object) -> object:
        packed = real(*args, **facts)  # type: ignore[arg-type]
        if not done:
            with table.house.database.writing() as session:
                session.connection().exec_driver_sql("UPDATE letters SET disposition = 'sealed' WHERE id = 7")
        done.append(1)
        return packed

    monkeypatch.setattr(backing_up, "_pack", pack)
    assert backup(table.house, tmp_path / "all.tar.gz").letters == 5
    assert len(done) == 2


def test_a_letter_that_is_gone_or_damaged_is_told_by_backup_and_by_put_back(
    laid: Table, tmp_path: Path, place: Place
) -> None:
    table = laid.copy(tmp_path)
    first, second = sorted((table.house.data / "raw").rglob("*.eml"))[:2]
    first.unlink()
    second.write_bytes(b"damaged")
    done = backup(table.house, tmp_path / "all.tar.gz")
    wanted = tuple(sorted(path.relative_to(table.house.data).as_posix() for path in (first, second)))
    assert done.missing == wanted
    assert put_back(tmp_path / "all.tar.gz", place).missing == wanted
    assert not (place.data / wanted[1]).exists()
