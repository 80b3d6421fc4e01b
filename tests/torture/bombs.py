"""Small letters that would become large: archives, packages, pictures, XML, nesting; made on the fly."""

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise

import py7zr
import rars
from torture.spoiling import as_letter

_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _zip_in_zip() -> bytes:
    content = zipped({f"{n}.bin": bytes(20_000_000) for n in range(4)})
    for depth in range(5):
        content = zipped({f"{depth}-{n}.zip": content for n in range(16)})
    return content


def _many_entries() -> bytes:
    return zipped({f"{n}.txt": b"x" for n in range(30_000)})


def _overlapping() -> bytes:
    """A zip whose directory names the same bytes ten thousand times."""
    body = zlib.compress(bytes(1_000_000), 9)[2:-4]
    crc = zlib.crc32(bytes(1_000_000))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(body), 1_000_000, 1, 0) + b"a" + body
    fixed = struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, crc, len(body), 1_000_000, 1, 0, 0, 0, 0, 0, 0)
    directory = (struct.pack("<I", 0x02014B50) + fixed + b"a") * 10_000
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 10_000, 10_000, len(directory), len(head), 0)
    return head + directory + end


def _rar() -> bytes:
    builder = rars.RarBuilder(format="rar50")
    builder.add_bytes(bytes(120_000_000), "a.bin")
    return bytes(builder.to_bytes())


def _sevenz() -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writef(io.BytesIO(bytes(120_000_000)), "a.bin")
    return out.getvalue()


def _rar_headers() -> bytes:
    """A rar (of version 5) that is nothing but headers of empty files."""
    file = b"\x02\0\0\0\0\0\0\x01a"
    heads = [bytes((len(body),)) + body for body in (b"\x01\0\0", file, b"\x05\0\0")]
    first, each, last = (struct.pack("<I", zlib.crc32(head)) + head for head in heads)
    return b"Rar!\x1a\x07\x01\x00" + first + each * 100_000 + last


def _sevenz_files(count: int) -> bytes:
    """A 7z that is nothing but a table of so many empty files."""

    def long(number: int) -> bytes:
        return b"\xff" + struct.pack("<Q", number)

    empty, names = b"\xff" * (count // 8 + 1), b"\0" + b"a\0\0\0" * count
    files = long(count) + b"\x0e" + long(len(empty)) + empty + b"\x11" + long(len(names)) + names
    head = b"\x01\x05" + files + b"\0\0"
    start = struct.pack("<QQI", 0, len(head), zlib.crc32(head))
    return b"7z\xbc\xaf\x27\x1c\0\x04" + struct.pack("<I", zlib.crc32(start)) + start + head


def _docx(body: str) -> bytes:
    return zipped({"word/document.xml": _WORD.format(body).encode(), "[Content_Types].xml": b"<Types/>"})


def _png(width: int, height: int) -> bytes:
    """A PNG of one colour that promises so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes((width // 8 + 1) * min(height, 4_000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _nested_letters() -> bytes:
    inner = b"From: a@b.test\r\nSubject: innermost\r\n\r\nx"
    for _ in range(60):
        coded = base64.encodebytes(inner)
        inner = b"From: a@b.test\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded
        if len(inner) > 5_000_000:
            break
    return inner


def _beginnings() -> bytes:
    """A letter whose text begins a million files in uuencode."""
    return b"From: a@b.test\r\nSubject: s\r\n\r\n" + b"begin 644 a\n" * 1_000_000


def _entities() -> bytes:
    names = "abcdefghij"
    told = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "lol">{told}]><a>&j;</a>'.encode()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zips in zips": ("a.zip", _zip_in_zip),
    "30000 entries": ("a.zip", _many_entries),
    "the same bytes 10000 times": ("a.zip", _overlapping),
    "a rar of zeros": ("a.rar", _rar),
    "a 7z of zeros": ("a.7z", _sevenz),
    "a gzip of zeros": ("a.gz", lambda: gzip.compress(bytes(120_000_000))),
    "a Word file of 200 MB": ("a.docx", lambda: _docx("<w:p/>" * 20 + " " * 210_000_000)),
    "a million paragraphs": ("a.docx", lambda: _docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 300_000)),
    "tables in tables": ("a.docx", lambda: _docx("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000)),
    "entities in entities": ("a.docx", lambda: zipped({"word/document.xml": _entities()})),
    "a picture of 10 gigapixels": ("a.png", lambda: _png(100_000, 100_000)),
    "a picture of 190 megapixels": ("a.png", lambda: _png(19_000, 10_000)),
    "a panorama": ("a.png", lambda: _png(60_000, 800)),
    "a rar of 100000 headers": ("a.rar", _rar_headers),
    "a 7z of a million files": ("a.7z", lambda: _sevenz_files(1_000_000)),
    "a gzip of 600000 files": ("a.gz", lambda: gzip.compress(b"") * 600_000),
    "RTF of a million groups": ("a.rtf", lambda: b"{\\rtf1" + b"{\\b a}" * 1_000_000 + b"}"),
    "a sheet of a million cells": ("a.csv", lambda: b"a,b,c,d,e,f,g,h,i,j\n" * 100_000),
    "HTML without end": ("a.doc", lambda: b"<html><body>" + b"<div><table><tr><td>" * 100_000),
    "RTF without end": ("a.rtf", lambda: b"{\\rtf1" + b"{\\b " * 200_000),
}  # fmt: skip


def bombs() -> dict[str, Callable[[], bytes]]:
    """Letters by name; made when they are asked for."""
    of_files = {name: (lambda file=file, make=make: as_letter(file, make())) for name, (file, make) in FILES.items()}
    return {**of_files, "letters in letters in base64": _nested_letters, "a text of beginnings": _beginnings}
