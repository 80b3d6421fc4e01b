"""Lines put together to paragraphs: by indents, by lines that end early, by gaps, by how they look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.ingest.blocks_made import paragraph, plain_look
from pipeline.ingest.pdf_lines import Row
from pipeline.ingest.word_blocks import Paragraph
from pipeline.ingest.word_runs import Line

_INDENT = 1.2  # characters: a line that begins so far in begins a paragraph
_EARLY = 2.2  # characters: a line that ends so far from the edge ends one
_MARGIN = 0.6  # characters: a centred line stands so much nearer to neither side
_LEAST_SIDE = 0.4  # characters that are free at each side of a centred line
_USUAL_INDENT = 2.3  # characters: no centred line, where it may as well be a paragraph's indent
_LOOSE = 1.45  # times the usual distance of lines
_SIZE = 0.75  # points
_ENDS = re.compile(r"[。！？；：”…）)]$")
_WORD = re.compile(r"[A-Za-z0-9,.;:!?)]$")
_EDGE_LINES = 3
_LONGEST = 40  # lines that an address may take in a narrow cell
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_GOES_ON = re.compile(r"[\w/?=&%#.-]+$", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Area:
    """From where to where lines may run, in points."""

    left: float
    right: float


def area_of(rows: Sequence[Row], width: float) -> Area:
    """The area that the lines of a document take on pages so wide.

    Where not several lines end at the same right edge, the right margin is held to be as wide as the left one.
    """
    left, right = min((row.x0 for row in rows), default=0.0), max((row.x1 for row in rows), default=width)
    at_edge = sum(right - row.x1 < row.size for row in rows)
    return Area(left=left, right=right if at_edge >= _EDGE_LINES else max(right, width - left))


def paragraphs_of(rows: Sequence[Row], area: Area) -> list[Paragraph]:
    """The paragraphs of lines that stand one below another; a lower one may lie on the next page."""
    steps = [below.y - row.y for row, below in pairwise(rows) if below.y > row.y]
    usual = median(steps) if steps else 0.0
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _begins(groups[-1], row, area, usual):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_paragraph(group, area) for group in groups]


def is_centred(row: Row, area: Area) -> bool:
    """Whether a line stands in the middle."""
    left, right = row.x0 - area.left, area.right - row.x1
    if abs(left - right) > _MARGIN * row.size or min(left, right) < _LEAST_SIDE * row.size:
        return False
    return left > _USUAL_INDENT * row.size or not _ENDS.search(row.text)


def _begins(group: Sequence[Row], row: Row, area: Area, usual: float) -> bool:
    """Whether a line begins a paragraph, and does not go on with the one above."""
    above = group[-1]
    if abs(row.size - above.size) > _SIZE or row.bold != above.bold:
        return True
    if _ADDRESS.search("".join(one.text for one in group[-_LONGEST:])) and _GOES_ON.match(row.text):
        return False
    if is_centred(row, area) or is_centred(above, area):
        return True
    if row.x0 - area.left > _INDENT * row.size and row.x0 - group[0].x0 > -_INDENT * row.size:
        return True
    if area.right - above.x1 > _EARLY * above.size:
        return True
    return row.y > above.y and usual > 0 and row.y - above.y > max(_LOOSE * usual, 2.5 * row.size)


def _paragraph(group: Sequence[Row], area: Area) -> Paragraph:
    text = group[0].text
    for row in group[1:]:
        parted = _WORD.search(text) and row.text[:1].isascii() and not _ADDRESS.search(text)
        text += (" " if parted else "") + row.text
    first = group[0]
    look = plain_look(round(first.size * 2), first.bold, len(group) == 1 and is_centred(first, area))
    return paragraph(Line(chunks=[(text, look)]), look)
