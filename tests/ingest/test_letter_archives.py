"""Archives within limits, and what cannot be opened is named (mail.md L8)."""

import base64
import io
import struct
import zipfile

import py7zr
import pytest

from pipeline.settings.values import Limits


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def gbk_zip(*names: bytes) -> bytes:
    """A zip as Chinese programs write it: names in GBK, without the UTF-8 flag."""
    stand_ins = {f"x{i:03}".ljust(len(name), "x"): b"text" for i, name in enumerate(names)}
    raw = zip_of(stand_ins, zipfile.ZIP_STORED)
    for stand_in, name in zip(stand_ins, names, strict=True):
        raw = raw.replace(stand_in.encode(), name)
    return raw


def attached(content: bytes, name: bytes = b"z.zip") -> bytes:
    head = b'Content-Type: application/octet-stream; name="' + name + b'"\nContent-Transfer-Encoding: base64\n\n'
    return head + base64.encodebytes(content)


def seen(letter) -> list[tuple[str, str | None]]:
    return [(p.path, p.trouble.code if p.trouble else None) for p in letter.parts]


def test_l8_gbk_names_are_decoded_and_utf8_ones_stay(opened):
    raw = gbk_zip("左家塘/走访镕.txt".encode("gbk"), "稿件.txt".encode())
    assert [p.path for p in opened(attached(raw))[0].parts] == ["z.zip", "z.zip!/左家塘/走访镕.txt", "z.zip!/稿件.txt"]
    assert [p.name for p in opened(attached(zip_of({"照片一.txt": b"x"})))[0].parts] == ["z.zip", "照片一.txt"]


def test_l8_names_that_climb_are_only_names(opened):
    raw = zip_of({"../../etc/passwd.txt": b"x", "C:/a/b.txt": b"x", "/abs.txt": b"x", "a\\..\\c.txt": b"x"})
    assert [p.path for p in opened(attached(raw))[0].parts[1:]] == [
        "z.zip!/etc/passwd.txt", "z.zip!/a/b.txt", "z.zip!/abs.txt", "z.zip!/a/c.txt",
    ]  # fmt: skip


def test_l8_the_litter_of_file_managers_and_folders_are_left_out(opened):
    files = {"__MACOSX/._a.txt": b"x", "d/.DS_Store": b"x", "Thumbs.db": b"x", "d/": b"", "d/a.txt": b"x"}
    assert [p.path for p in opened(attached(zip_of(files)))[0].parts] == ["z.zip", "z.zip!/d/a.txt"]


def test_l8_an_encrypted_member_is_named_with_the_kind_it_claims(opened):
    raw = bytearray(zip_of({"稿件.docx": b"x" * 50, "b.txt": b"b"}))
    local, central = raw.index(b"PK\x03\x04"), raw.index(b"PK\x01\x02")
    for at in (local + 6, central + 8):
        struct.pack_into("<H", raw, at, struct.unpack_from("<H", raw, at)[0] | 1)
    letter, kept = opened(attached(bytes(raw)))
    assert seen(letter) == [("z.zip", None), ("z.zip!/稿件.docx", "encrypted"), ("z.zip!/b.txt", None)]
    assert letter.parts[1].type == "docx"
    assert kept[letter.parts[1].sha256] == b""


def test_l8_a_damaged_member_is_named_and_the_others_are_read(opened):
    raw = bytearray(zip_of({"a.txt": b"a" * 90, "b.txt": b"b"}, zipfile.ZIP_STORED))
    raw[raw.index(b"aaaa")] = 0
    assert seen(opened(attached(bytes(raw)))[0]) == [
        ("z.zip", None), ("z.zip!/a.txt", "damaged"), ("z.zip!/b.txt", None),
    ]  # fmt: skip


