"""A picture set upright, and the cells of the table that is drawn on it. OpenCV comes with the extra `ocr`."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from pipeline.ingest.ocr_words import Box, Pane, Sheet, Word

Pixels = Any  # an array of height × width (× 3) bytes
Found = tuple[Sequence[Sequence[float]], str, float]  # four corners from the upper left one on, text, score

_WIDE = 3  # times its height: a word long enough to tell how the sheet lies
_BLOCK, _DARKER = 31, 12  # pixels around, levels darker than them: ink
_LINE_SHARE = 30  # a line of the table is at least this part of the sheet
_CELL_LEAST, _CELL_MOST = 1.2, 0.7  # lines high; share of the sheet
_FILLED = 0.7  # share of its rectangle that a cell fills
_INKED = 0.012  # share of a cell that is ink beside the words


def sheet_of(pixels: Pixels, found: Sequence[Found]) -> Sheet:
    """The sheet with its words and cells.

    Args:
        pixels: grey, one byte a pixel.
        found: the words as OCR read them on these pixels.
    """
    high, wide = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), _tilt(found), 1.0)
    upright = cv2.warpAffine(pixels, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE)
    words = tuple(Word(text=text, score=score, box=_box(corners, turn)) for corners, text, score in found)
    sheet = Sheet(words=words, panes=())
    ink = cv2.adaptiveThreshold(upright, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER)
    lines = _lines(ink)
    rest = cv2.morphologyEx(cv2.subtract(ink, lines), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    for word in words:
        box = word.box
        cv2.rectangle(rest, (int(box.left) - 3, int(box.top) - 3), (int(box.right) + 3, int(box.bottom) + 3), 0, -1)
    panes = tuple(Pane(box=box, inked=_inked(rest, box)) for box in _cells(lines, sheet.line_height))
    return replace(sheet, panes=panes)


def _tilt(found: Sequence[Found]) -> float:
    """Degrees by which the long words lie askew, the usual of them."""
    angles = []
    for corners, _, _ in found:
        (x0, y0), (x1, y1), (_, y3) = corners[0], corners[1], corners[3]
        if x1 - x0 > _WIDE * abs(y3 - y0):
            angles.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    return float(np.median(angles)) if angles else 0.0


def _box(corners: Sequence[Sequence[float]], turn: Pixels) -> Box:
    points = [turn @ (x, y, 1.0) for x, y in corners]
    across, down = [float(point[0]) for point in points], [float(point[1]) for point in points]
    return Box(left=min(across), top=min(down), right=max(across), bottom=max(down))


def _lines(ink: Pixels) -> Pixels:
    """The lines of the table alone, their gaps closed."""
    high, wide = ink.shape[:2]
    across, down = max(20, wide // _LINE_SHARE), max(20, high // _LINE_SHARE)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, across), np.uint8))
    plumb = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((down, 1), np.uint8))
    return cv2.bitwise_or(cv2.dilate(level, np.ones((3, 15), np.uint8)), cv2.dilate(plumb, np.ones((15, 3), np.uint8)))


def _cells(lines: Pixels, line_height: float) -> list[Box]:
    """The rectangles that the lines enclose."""
    high, wide = lines.shape[:2]
    _, _, stats, _ = cv2.connectedComponentsWithStats(255 - lines, connectivity=4)
    boxes = []
    for left, top, across, down, area in stats[1:]:
        at_edge = left == 0 or top == 0 or left + across == wide or top + down == high
        small = min(across, down) < _CELL_LEAST * max(line_height, 12)
        if not at_edge and not small and area < _CELL_MOST * wide * high and area > _FILLED * across * down:
            boxes.append(Box(left=float(left), top=float(top), right=float(left + across), bottom=float(top + down)))
    return boxes


def _inked(rest: Pixels, box: Box) -> bool:
    """Whether a cell holds more ink than its words."""
    inside = rest[int(box.top) + 6 : int(box.bottom) - 6, int(box.left) + 6 : int(box.right) - 6]
    return bool(inside.size) and float((inside > 0).mean()) > _INKED
