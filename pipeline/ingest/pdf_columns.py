"""Text in two columns: found by the gap down the middle that no line crosses, and read one column after the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.ingest.pdf_lines import Row, lines_of
from pipeline.ingest.pdf_page import Glyph
from pipeline.ingest.pdf_paragraphs import Area

_LEAST = 4  # lines that each of two columns has
_GAP = 1.2  # sizes: so wide the space between columns is at least
_FILLED = 0.7  # of its column's width that a line takes, most lines of it
_MIDDLE = (0.3, 0.7)  # of the page's width, where the gap may lie
_MOST_LINES, _TRIED = 2_000, 40  # of a page; places for the gap
_SAME_LINE = 0.45  # of a character's size, as lines are put together


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A page's text: the lines above, both columns as if the second stood below the first, the lines below."""

    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    area: Area  # of one column
    below: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands at one height, and the wide gaps in it; it is open on both sides."""

    glyphs: tuple[Glyph, ...]
    gaps: tuple[tuple[float, float], ...]

    def parted(self, x: float) -> bool:
        """Whether nothing stands there."""
        return any(left < x < right for left, right in self.gaps)


def columns_in(glyphs: Sequence[Glyph], width: float) -> Columns | None:
    """A page's two columns; None where its lines run across.

    Args:
        glyphs: of the page, tables and headers left out.
        width: of the page, in points.
    """
    bands = _bands(glyphs)
    if len(bands) > _MOST_LINES:
        return None
    inner = Counter(round((left + right) / 2) for band in bands for left, right in band.gaps[1:-1])
    wanted = [x for x, _ in inner.most_common(_TRIED) if _MIDDLE[0] * width < x < _MIDDLE[1] * width]
    runs = ((_longest_run(bands, x), x) for x in wanted)
    (start, end), x = max(runs, key=lambda run: run[0][1] - run[0][0], default=((0, 0), 0.0))
    both = [one for band in bands[start:end] for one in band.glyphs]
    left, right = lines_of(one for one in both if one.x0 < x), lines_of(one for one in both if one.x0 >= x)
    if not (_is_column(left, x) and _is_column(right, max((one.x1 for one in both), default=0.0))):
        return None
    edge, shift = min(row.x0 for row in left), min(row.x0 for row in right) - min(row.x0 for row in left)
    rows = (*left, *(replace(row, x0=row.x0 - shift, x1=row.x1 - shift) for row in right))
    return Columns(
        above=tuple(lines_of(one for band in bands[:start] for one in band.glyphs)),
        rows=rows,
        area=Area(left=edge, right=max(row.x1 for row in rows)),
        below=tuple(lines_of(one for band in bands[end:] for one in band.glyphs)),
    )


def left_alone(rows: Sequence[Row], before: Area) -> Columns | None:
    """The end of a text in columns, which fills no more than the first; None for lines that run farther.

    Args:
        rows: of the page.
        before: the columns of the page before.
    """
    within = all(row.x0 > before.left - row.size and row.x1 < before.right + row.size for row in rows)
    return Columns(above=(), rows=tuple(rows), area=before, below=()) if rows and within else None


def _bands(glyphs: Sequence[Glyph]) -> list[_Band]:
    lines: list[list[Glyph]] = []
    for one in sorted((one for one in glyphs if not one.text.isspace()), key=lambda glyph: (glyph.y, glyph.x0)):
        if lines and abs(one.y - lines[-1][0].y) <= _SAME_LINE * max(one.size, lines[-1][0].size):
            lines[-1].append(one)
        else:
            lines.append([one])
    return [_band(sorted(line, key=lambda glyph: glyph.x0)) for line in lines]


def _band(line: Sequence[Glyph]) -> _Band:
    between = ((one.x1, other.x0, one.size) for one, other in pairwise(line))
    wide = ((left, right) for left, right, size in between if right - left > _GAP * size)
    ends = (float("-inf"), line[0].x0), (max(one.x1 for one in line), float("inf"))
    return _Band(glyphs=tuple(line), gaps=(ends[0], *wide, ends[1]))


def _longest_run(bands: Sequence[_Band], x: float) -> tuple[int, int]:
    """From where to where bands below each other all leave a place free."""
    best, start = (0, 0), 0
    for place, band in enumerate(bands):
        if not band.parted(x):
            start = place + 1
        best = max(best, (start, place + 1), key=lambda run: run[1] - run[0])
    return best


def _is_column(rows: Sequence[Row], edge: float) -> bool:
    """Whether lines fill their width as text does, which those of a form or a list do not."""
    if len(rows) < _LEAST:
        return False
    start = min(row.x0 for row in rows)
    filled = sum(row.x1 - row.x0 > _FILLED * (edge - start) for row in rows)
    return 2 * filled > len(rows)
