"""Where things stand on a page of a PDF: from the file's coordinates to those of its reader."""

from collections.abc import Iterator
from typing import Any

from pipeline.ingest.trouble import OVER_LIMIT, Unreadable

Matrix = tuple[float, float, float, float, float, float]

_MOST_OBJECTS = 50_000  # of one page
_DEEPEST = 4  # forms within forms


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point behind a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turned(page: Any) -> Matrix:
    """From the page's own coordinates to those of its reader, x to the right and y down."""
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, Matrix] = {
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return turns.get(page.get_rotation(), (1, 0, 0, -1, -left, top))


def things_on(page: Any, turn: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """The things drawn on a page, those in forms too, with the way from their coordinates to the reader's."""
    import pypdfium2.raw as pdfium

    met = pdfium.FPDFPage_CountObjects(page)
    if met > _MOST_OBJECTS:
        raise Unreadable(OVER_LIMIT, f"{met} things on a page")
    waiting = [(pdfium.FPDFPage_GetObject(page, n), turn, 0) for n in reversed(range(met))]
    while waiting:
        thing, outer, depth = waiting.pop()
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(thing, own)
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, matrix
        elif depth < _DEEPEST:
            inside = pdfium.FPDFFormObj_CountObjects(thing)
            met += inside
            if met > _MOST_OBJECTS:
                raise Unreadable(OVER_LIMIT, f"more than {_MOST_OBJECTS} things on a page")
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, n), matrix, depth + 1) for n in reversed(range(inside))]


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 - a matrix
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)
