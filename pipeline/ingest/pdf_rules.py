"""The lines ruled on a page of a PDF: strokes, and boxes so thin that they are lines."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.ingest.pdf_space import Matrix, at

_THIN = 3.0  # points
_SHORT = 4.0
_MOST_POINTS = 2_000  # of one path: a drawing has more
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A line along one axis: where it lies on the other, and from where to where."""

    flat: bool
    at: float
    start: float
    end: float


def rules_of(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """The lines that a path draws; none for a drawing or a filled area."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_POINTS:
        return
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _pieces(path, matrix, count):
        box = _thin(points)
        if box is not None:
            yield box
        elif stroke.value:
            yield from (rule for rule in map(_thin, map(list, pairwise(points))) if rule is not None)


def _pieces(path: Any, matrix: Matrix, count: int) -> Iterator[list[_Point]]:
    """The path's strokes without a break, as points; a closed one comes back to its beginning."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[_Point] = []
    for place in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(at(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _thin(points: list[_Point]) -> Rule | None:
    """The line that points lie on, if they do."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THIN and right - left >= _SHORT:
        return Rule(True, (top + bottom) / 2, left, right)
    if right - left <= _THIN and bottom - top >= _SHORT:
        return Rule(False, (left + right) / 2, top, bottom)
    return None
