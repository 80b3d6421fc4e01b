"""What is called on each kind of part: our reader, and the library's plain call beside it."""

import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from bench.lib import part_files
from bench.lib.plain_calls import (
    doc2docx_alone,
    libreoffice,
    pdf_text,
    pillow,
    plain_zip,
    python_docx,
    rar,
    seven_zip,
    stdlib_email,
)  # fmt: skip
from pipeline.ingest.archive import members
from pipeline.ingest.archive_members import Budget
from pipeline.ingest.bodies import from_base64
from pipeline.ingest.letter import read_letter
from pipeline.ingest.picture import read_picture
from pipeline.ingest.sheets import read_workbook
from pipeline.ingest.writings import READERS
from pipeline.settings.values import Limits

_LIMITS = Limits()
_MOST = 1.5  # times the plain call


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A plain call beside ours."""

    name: str
    call: Callable[[bytes], object] | None = None  # in this process
    library: str = ""  # or in the libraries' own environment (library_calls.py)
    program: Callable[[bytes], object] | None = None  # or in a process of its own; called once
    aim: float | None = _MOST


@dataclass(frozen=True, kw_only=True)
class Case:
    """A part and what reads it."""

    what: str
    content: bytes
    ours: Callable[[bytes], object]
    beside: tuple[Beside, ...]
    why: str = ""  # ours is slower than the aim


def cases() -> Iterator[Case]:
    """Every kind."""
    yield from _letter()
    yield from _writings()
    yield from _pictures()
    yield Case(
        what="workbook of 2,000 rows", content=part_files.workbook(), ours=lambda c: read_workbook(c, "xlsx", _LIMITS),
        beside=(
            Beside(name="openpyxl", library="openpyxl"),
            Beside(name="calamine (Rust)", library="calamine", aim=None),
        ),
    )  # fmt: skip
    for kind, content in part_files.archives().items():
        name, call = _ARCHIVES[kind]
        yield Case(
            what=f".{kind} of eight photographs", content=content,
            ours=_opens(kind),
            beside=(Beside(name=name, call=call),),
        )  # fmt: skip


def _opens(kind: str) -> Callable[[bytes], object]:
    return lambda content: [one.size for one in members(content, kind, "a", _LIMITS, Budget.of(_LIMITS))]


def _letter() -> Iterator[Case]:
    content = part_files.letter()
    yield Case(
        what="letter with a recording, opened", content=content,
        ours=lambda c: read_letter(c, _LIMITS, lambda leaf: sha256(leaf).hexdigest()),
        beside=(
            Beside(name="fast-mail-parser (Rust)", library="fast_mail_parser", aim=3),
            Beside(name="stdlib email", call=stdlib_email),
        ),
        why="about half of it is the look for a marking such as 秘密★1年 in the bytes of a file that no reader knows, "
        "in four codings; a fifth is the standard library's base64 decoder (the row below), where fast-mail-parser has "
        "vector instructions; the rest are boundaries, copies and the sums of letter and leaf, which no other takes",
    )  # fmt: skip
    yield Case(
        what="its base64 alone", content=max(content.split(b"\r\n\r\n"), key=len), ours=from_base64,
        beside=(Beside(name="binascii", call=binascii.a2b_base64),),
    )  # fmt: skip


def _writings() -> Iterator[Case]:
    page, long = part_files.manuscript(6), part_files.manuscript(300)
    dresses = part_files.other_dresses(part_files.manuscript(60))
    docx = Beside(name="python-docx, all texts", call=python_docx)
    yield Case(what=".docx of a page and form 2", content=page, ours=_reads("docx"), beside=(docx,), why=_WHY["docx"])
    yield Case(what=".docx of 300 paragraphs", content=long, ours=_reads("docx"), beside=(docx,), why=_WHY["docx"])
    for kind, content in dresses.items():
        what = f".{kind} of 60 paragraphs"
        yield Case(what=what, content=content, ours=_reads(kind), beside=_DRESSES[kind], why=_WHY.get(kind, ""))


def _reads(kind: str) -> Callable[[bytes], object]:
    return lambda content: READERS[kind](content, _LIMITS)


def _pictures() -> Iterator[Case]:
    for what, content in part_files.pictures().items():
        look = _WHY["picture"]
        yield Case(what=what, content=content, ours=lambda c: read_picture(c, _LIMITS), beside=(_PILLOW,), why=look)


_PILLOW = Beside(name="Pillow, decoded", call=pillow)
_ARCHIVES: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "zip": ("zipfile", plain_zip),
    "rar": ("rars", rar),
    "7z": ("py7zr", seven_zip),
}
_WHY = {
    "picture": "once decoded it is made small twice, for its look and to tell a sheet of paper: about what is aimed at",
    "docx": "the look of every line is worked out from runs and styles, which tells the title, and all text is gone "
    "through once more for markings: about as long as aimed at",
    "rtf": "striprtf takes the text and forgets the rest; tables, merged cells, boxes, changes, looks and pictures "
    "are what titles and forms are told by, and each control word has to be followed for them",
    "pdf": "a PDF has characters at places, no paragraphs or tables: place, size and weight of each are asked of "
    "PDFium one by one, lines and ruled cells are put together from them; the plain call gives the characters in the "
    "file's order",
}
_DRESSES = {
    "doc": (
        Beside(name="msdoc2docx, converted only", call=doc2docx_alone),
        Beside(name="LibreOffice, converted only", program=libreoffice("doc"), aim=None),
    ),
    "rtf": (
        Beside(name="striprtf, the text only", library="striprtf"),
        Beside(name="LibreOffice, converted only", program=libreoffice("rtf"), aim=None),
    ),
    "odt": (Beside(name="odfpy, paragraphs", library="odfpy"),),
    "pdf": (Beside(name="pypdfium2, the text only", call=pdf_text),),
}
