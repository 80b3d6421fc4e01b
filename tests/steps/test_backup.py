"""A backup put back is the same office; what is damaged or hostile is refused before anything is touched."""

import gzip
import io
import json
import shutil
import sqlite3
import stat
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from acts.counted import FIRST as CIZAO_FIRST
from acts.counted import month, piece, report
from acts.office import STATION_NAME, SUBJECT, TurnableClock, form, mail, manuscript, photo, whole_piece
from servers.netease import Netease
from servers.scripted import ScriptedImap
from sqlmodel import col, select
from steps.table import ACCEPTANCE, FIRST, Table
from steps.test_nowhere import WORD, secret
from steps.traces import traces

from pipeline.domain.words import OutboxState
from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps import backup as backing_up
from pipeline.steps import restore as restoring
from pipeline.steps.archive_in import ArchiveRefused
from pipeline.steps.backup import BackupRefused, backup
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.counting.standings import standings
from pipeline.steps.fetch import fetch_new
from pipeline.steps.files import LetterFile
from pipeline.steps.house import open_house
from pipeline.steps.import_letters import import_letters
from pipeline.steps.process import open_desk
from pipeline.steps.quarantine import quarantine
from pipeline.steps.receive import receive
from pipeline.steps.restore import Place, Restored, RestoreRefused, restore
from pipeline.steps.review import Order, decide
from pipeline.steps.show import letters_waiting, pieces_listed, show
from pipeline.store.tables import HealthRow, LetterRow, OutboxRow

