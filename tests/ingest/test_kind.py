"""Kinds by content (mail.md L5, L8, L9)."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.kind import kind_by_name, kind_of


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            content = "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x"
            archive.writestr(name, content)
    return out.getvalue()


def ole_of(*names: str) -> bytes:
    """An OLE2 file with such streams at its root; its directory takes several sectors."""
    entries = [("Root Entry", 5, 1), *((name, 2, 0xFFFFFFFF) for name in names)]
    directory = b""
    for number, (name, kind, child) in enumerate(entries):
        right = number + 1 if 0 < number < len(names) else 0xFFFFFFFF
        coded = name.encode("utf-16-le").ljust(64, b"\0")
        lengths = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, right, child)
        directory += (coded + lengths).ljust(128, b"\0")
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    fat = struct.pack(f"<{1 + sectors}I", 0xFFFFFFFD, *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<III", 0, 1, 1) + bytes(4) + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + fat + directory


OTHERS = tuple(f"Stream {i}" for i in range(9))


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (zip_of("[Content_Types].xml", "word/document.xml"), "", "docx"),
        (zip_of("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx", "docm"),
        (zip_of("[Content_Types].xml", "word/document.xml")[:-30], "a.zip", "docx"),
        (zip_of("[Content_Types].xml", "word/document2.xml"), "", "docx"),  # Word on the web, SharePoint
        (zip_of("[Content_Types].xml", "word\\document.xml", "word\\vbaProject.bin"), "", "docm"),
        ("<html><body>走访".encode("utf-16"), "a.doc", "html"),
        (zip_of("xl/workbook.xml"), "", "xlsx"),
        (zip_of("ppt/presentation.xml"), "", "pptx"),
        (zip_of("mimetype", "content.xml"), "", "odt"),
        (zip_of("OFD.xml"), "", "ofd"),
        (zip_of("a.docx"), "a.docx", "zip"),
        (ole_of("WordDocument"), "a.docx", "doc"),
        (ole_of(*OTHERS, "WordDocument"), "a.doc", "doc"),
        (ole_of("WordDocument"), "稿件.wps", "wps"),
        (ole_of("Workbook"), "", "xls"),
        (ole_of("Workbook"), "a.et", "et"),
        (ole_of("PowerPoint Document"), "a.dps", "dps"),
        (ole_of("EncryptionInfo", "EncryptedPackage"), "a.docx", "encrypted_office"),
        (ole_of("__properties_version1.0"), "", "msg"),
        (ole_of(*OTHERS), "", "bin"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"%PDF-1.7\n", "", "pdf"),
        (b"\n\n%PDF-1.7\n", "", "pdf"),
        ("正文里说到 %PDF-1.7 而已".encode(), "", "txt"),
        (b"<html><body>", "a.doc", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.doc", "xml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "a.doc", "mht"),
        (b"From: a\nTo: b\nSubject: c\n\nx", "", "eml"),
        (b"From: a\nTo: b\nSubject: c\n\nx", "a.txt", "txt"),
        (b"\xff\xd8\xff\xe0", "a.png", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "", "png"),
        (b"GIF89a", "", "gif"),
        (b"BM\x00\x01\x00\x00\x00\x00\x00\x00" + bytes(30), "", "bmp"),
        ("BM是一个缩写，不是图片，正文很长很长".encode(), "", "txt"),
        (b"II*\x00", "", "tiff"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heic", "", "heic"),
        (b"\x00\x00\x00\x18ftypavif", "", "avif"),
        (b"\x00\x00\x00\x18ftypisom", "", "mp4"),
        (b"\x00\x00\x00\x18ftypqt  ", "", "mov"),
        (b"ID3\x03\x00", "", "mp3"),
        (bytes(257) + b"ustar\x0000", "", "tar"),
        (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", "smime.p7s", "p7s"),
        (b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", "smime.p7m", "p7m"),
        ("走访慰问".encode("gbk"), "a.txt", "txt"),
        ("走访慰问".encode(), "a.csv", "csv"),
        (b"\x00\x01\x02\x03", "a.docx", "bin"),
        (b"", "a.docx", "bin"),
    ],
)
def test_the_kind_is_in_the_bytes(content, name, kind):
    assert kind_of(content, name) == kind


@pytest.mark.parametrize("size", [30, 76, 400, 700])
def test_a_cut_ole_file_raises_nothing(size):
    assert kind_of(ole_of("WordDocument")[:size]) == "bin"


def test_a_large_ole_file_whose_directory_is_out_of_reach_is_known_by_its_names():
    damaged = bytearray(ole_of(*OTHERS, "WordDocument"))
    damaged[512:1024] = b"\xff" * 512
    assert kind_of(bytes(damaged)) == "doc"


@pytest.mark.parametrize(("name", "kind"), [("a.JPG", "jpeg"), ("稿.docx", "docx"), ("a.exe", "bin"), (".docx", "bin")])
def test_what_cannot_be_opened_is_of_the_kind_its_name_claims(name, kind):
    assert kind_by_name(name) == kind


MAGIC = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF", b"\0\0\0\x18ftyp", b"<?xml", b"0\x80"]
)


@given(MAGIC, st.binary(max_size=700))
def test_any_bytes_have_a_kind(magic, content):
    assert kind_of(magic + content)


@pytest.mark.parametrize("shift", range(0, 65_536, 4_111))
def test_a_sector_size_that_lies_raises_nothing(shift):
    lying = bytearray(ole_of("WordDocument"))
    struct.pack_into("<H", lying, 30, shift)
    assert kind_of(bytes(lying)) == "doc"
