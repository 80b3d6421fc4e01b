"""A backup put back is the same office: nothing is lost, no mail goes out twice, no letter is left unread."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import whole_piece
from servers.scripted import ScriptedImap
from sqlmodel import select
from steps.backup.putting_back import again, fails, put_back, told
from steps.table import Table
from steps.test_nowhere import WORD
from steps.traces import traces

from pipeline.domain.words import OutboxState
from pipeline.steps import restore as restoring
from pipeline.steps.backup import backup
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.steps.receive import receive
from pipeline.steps.restore import Place, Restored, RestoreRefused
from pipeline.steps.show import pieces_listed
from pipeline.store.tables import HealthRow, LetterRow, OutboxRow


def _all(table: Table, kind: type) -> list:
    with table.house.database.reading() as session:
        return list(session.exec(select(kind)))


def unsent(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows(OutboxRow):
        yield row.occasion, row.state


def test_a_backup_that_is_put_back_is_the_same_office(laid: Table, place: Place, tmp_path: Path) -> None:
    before = told(laid)
    file = tmp_path / "all.tar.gz"
    done = backup(laid.house, file, with_sealed=True)
    assert (done.missing, len(done.sealed), done.letters) == ((), 1, 5)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    put = put_back(file, place)
    assert (put.sealed_missing, put.missing, put.config, put.aside) == ((), (), "restored", None)
    table = again(laid, place)
    for one in table.rows(OutboxRow):  # a mail that may be out by now is the only difference
        with table.house.database.writing() as session:
            session.get_one(OutboxRow, one.id).state = OutboxState.QUEUED.value
    assert told(table) == before
    assert (place.data / "out" / "jinjiang" / "2022-04" / "通报.docx").read_bytes() == b"issued"
    assert (place.config / "bureaus" / "yuhua" / "bureau.toml").is_file()


def test_no_mail_goes_out_twice_after_a_put_back(laid: Table, archive: Path, place: Place) -> None:
    put_back(archive, place, clock=laid.clock)
    table = again(laid, place)
    assert {state for _, state in unsent(table)} == {"unknown"}
    by_hand = {row.bureau: row.fault for row in _all(table, HealthRow) if row.side == "by_hand"}
    assert by_hand == {"yuhua": "从备份恢复", "jinjiang": "从备份恢复"}
    known = dict(unsent(table))
    table.clock.forward(hours=1)
    refetched = LetterFile(name="x", raw=b"Received: by mx; Thu, 07 May 2020 09:00:00 +0800\r\n" + whole_piece(seed=7))
    import_letters(table.house, "yuhua", [refetched], table.readers, receipts=True)
    table.clock.forward(hours=1)
    new = LetterFile(name="x", raw=whole_piece("2020年度+左家塘+另一件", title="另一件事", seed=8))
    import_letters(table.house, "yuhua", [new], table.readers, receipts=True)
    assert [state for occasion, state in unsent(table) if occasion not in known] == ["unknown", "queued"]


def test_letters_that_nobody_has_read_are_no_part_of_a_backup_and_come_again(
    half_done: tuple[Table, ScriptedImap], place: Place, tmp_path: Path
) -> None:
    table, _server = half_done
    done = backup(table.house, tmp_path / "all.tar.gz")
    assert (len(done.unread), done.missing) == (3, ())
    put = put_back(tmp_path / "all.tar.gz", place, clock=table.clock)
    assert (put.unread_missing, put.missing) == (done.unread, ())
    assert traces(place.data, WORD) == traces(place.data, WORD[:2]) == []
    there = again(table, place)
    table.clock.forward(minutes=5)
    for house in (there.house, table.house):
        assert receive(house, "yuhua", table.readers).fault is None
    assert _endings(there) == _endings(table)
    assert _occasions(there) == _occasions(table)
    assert receive(there.house, "yuhua", table.readers).fetched == 0


def test_letters_that_nobody_has_read_are_packed_with_the_sealed_ones_when_that_is_asked_for(
    half_done: tuple[Table, ScriptedImap], place: Place, tmp_path: Path
) -> None:
    table, _server = half_done
    done = backup(table.house, tmp_path / "all.tar.gz", with_sealed=True)
    put = put_back(tmp_path / "all.tar.gz", place, clock=table.clock)
    assert (len(done.unread), put.unread_missing, put.missing) == (3, (), ())
    there = again(table, place)
    assert receive(there.house, "yuhua", table.readers).fetched == 0
    assert receive(table.house, "yuhua", table.readers).fetched == 0
    assert _endings(there) == _endings(table)


def _endings(table: Table) -> set[tuple[str, str | None, str | None]]:
    """Each letter with what became of it, whatever running number it has."""
    return {(row.sha256, row.disposition, row.subject) for row in table.rows(LetterRow)}


def _occasions(table: Table) -> list[str]:
    return sorted(row.occasion for row in table.rows(OutboxRow))


def test_a_put_back_that_ended_in_mid_way_is_begun_anew(
    archive: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_place_database", fails)
        with pytest.raises(OSError, match="full"):
            put_back(archive, place)
    assert list(place.data.iterdir()) == []
    for left in (".restoring-killed", "raw"):  # killed while it moved
        (place.data / left).mkdir()
    (place.data / ".restoring-killed" / "moving").touch()
    put_back(archive, place)
    assert (place.data / "baosong.db").is_file()
    (place.data / ".restoring-killed").mkdir()  # killed when all was done
    (place.data / ".restoring-killed" / "moving").touch()
    assert list((place.data / "raw").rglob("*.eml"))
    with pytest.raises(RestoreRefused, match="not_empty"):
        put_back(archive, place)
    assert not list(place.data.glob(".restoring-*"))
    assert list((place.data / "raw").rglob("*.eml"))


def put_over(archive: Path, place: Place, laid: Table) -> Restored:
    return put_back(archive, replace(place, replace=True), clock=laid.clock)


def test_a_folder_that_is_in_use_is_refused_or_put_aside_when_that_is_asked_for(
    laid: Table, archive: Path, place: Place
) -> None:
    put_back(archive, place)
    (place.data / "mine").write_bytes(b"mine")
    with pytest.raises(RestoreRefused, match="not_empty"):
        put_back(archive, place)
    put = put_over(archive, place, laid)
    assert put.aside is not None
    assert (Path(put.aside) / "mine").read_bytes() == b"mine"
    assert (Path(put.aside) / "baosong.db").is_file()
    assert put.config == "same"
    (place.config / "bureaus" / "yuhua" / "bureau.toml").write_text("changed", encoding="utf-8")
    laid.clock.forward(minutes=1)
    assert put_over(archive, place, laid).config == "differs"
    assert pieces_listed(again(laid, place).house, bureau="yuhua", state=None, unit=None, span=None)