LINK = "http://example.com/a"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """Both bureaus at work: accepted, held, returned and sealed letters, points, a document that was issued."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(whole_piece(), mail(SUBJECT, [manuscript("另一篇"), photo(2)]), secret())
    table.come(mail(SUBJECT, [manuscript("第三篇"), form("第三篇", sensitive=True), photo(3)]))
    decide(table.house, Order(name=FIRST, verb="return", reason="请补一张图", by="李主任"), readers)
    table.clock.forward(days=730)
    for raw in (piece(CIZAO_FIRST, 5), report([(CIZAO_FIRST, "晋江市双拥简报", LINK, "2022-05-20")])):
        table.clock.forward(days=10)
        import_letters(table.house, "jinjiang", [LetterFile(name="x", raw=raw)], readers, receipts=True)
    count_quietly(table.house, "jinjiang")
    issued = table.house.data / "out" / "jinjiang" / "2022-04" / "通报.docx"
    issued.parent.mkdir(parents=True)
    issued.write_bytes(b"issued")
    return table


@pytest.fixture(scope="module")
def archive(laid: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "all.tar.gz"
    backup(laid.house, file)
    return file


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path / "new" / "data", config=tmp_path / "new" / "config")


def put_back(archive: Path, place: Place, **facts: Any) -> Restored:
    """The backup put back."""
    return restore(archive, place, why=lambda _made: "从备份恢复", **facts)


def again(laid: Table, place: Place) -> Table:
    """The office over the folder that was put back."""
    clock = TurnableClock(now=laid.clock.now)
    return Table(open_house(laid.house.settings, place.data, clock=clock), laid.readers, clock)


def told(table: Table) -> list[object]:
    """Everything that people can ask for."""
    numbers = [row["number"] for row in pieces_listed(table.house, bureau=None, state=None, unit=None, span=None)]
    shown = [show(table.house, name) for name in (*numbers, "L1", "L3")]
    waiting = [letters_waiting(table.house, bureau) for bureau in ("yuhua", "jinjiang")]
    return [shown, waiting, standings(table.house, "jinjiang", month("2022-05"), current=True)]


def names(file: Path) -> list[str]:
    with tarfile.open(file) as tar:
        return tar.getnames()


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


def test_what_is_sealed_is_left_out_unless_it_is_asked_for(laid: Table, archive: Path, place: Place) -> None:
    assert not [name for name in names(archive) if name.startswith("sealed")]
    put = put_back(archive, place)
    assert put.sealed_missing == ("L3",)
    assert traces(place.data, WORD) == traces(place.data, WORD[:2]) == []
    [sealed] = list(show(again(laid, place).house, "L3").letters)  # type: ignore[union-attr]
    assert sealed["sealed"]["store"] == "missing"


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


@pytest.fixture
def half_done(laid: Table, tmp_path: Path) -> Iterator[tuple[Table, ScriptedImap]]:
    """A mailbox whose last three letters are kept and not read: one of them is marked; one cannot be read at all."""
    box = Netease.holding({})
    table = laid.copy(tmp_path)
    at = table.clock.now - timedelta(hours=1)
    with ScriptedImap(box) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in (("IMAP_HOST", "127.0.0.1"), ("IMAP_PORT", server.port), ("YUHUA_PASSWORD", "geheim")):
            patch.setenv(f"BAOSONG_{name}", str(value))
        for name, value in (("SMTP_HOST", "127.0.0.1"), ("SMTP_PORT", 1)):
            patch.setenv(f"BAOSONG_{name}", str(value))
        table.house = replace(table.house, settings=load(ACCEPTANCE))
        box.put(whole_piece(f"2020年度+{STATION_NAME}+读过的", title="已经读过的一篇", seed=31), at=at)
        assert receive(table.house, "yuhua", table.readers).fault is None
        box.put(secret().replace(b"<secret@", b"<another@"), at=at)
        box.put(whole_piece(f"2020年度+{STATION_NAME}+没读的", title="还没有读的一篇", seed=32), at=at)
        box.put(mail(f"2020年度+{STATION_NAME}+{WORD}", [manuscript(WORD)]), at=at)
        fetch_new(table.house, table.house.bureau("yuhua"), Counter())
        with table.house.database.writing() as session:
            last = session.exec(select(LetterRow).order_by(col(LetterRow.id).desc())).first()
            quarantine(open_desk(table.house, "yuhua").pen(session), last, f"crash\n{WORD}")  # type: ignore[arg-type]
        yield table, server


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
    monkeypatch.setattr(backing_up, "_pack", _fails)
    with pytest.raises(OSError, match="full"):
        backup(laid.house, tmp_path / "all.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_half_written_is_removed_by_the_next(laid: Table, tmp_path: Path) -> None:
    (tmp_path / ".baosong-backup-killed").write_bytes(b"half")
    backup(laid.house, tmp_path / "all.tar.gz")
    assert [file.name for file in tmp_path.iterdir()] == ["all.tar.gz"]


def test_a_put_back_that_ended_in_mid_way_is_begun_anew(
    archive: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_place_database", _fails)
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


Change = Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]


def rebuilt(archive: Path, target: Path, change: Change) -> Path:
    """The archive with its members changed."""
    with tarfile.open(archive) as tar:
        members = [(member, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]
    change(members)
    with tarfile.open(target, "w:gz", compresslevel=1) as tar:
        for member, content in members:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content) if member.isreg() else None)
    return target


def _fails(*_args: object, **_facts: object) -> None:
    raise OSError("disk full")


def changed_letter(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    at = next(n for n, (member, _) in enumerate(members) if member.name.startswith("raw/"))
    members[at] = (members[at][0], members[at][1] + b"x")


def without_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop()


def without_a_letter(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop(next(n for n, (member, _) in enumerate(members) if member.name.startswith("raw/")))


def newer_form(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    member, content = members[-1]
    members[-1] = (member, json.dumps(json.loads(content) | {"format": 99}).encode())


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Change:
    """A member more, told in the manifest as well where that is possible."""

    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, link
        members.insert(0, (entry, b"evil" if kind == tarfile.REGTYPE else b""))

    return change


HOSTILE = {
    "a path upwards": member("raw/../../evil"),
    "a path upwards in out": member("out/../../../evil"),
    "an absolute path": member("/tmp/evil"),
    "a place of its own": member("locks/evil"),
    "a link": member("out/evil", tarfile.SYMTYPE, "/etc"),
    "a hard link": member("out/evil", tarfile.LNKTYPE, "database/baosong.db"),
    "a device": member("out/evil", tarfile.CHRTYPE),
    "a folder": member("raw", tarfile.DIRTYPE),
    "the same twice": lambda members: members.insert(0, members[0]),
    "a backslash": member("config/..\\..\\evil"),
}
DAMAGED: dict[str, tuple[str, Change]] = {
    "a changed letter": ("damaged", changed_letter),
    "a letter less": ("damaged", without_a_letter),
    "a file more": ("damaged", member("out/more.docx")),
    "no manifest": ("no_manifest", without_manifest),
    "a later form": ("newer", newer_form),
}


@pytest.mark.parametrize("name", [*HOSTILE, *DAMAGED])
def test_a_changed_archive_is_refused_and_nothing_is_touched(
    archive: Path, place: Place, tmp_path: Path, name: str
) -> None:
    cause, change = DAMAGED.get(name) or ("hostile", HOSTILE[name])
    file = rebuilt(archive, tmp_path / "changed.tar.gz", change)
    assert refused(file, place) == cause
    assert list(place.data.iterdir()) == []
    assert not place.config.exists()
    assert not list(tmp_path.rglob("evil"))


def refused(file: Path, place: Place) -> str:
    with pytest.raises(ArchiveRefused) as refusal:
        put_back(file, place)
    return refusal.value.cause


@pytest.mark.parametrize("kept", [0, 100, 0.5, 0.999], ids=str)
def test_an_archive_that_is_cut_off_is_refused(archive: Path, place: Place, tmp_path: Path, kept: float) -> None:
    whole = archive.read_bytes()
    file = tmp_path / "cut.tar.gz"
    file.write_bytes(whole[: int(kept * len(whole)) if kept < 1 else int(kept)])
    assert refused(file, place) in {"unreadable", "no_manifest"}
    assert list(place.data.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no archive", gzip.compress(b"no archive")], ids=["empty", "text", "packed"])
def test_what_is_no_archive_is_refused(place: Place, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.tar.gz"
    file.write_bytes(content)
    assert refused(file, place) in {"unreadable", "no_manifest"}


def test_a_database_of_a_newer_program_is_refused(archive: Path, place: Place, tmp_path: Path) -> None:
    def newer(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        import hashlib

        file = tmp_path / "newer.db"
        file.write_bytes(members[0][1])
        with sqlite3.connect(file) as database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.close()
        content = file.read_bytes()
        members[0] = (members[0][0], content)
        told = json.loads(members[-1][1])
        told["files"][0] |= {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        members[-1] = (members[-1][0], json.dumps(told).encode())

    file = rebuilt(archive, tmp_path / "newer.tar.gz", newer)
    with pytest.raises(RestoreRefused, match="newer"):
        put_back(file, place)
    assert list(place.data.iterdir()) == []


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
