"""One page of a PDF as PDFium tells it: characters, ruled lines and pictures, in points from the top left."""

import ctypes
import math
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.ingest.pdf_fields import filled_in
from pipeline.ingest.pdf_image import image_of
from pipeline.ingest.pdf_rules import Rule, rules_of
from pipeline.ingest.pdf_space import Matrix, at, things_on, turned
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable

_BOLD = 600  # of a font's weight
_FILL_AND_STROKE = 2  # how programs make a font bold that is not
_INVISIBLE = 3
_SLANTED = 0.3  # sine of the angle from which text runs across the page
_LEAST = 0.02  # of the page's width: a smaller picture is a sign
_FILLED = 10_000  # characters in the fields of a page
_GONE = {0, 0xAD, 0xFFFE, 0xFFFF, 0xFFFD}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands: its foot's left end, its right edge, its size in points."""

    text: str
    x0: float
    x1: float
    y: float  # of the foot, from the page's top
    size: float
    bold: bool


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture and the middle of it."""

    x: float
    y: float
    content: bytes


@dataclass(kw_only=True)
class Sheet:
    """What one page holds."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)  # text that runs across the page: a watermark
    rules: list[Rule] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    unknown: int = 0  # characters of which the file does not tell what they are


@dataclass(frozen=True)
class _Hand:
    """How the characters of one text object look."""

    size: float
    bold: bool
    slanted: bool


def sheet_of(page: Any, most: int, form: Any = None) -> Sheet:
    """A page of pypdfium2's read whole.

    Args:
        page: the page; its document stays open meanwhile.
        most: characters that may stand on it.
        form: the document's fields, where it has any.

    Raises:
        Unreadable: over_limit, where it holds more.
    """
    turn = turned(page)
    width, height = page.get_size()
    sheet = Sheet(width=width, height=height)
    text = page.get_textpage()
    try:
        if text.count_chars() > most:
            raise Unreadable(OVER_LIMIT, f"{text.count_chars()} characters on a page")
        _read_text(text, sheet, turn)
    finally:
        text.close()
    filled = (Glyph(one.text, one.x0, one.x1, one.y, one.size, bold=False) for one in filled_in(form, page, turn))
    sheet.glyphs += islice(filled, max(0, min(most, _FILLED)))
    _read_objects(page, sheet, turn)
    return sheet


def _read_text(text: Any, sheet: Sheet, turn: Matrix) -> None:
    import pypdfium2.raw as pdfium

    hands: dict[int, _Hand] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, place)
        if code in _GONE or 0xE000 <= code <= 0xF8FF:
            sheet.unknown += 1
            continue
        if pdfium.FPDFText_IsGenerated(text, place) == 1 or code < 0x20 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        thing = pdfium.FPDFText_GetTextObject(text, place)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if key not in hands:
            hands[key] = _hand(text, place, thing, turn)
        hand = hands[key]
        if hand.slanted:
            sheet.slanted.append(chr(code))
            continue
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, place, box)
        edges = (at(turn, box.left, box.top)[0], at(turn, box.right, box.bottom)[0])
        left, foot = at(turn, x.value, y.value)
        sheet.glyphs.append(Glyph(chr(code), left, max(edges), foot, hand.size, hand.bold))


def _hand(text: Any, place: int, thing: Any, turn: Matrix) -> _Hand:
    import pypdfium2.raw as pdfium

    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFText_GetMatrix(text, place, matrix)
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    along = (turn[0] * matrix.a + turn[2] * matrix.b, turn[1] * matrix.a + turn[3] * matrix.b)
    upright = math.hypot(matrix.c, matrix.d) or 1.0
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(thing), name, len(name))
    heavy = pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD or b"bold" in name.value.lower()
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _FILL_AND_STROKE
    slanted = along[0] <= 0 or abs(along[1]) > _SLANTED * math.hypot(*along)
    return _Hand(min(abs(size.value) * upright, 1_000.0), heavy or stroked, slanted)


def _read_objects(page: Any, sheet: Sheet, turn: Matrix) -> None:
    import pypdfium2.raw as pdfium

    for thing, matrix in things_on(page, turn):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            sheet.rules += rules_of(thing, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [at(matrix, *corner) for corner in ((0, 0), (1, 1))]
            wide = abs(corners[0][0] - corners[1][0])
            content = image_of(page, thing) if wide >= _LEAST * sheet.width else None
            if content:
                x, y = ((corners[0][axis] + corners[1][axis]) / 2 for axis in (0, 1))
                sheet.images.append(Image(x=x, y=y, content=content))
