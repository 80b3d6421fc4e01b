"""What is damaged, hostile, cut off or newer than the program is refused before anything is touched."""

import gzip
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from steps.backup.putting_back import put_back

from pipeline.steps.archive_in import ArchiveRefused
from pipeline.steps.restore import Place, RestoreRefused

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
