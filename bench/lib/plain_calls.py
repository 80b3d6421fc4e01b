"""The libraries' plain calls on parts, as their documentation shows them."""

import email
import io
import tempfile
import zipfile
from collections.abc import Callable
from email.policy import default as modern
from pathlib import Path

import py7zr
import pypdfium2
import rars
from doc2docx import convert
from docx import Document
from PIL import Image
from py7zr.io import BytesIOFactory

from pipeline.ingest.office import as_docx
from pipeline.settings.values import Limits


def plain_zip(content: bytes) -> object:
    """Every member."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def stdlib_email(content: bytes) -> object:
    """Every leaf, decoded."""
    mail = email.message_from_bytes(content, policy=modern)
    return [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]


def python_docx(content: bytes) -> object:
    """All texts, those of tables too."""
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in paper.paragraphs] + cells


def doc2docx_alone(content: bytes) -> object:
    """A .docx on disk."""
    with tempfile.TemporaryDirectory() as own:
        source = Path(own) / "a.doc"
        source.write_bytes(content)
        return convert(source, Path(own) / "a.docx")


def libreoffice(kind: str) -> Callable[[bytes], object]:
    """A call that has it turn such a file into a .docx."""

    def made(content: bytes) -> object:
        with tempfile.TemporaryDirectory() as own:
            return as_docx(content, kind, Limits(), Path(own))

    return made


def pdf_text(content: bytes) -> object:
    """The characters in the file's order."""
    paper = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in paper]
    finally:
        paper.close()


def rar(content: bytes) -> object:
    """Every member."""
    opened = rars.RarFile.from_bytes(content)
    return [bytes(opened.read(info)) for info in opened.infolist()]


def seven_zip(content: bytes) -> object:
    """Every member."""
    with py7zr.SevenZipFile(io.BytesIO(content)) as opened:
        made = BytesIOFactory(Limits().archive_bytes)
        opened.extractall(factory=made)
        return made.products


def pillow(content: bytes) -> object:
    """Decoded whole."""
    return Image.open(io.BytesIO(content)).load()
