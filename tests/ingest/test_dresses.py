"""A document says the same in every dress: as .rtf, .odt, PDF or web page as in the .docx it was made from."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.pages import pdf

from pipeline.domain.document import WordDocument
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.web_page import read_page
from pipeline.ingest.writings import READERS
from pipeline.settings.values import Limits

FOLDER = Path(__file__).resolve().parents[1] / "letters" / "files" / "dresses"
DOCUMENTS = ("piece", "tabled", "form", "merged", "report", "long", "lines")
DRESSES = ("rtf", "odt", "pdf", "html")
ALL = {**READERS, "html": read_page}
CODES = {"encrypted", "damaged", "over_limit", "unsupported", "truncated", "empty", "scan"}


def dressed(name: str, dress: str) -> bytes:
    return (FOLDER / f"{name}.{dress}").read_bytes()


def read(content: bytes, dress: str) -> WordDocument:
    return ALL[dress](content, Limits())


def trouble_of(content: bytes, dress: str) -> str | None:
    """What is wrong with a file, None where it is read; anything else it raises is a fault of ours."""
    try:
        read(content, dress)
    except Unreadable as unreadable:
        return unreadable.code
    return None


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_title_body_tables_forms_and_pictures_are_those_of_the_docx(name: str, dress: str) -> None:
    plain, found = read(dressed(name, "docx"), "docx"), read(dressed(name, dress), dress)
    assert found.manuscript == plain.manuscript
    assert (found.form, found.other_form, found.report) == (plain.form, plain.other_form, plain.report)
    assert [(one.format, one.width) for one in found.pictures] == [(one.format, one.width) for one in plain.pictures]
    assert set("".join(plain.text.split())) <= set("".join(found.text.split()))


@pytest.mark.parametrize("dress", DRESSES)
def test_a_file_cut_short_anywhere_is_unreadable_or_read_and_never_a_fault_of_ours(dress: str) -> None:
    whole = dressed("piece", dress)
    codes = {trouble_of(whole[: len(whole) * cut // 20], dress) for cut in range(20)}
    assert codes <= {*CODES, None}
    assert trouble_of(b"", dress) == "empty"


@pytest.mark.parametrize("dress", DRESSES)
def test_bytes_changed_anywhere_are_damage_and_never_a_fault_of_ours(dress: str) -> None:
    chance = random.Random(6)
    whole = dressed("merged", dress)
    for _ in range(20):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 20, 400))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        assert trouble_of(bytes(spoilt), dress) in {*CODES, None}


def _deep_groups() -> bytes:
    return b"{\\rtf1 " + b"{\\b " * 100_000 + b"x" + b"}" * 100_001


def _wide_rows() -> bytes:
    return b"{\\rtf1 " + (b"\\trowd" + b"\\cellx9" * 100 + b"\\intbl\\cell" * 300 + b"\\row ") * 600 + b"}"


def _nested_tables() -> bytes:
    rows = (b"\\intbl\\itap%d x\\nestcell{\\*\\nesttableprops\\trowd\\cellx9\\nestrow}" % n for n in range(1_000))
    return b"{\\rtf1 " + b"".join(rows) + b"}"


def odt(body: str, styles: str = "", head: str = "") -> bytes:
    """An OpenDocument text with this body."""
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    names = "".join(f' xmlns:{name}="{odf}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    names += f' xmlns:fo="{odf}:xsl-fo-compatible:1.0"'
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{head}<office:document-content{names}>{styles}{text}</office:document-content>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


_REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="9999999">'
    '<table:table-cell table:number-columns-repeated="9999999"><text:p>x</text:p>{}</table:table-cell>'
    "</table:table-row></table:table>"
)


def _repeated_in_repeated() -> bytes:
    body = ""
    for _ in range(12):
        body = _REPEATED.format(body)
    return odt(body)


def _entities() -> bytes:
    return odt("<text:p>&a;</text:p>", head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


_WORDS = b"BT /F 9 Tf 50 700 Td (%s) Tj ET\n"


def _ruled_everywhere() -> bytes:
    flat = b"".join(b"20 %d m 580 %d l S\n" % (y, y) for y in range(10, 790, 9))
    upright = b"".join(b"%d 10 m %d 790 l S\n" % (x, x) for x in range(20, 580, 9))
    return pdf(_WORDS % (b"words " * 20) + flat + upright, pages=35)


def _many(piece: bytes, number: int) -> Callable[[], bytes]:
    return lambda: b"<html><body><p>x</p>" + piece * number


def _parts_in_parts() -> bytes:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b%d"\n\n--b%d\n'
    return b"".join(head % (n, n) for n in range(5_000))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "groups nested 100,000 deep": ("rtf", _deep_groups, "over_limit"),
    "a table of 180,000 cells": ("rtf", _wide_rows, "over_limit"),
    "tables in tables, 1,000 deep": ("rtf", _nested_tables, None),
    "more text than the settings allow": ("rtf", lambda: b"{\\rtf1 " + b"word " * 120_000 + b"}", "over_limit"),
    "rows repeated a million times in rows repeated a million times": ("odt", _repeated_in_repeated, "over_limit"),
    "elements nested 2,000 deep": ("odt", lambda: odt("<text:section>" * 2_000 + "</text:section>" * 2_000), "damaged"),
    "an entity that points to a file": ("odt", _entities, "damaged"),
    "pages ruled everywhere": ("pdf", _ruled_everywhere, None),
    "a thousand pages": ("pdf", lambda: pdf(_WORDS % b"words", pages=1_000), "over_limit"),
    "sixty thousand strokes": ("pdf", lambda: pdf(b"1 1 m 9 9 l S\n" * 60_000), "over_limit"),
    "a PDF without a word": ("pdf", lambda: pdf(b""), "scan"),
    "a tag of a hundred thousand attributes": ("html", _many(b"<p " + b"a=1 " * 100_000 + b">", 1), None),
    "tags that never end": ("html", _many(b"<a ", 200_000), None),
    "elements nested 200,000 deep": ("html", _many(b"<b><i>", 100_000), None),
    "closing tags alone": ("html", _many(b"</p></td></table>", 60_000), None),
    "tables in tables, 5,000 deep": ("html", _many(b"<table><tr><td>x", 5_000), None),
    "cells without number": (
        "html",
        _many(b"<table>" + b"<tr><td colspan=9999 rowspan=9999>" * 20, 2_000),
        None,
    ),
    "parts in parts, 5,000 deep": ("mht", _parts_in_parts, "damaged"),
    "a million empty paragraphs": ("odt", lambda: odt("<text:p/>" * 1_000_000), "over_limit"),
    "control words without an end": ("rtf", lambda: b"{\\rtf1 " + b"\\aaaaaaaa" * 100_000, "truncated"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_no_office_program_writes_costs_little_and_is_told(what: str) -> None:
    dress, make, code = HOSTILE[what]
    assert trouble_of(make(), dress) == code
