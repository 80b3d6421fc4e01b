"""Every limit of settings.toml holds at the very number: N passes, N + 1 is told (mail.md L8, L11)."""

import base64
import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PIL import Image

from pipeline.settings.values import Limits

ELSEWHERE = {
    "seconds": "tests/ingest/test_readers.py", "memory_mb": "tests/ingest/test_readers.py",
    "office_seconds": "tests/ingest/test_second_reader.py", "office_memory_mb": "tests/ingest/test_second_reader.py",
    "ocr": "tests/ingest/test_ocr.py",
}  # fmt: skip


def attached(content: bytes, name: str = "a.bin") -> bytes:
    """A letter with one file."""
    head = f"Subject: s\nContent-Type: application/octet-stream; name={name}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(content)


def parted(count: int) -> bytes:
    """A letter of one multipart with so many text files: count + 1 nodes."""
    one = b"--b\nContent-Type: text/plain; name=a.txt\n\nx\n"
    return b"Content-Type: multipart/mixed; boundary=b\n\n" + one * count + b"--b--"


def nested(levels: int) -> bytes:
    """A letter whose file lies within so many multiparts."""
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return heads + b"Content-Type: text/plain; name=a.txt\n\nx"


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def archives(levels: int) -> bytes:
    """A letter with so many archives in each other."""
    content, name = b"text", "a.txt"
    for level in range(levels):
        content, name = (
            (zipped({name: content}), f"{level}.zip") if level % 2 else (gzip.compress(content), f"{name}.gz")
        )
    return attached(content, name)


def picture(width: int) -> bytes:
    """A letter with a picture, ten pixels high."""
    out = io.BytesIO()
    Image.new("1", (width, 10)).save(out, "PNG")
    return attached(out.getvalue(), "a.png")


def word(padding: int) -> bytes:
    """A letter with a .docx whose parts come to 1,000 bytes and so many more when inflated."""
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    return attached(zipped({"word/document.xml": body.ljust(1_000 + padding)}), "a.docx")


def headers(count: int) -> bytes:
    """A letter with so many header lines."""
    return b"".join(b"X%d: a\n" % n for n in range(count)) + b"\nbody"


AT: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "letter_bytes": (2_000, lambda n: b"Subject: s\n\n".ljust(n, b"x")),
    "header_bytes": (500, lambda n: b"X: ".ljust(n - 1, b"a") + b"\n\nbody"),
    "header_count": (20, headers),
    "parts": (6, lambda n: parted(n - 1)),
    "depth": (4, lambda n: nested(n - 1)),
    "part_bytes": (900, lambda n: attached(b"\x80" * n)),
    "text_chars": (100, lambda n: b"Subject: s\n\n" + b"a" * 50 + b"\n" + b"b" * (4 * n - 51)),
    "archive_entries": (5, lambda n: attached(zipped({f"{one}.txt": b"x" for one in range(n)}), "a.zip")),
    "archive_bytes": (3_000, lambda n: attached(zipped({"a.txt": b"x" * n}), "a.zip")),
    "archive_depth": (2, archives),
    "picture_pixels": (400, lambda n: picture(-(-n // 10))),
    "document_bytes": (1_500, lambda n: word(n - 1_000)),
}  # fmt: skip


def told(letter) -> set[str]:
    """What is said of limits: defects of the letter, troubles of its parts and pictures."""
    troubles = {part.trouble.code for part in letter.parts if part.trouble is not None}
    problems = {part.picture.problem for part in letter.parts if part.picture is not None}
    return {word for word in {*letter.defects, *troubles, *problems} if word and ("limit" in word)}


@pytest.mark.parametrize("limit", AT)
def test_at_the_limit_all_is_read_and_one_more_is_told(opened, limit: str) -> None:
    most, make = AT[limit]
    limits = replace(Limits(), **{limit: most})
    assert told(opened(make(most), limits)[0]) == set()
    assert told(opened(make(most + 1), limits)[0]) != set()


def test_no_limit_is_forgotten() -> None:
    assert set(AT) | set(ELSEWHERE) == {one.name for one in fields(Limits)}
