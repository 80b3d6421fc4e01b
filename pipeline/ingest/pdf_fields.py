"""What was filled into the fields of a PDF form (ISO 32000-1, 12.7): set on the page where the fields stand."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.pdf_space import Matrix, at
from pipeline.ingest.word_symbols import TICKED, UNTICKED

_MOST_FIELDS = 200  # of a form: each of Chinese words takes eight milliseconds
_ALL_CHARS = 100_000  # of all its fields: PDFium sets every one of them before it shows a page
_FORM_PAGES = 20  # the first ones, whose fields are read
_ANCESTORS = 8  # of a field: what it does not say itself
_LONGEST = 4_000  # characters of a field
_UNSEEN = 0x2 | 0x20  # hidden, not to be viewed
_LARGEST = 11.0  # points
_FOOT = 0.35  # of its size: so far below the middle a character stands
_HIGH = 1.2  # of its size: a line


@dataclass(frozen=True, slots=True)
class Filled:
    """A character of a field: its left and right edge, its foot, its size, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def with_forms(document: Any) -> bool:
    """Open the document's form, where it has one whose fields are few and short enough; whether it did.

    A form of thousands of fields or of endless ones takes PDFium many seconds, whatever is read of it afterwards.
    """
    import pypdfium2.raw as pdfium

    if document.get_formtype() == pdfium.FORMTYPE_NONE:
        return False
    fields, chars = 0, 0
    for number in range(min(len(document), _FORM_PAGES)):
        page = document[number]
        try:
            for length in _lengths(page):
                fields, chars = fields + 1, chars + length
                if fields > _MOST_FIELDS or chars > _ALL_CHARS:
                    return False
        finally:
            page.close()
    document.init_forms()
    return True


def form_of(document: Any, number: int) -> Any:
    """The document's form for a page of it; None for a page whose fields are not read."""
    return document.formenv if number < _FORM_PAGES else None


def _lengths(page: Any) -> Iterator[int]:
    """The length of the value of each field of a page, its own or its parent's."""
    import pypdfium2.raw as pdfium

    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        opened = [pdfium.FPDFPage_GetAnnot(page, place)]
        try:
            while len(opened) < _ANCESTORS and opened[-1] and not pdfium.FPDFAnnot_HasKey(opened[-1], b"V"):
                opened.append(pdfium.FPDFAnnot_GetLinkedAnnot(opened[-1], b"Parent"))
            if opened[-1] and pdfium.FPDFAnnot_GetSubtype(opened[0]) == pdfium.FPDF_ANNOT_WIDGET:
                yield int(pdfium.FPDFAnnot_GetStringValue(opened[-1], b"V", None, 0)) // 2 - 1  # a NUL behind it
        finally:
            for note in filter(None, opened):
                pdfium.FPDFPage_CloseAnnot(note)


def filled_in(form: Any, page: Any, turn: Matrix) -> Iterator[Filled]:
    """The characters of all fields of a page, ticked and empty boxes among them.

    Args:
        form: the document's form, as pypdfium2 opens it; None for a document without fields.
        page: of the document.
        turn: from the page's coordinates to its reader's.
    """
    import pypdfium2.raw as pdfium

    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS) if form is not None else 0):
        note = pdfium.FPDFPage_GetAnnot(page, place)
        try:
            field = pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_WIDGET
            if field and not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN:
                yield from _set(_value(form, note), note, turn)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _value(form: Any, note: Any) -> str:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return TICKED if pdfium.FPDFAnnot_IsChecked(form, note) else UNTICKED
    if kind not in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        return ""
    size = pdfium.FPDFAnnot_GetFormFieldValue(form, note, None, 0)
    told = ctypes.create_string_buffer(size + 2)
    pdfium.FPDFAnnot_GetFormFieldValue(form, note, ctypes.cast(told, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return told.raw[: min(size, 2 * _LONGEST)].decode("utf-16-le", "ignore").rstrip("\0")


def _set(value: str, note: Any, turn: Matrix) -> Iterator[Filled]:
    """The value's characters, as large as the field has room for."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not value.strip() or not pdfium.FPDFAnnot_GetRect(note, box):
        return
    (x0, y0), (x1, y1) = at(turn, box.left, box.top), at(turn, box.right, box.bottom)
    left, top, wide, high = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    size = max(0.1, min(_LARGEST, wide / max(map(len, lines)), high / len(lines) / _HIGH))
    first = top + (high - (len(lines) - 1) * size * _HIGH) / 2 + _FOOT * size
    for down, line in enumerate(lines):
        for across, char in enumerate(line):
            yield Filled(char, left + across * size, left + (across + 1) * size, first + down * size * _HIGH, size)
