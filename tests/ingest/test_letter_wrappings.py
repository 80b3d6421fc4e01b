"""Files in every wrapping but zip: rar, 7z, tar, gzip, winmail.dat, a letter saved by Outlook (mail.md L8)."""

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
import rars

from pipeline.ingest.archive import KINDS, members
from pipeline.ingest.archive_members import Budget
from pipeline.ingest.kind import kind_of
from pipeline.ingest.trouble import Unreadable
from pipeline.settings.values import Limits

FILES = {"稿件.txt": "走访慰问。".encode() * 50, "图片/现场.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8}
SAVED = Path(__file__).resolve().parents[1] / "letters" / "files" / "material.msg"
Maker = Callable[[dict[str, bytes]], bytes]


def rar(files: dict[str, bytes], **more: object) -> bytes:
    """A RAR as WinRAR 5 to 7 write it, or an older one."""
    builder = rars.RarBuilder(**({"format": "rar50"} | more))
    for name, content in files.items():
        builder.add_bytes(content, name)
    return bytes(builder.to_bytes())


def old_rar(files: dict[str, bytes]) -> bytes:
    """A RAR as WinRAR 3 and 4 write it."""
    return rar(files, format="rar29")


def gbk_rar(files: dict[str, bytes]) -> bytes:
    """The same with names in GBK and no Unicode behind them, as old Chinese programs write it."""
    stand_ins = {name.encode("gbk"): content for name, content in files.items()}
    raw = bytearray(old_rar({f"{i:03}".ljust(len(name), "x"): c for i, (name, c) in enumerate(stand_ins.items())}))
    for number, name in enumerate(stand_ins):
        at = raw.index(f"{number:03}".ljust(len(name), "x").encode())
        raw[at : at + len(name)] = name
        start = at - 32  # a file's header: CRC-16 of the rest, type, flags, size …
        size = struct.unpack_from("<H", raw, start + 5)[0]
        raw[start : start + 2] = struct.pack("<H", zlib.crc32(raw[start + 2 : start + size]) & 0xFFFF)
    return bytes(raw)


def sevenz(files: dict[str, bytes], **more: object) -> bytes:
    """A .7z."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **more) as archive:
        for name, content in files.items():
            archive.writef(io.BytesIO(content), name)
    return out.getvalue()


def tar(files: dict[str, bytes]) -> bytes:
    """A tar, with a link and a folder that are no files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, kind in (("link", tarfile.SYMTYPE), ("folder", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


def tnef(files: dict[str, bytes]) -> bytes:
    """A winmail.dat: signature, key, then attributes with level, number, length, data, sum."""

    def attribute(number: int, data: bytes) -> bytes:
        return struct.pack("<BII", 2, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    out = struct.pack("<IH", 0x223E9F78, 1)
    for name, content in files.items():
        out += attribute(0x00069002, bytes(14)) + attribute(0x00018010, name.encode("gbk") + b"\0")
        out += attribute(0x0006800F, content)
    return out


def came(content: bytes, kind: str, limits: Limits | None = None, name: str = "材料") -> dict[str, bytes]:
    """What comes out of an archive."""
    limits = limits or Limits()
    return {one.path: one.content for one in members(content, kind, name, limits, Budget.of(limits))}


def trouble(content: bytes, kind: str, limits: Limits | None = None) -> set[str]:
    """What is wrong with an archive as a whole, or with its members."""
    limits = limits or Limits()
    try:
        found = list(members(content, kind, "材料", limits, Budget.of(limits)))
    except Unreadable as unreadable:
        return {unreadable.code}
    return {one.trouble.code for one in found if one.trouble is not None}


MAKERS: dict[str, tuple[str, Maker]] = {
    "rar": ("rar", rar), "old_rar": ("rar", old_rar), "7z": ("7z", sevenz), "tar": ("tar", tar), "tnef": ("tnef", tnef),
}  # fmt: skip
made = pytest.mark.parametrize(("kind", "make"), MAKERS.values(), ids=MAKERS)


@made
def test_l8_every_file_comes_out_with_its_name_and_bytes(kind: str, make: Maker) -> None:
    content = make(FILES)
    assert kind_of(content) == kind
    found = came(content, kind)
    assert list(found.values()) == list(FILES.values())
    assert list(found) == list(FILES)


def test_l8_names_in_gbk_are_read_in_old_archives() -> None:
    assert list(came(gbk_rar({"走访镕.txt": b"a", "喆.txt": b"b"}), "rar")) == ["走访镕.txt", "喆.txt"]


@pytest.mark.parametrize(("kind", "make"), [("rar", gbk_rar), ("tar", tar), ("tnef", tnef)])
def test_l8_names_that_climb_are_only_names(kind: str, make: Maker) -> None:
    assert set(came(make({"../../etc/a.txt": b"x"}), kind)) == {"etc/a.txt"}


@made
def test_l8_limits_hold_at_the_very_byte_and_entry(kind: str, make: Maker) -> None:
    content = make({"a.bin": bytes(1000), "b.bin": bytes(1000)})
    assert trouble(content, kind, Limits(part_bytes=1000, archive_bytes=2000, archive_entries=2)) == set()
    for less in ({"part_bytes": 999}, {"archive_bytes": 1999}, {"archive_entries": 1}):
        assert trouble(content, kind, Limits(**less)) == {"over_limit"}, less


@made
def test_l8_cut_and_spoilt_archives_are_named_and_never_a_fault_of_ours(kind: str, make: Maker) -> None:
    content = make(FILES)
    known = {"damaged", "over_limit", "encrypted", "truncated", "unsupported"}
    for at in range(0, len(content), max(1, len(content) // 60)):
        assert trouble(content[:at], kind) <= known
        spoilt = bytearray(content)
        spoilt[at] ^= 0x5A
        assert trouble(bytes(spoilt), kind) <= known


@pytest.mark.parametrize(
    "content",
    [rar(FILES, password="x"), rar(FILES, password="x", encrypt_headers=True)],
    ids=["files", "headers"],
)
def test_l8_a_rar_with_a_password_is_named_as_locked(content: bytes) -> None:
    assert trouble(content, "rar") == {"encrypted"}


@pytest.mark.parametrize("hidden", [False, True])
def test_l8_a_7z_with_a_password_is_named_as_locked(hidden: bool) -> None:
    assert trouble(sevenz(FILES, password="x", header_encryption=hidden), "7z") == {"encrypted"}


@pytest.mark.parametrize("kind", ["rar", "7z", "gz"])
def test_l8_a_bomb_stops_at_the_bytes_that_really_come_out(kind: str) -> None:
    bomb = {"rar": rar, "7z": sevenz}.get(kind, lambda files: gzip.compress(files["z"]))({"z": bytes(30_000_000)})
    assert len(bomb) < 100_000
    assert trouble(bomb, kind, Limits(part_bytes=1_000_000)) == {"over_limit"}


def test_l8_a_tar_gz_is_one_in_the_other_and_a_gz_has_its_name(opened) -> None:
    assert list(came(gzip.compress(tar(FILES)), "gz", name="材料.tgz")) == ["材料.tar"]
    assert list(came(gzip.compress(b"text"), "gz", name="稿件.txt.gz")) == ["稿件.txt"]
    assert trouble(gzip.compress(b"text" * 99)[:-9], "gz") == {"truncated"}


def test_l8_a_letter_saved_by_outlook_gives_its_text_and_files() -> None:
    found = came(SAVED.read_bytes(), "msg")
    assert found["letter.txt"].decode() == "报送稿件\n请查收附件。"
    assert list(found) == ["letter.txt", "现场一.jpg", "现场二.jpg"]
    assert found["现场一.jpg"] == (SAVED.parent / "photo-2.jpg").read_bytes()


def test_every_kind_of_archive_is_known_by_its_bytes() -> None:
    assert {kind for kind, _ in MAKERS.values()} | {"zip", "gz", "msg"} == KINDS