def test_l8_a_zip_without_its_end_is_damaged(opened):
    raw = zip_of({"a.txt": b"a" * 90, "b.txt": b"b"})
    assert seen(opened(attached(raw[:-30]))[0]) == [("z.zip", "damaged")]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_l8_unpacking_stops_at_the_bytes_that_really_come_out(opened, method):
    limits = Limits(archive_bytes=3_000_000, part_bytes=2_000_000)
    files = {"a.txt": b"0" * 1_500_000, "b.txt": b"0" * 2_500_000, "c.txt": b"0" * 100_000}
    letter, kept = opened(attached(zip_of(files, method)), limits)
    assert seen(letter) == [
        ("z.zip", None), ("z.zip!/a.txt", None), ("z.zip!/b.txt", "over_limit"), ("z.zip!/c.txt", "over_limit"),
    ]  # fmt: skip
    assert sum(map(len, kept.values())) < 1_600_000


def test_l8_a_size_that_lies_does_not_help(opened):
    raw = bytearray(zip_of({"a.txt": b"0" * 5_000_000}))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 10)
    letter, kept = opened(attached(bytes(raw)), Limits(part_bytes=1_000_000))
    assert max(map(len, kept.values())) < 1_000_000
    assert letter.parts[1].trouble is not None or letter.parts[1].size == 10


def test_l8_entries_are_counted_over_all_archives_of_a_letter(opened):
    inner = zip_of({f"{i}.txt": b"x" for i in range(5)})
    letter, _ = opened(attached(zip_of({"i.zip": inner, "last.txt": b"x"})), Limits(archive_entries=4))
    assert seen(letter) == [
        ("z.zip", "over_limit"), ("z.zip!/i.zip", "over_limit"),
        ("z.zip!/i.zip!/0.txt", None), ("z.zip!/i.zip!/1.txt", None), ("z.zip!/i.zip!/2.txt", None),
    ]  # fmt: skip


def test_l8_archives_in_archives_are_opened_to_a_depth(opened):
    content = b"deepest"
    for level in range(5):
        content = zip_of({"in.txt" if not level else "in.zip": content})
    assert seen(opened(attached(content))[0]) == [
        ("z.zip", None), ("z.zip!/in.zip", None), ("z.zip!/in.zip!/in.zip", "over_limit"),
    ]  # fmt: skip


def test_l8_a_directory_of_a_million_entries_is_refused_before_it_is_read(opened):
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    directory = entry * 100_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), 0, 0)
    raw = b"PK\x03\x04" + directory + end
    assert seen(opened(attached(raw))[0]) == [("z.zip", "over_limit")]


SIGNED = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"


@pytest.mark.parametrize(
    ("content", "name", "trouble"),
    [
        (SIGNED + b"\x02", b"smime.p7s", None),  # a signature beside the letter
        (SIGNED + b"\x02", b"smime.p7m", "unsupported"),  # the letter inside the signature
        (SIGNED + b"\x03", b"smime.p7m", "encrypted"),
    ],
)
def test_l8_what_smime_hides_is_named(opened, content, name, trouble):
    assert seen(opened(attached(content, name))[0]) == [(name.decode(), trouble)]


def test_l8_names_in_a_7z_that_fit_no_disk_are_only_names(opened):
    names = ["会议：8:30.txt", "C:/纪要.txt", "../上.txt", "/根.txt", "同.txt", "同.txt", "什么?*<>|.txt"]
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for number, name in enumerate(names):
            archive.writef(io.BytesIO(f"{number}".encode()), f"{number}.txt")
            archive.files.files_list[-1]["filename"] = name
    letter, kept = opened(attached(out.getvalue(), b"z.7z"))
    inside = ["会议：8:30.txt", "纪要.txt", "上.txt", "根.txt", "同.txt", "同.txt#2", "什么?*<>|.txt"]
    assert seen(letter) == [("z.7z", None), *((f"z.7z!/{name}", None) for name in inside)]
    assert [kept[part.sha256] for part in letter.parts[1:]] == [f"{number}".encode() for number in range(len(names))]
