"""Characters put together to lines, as a reader's eye does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf_page import Glyph

_SAME_LINE = 0.45  # of a character's size: feet closer than this stand on one line
_TWICE = 0.35  # of a character's width: the same character again so close is a shadow of the first
_WORD_GAP, _WIDE_GAP = 0.2, 0.28  # of a character's size: between Latin words; beside Chinese, wider than programs set
_TAB, _NEARLY = 0.65, 0.08  # sizes: a wider gap is a tab, but for one that is as wide as a Chinese blank
_CJK = 0x2E80


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of text where it stands, in points."""

    text: str
    x0: float
    x1: float
    y: float  # of its foot
    size: float  # of most of its characters
    bold: bool


def lines_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The lines from the top down; blanks at their ends gone, empty ones left out."""
    rows: list[list[Glyph]] = []
    for one in sorted(glyphs, key=lambda glyph: (glyph.y, glyph.x0)):
        if rows and abs(one.y - rows[-1][0].y) <= _SAME_LINE * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    found = (_row(sorted(row, key=lambda glyph: glyph.x0)) for row in rows)
    return [row for row in found if row is not None]


def _row(glyphs: Sequence[Glyph]) -> Row | None:
    inked = [place for place, one in enumerate(glyphs) if not one.text.isspace()]
    if not inked:
        return None
    kept = _without_shadows(glyphs[inked[0] : inked[-1] + 1])
    text = kept[0].text
    for before, one in pairwise(kept):
        text += _between(before, one) + one.text
    shown = [one for one in kept if not one.text.isspace()]
    weights = Counter((round(one.size * 2) / 2, one.bold) for one in shown)
    size, bold = weights.most_common(1)[0][0]
    return Row(
        text=text,
        x0=shown[0].x0,
        x1=max(one.x1 for one in shown),
        y=median(one.y for one in shown),
        size=size,
        bold=bold,
    )


def _without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for one in glyphs:
        twin = any(other.text == one.text and one.x0 - other.x0 < _TWICE * (one.x1 - one.x0) for other in kept[-2:])
        if not twin or one.text.isspace():
            kept.append(one)
    return kept


def _between(before: Glyph, after: Glyph) -> str:
    """The blank between two characters that is only a gap on the page."""
    if before.text.isspace() or after.text.isspace():
        return ""
    gap, size = after.x0 - before.x1, max(before.size, after.size, 1.0)
    if abs(gap - size) < _NEARLY * size:
        return "\u3000"
    if gap > _TAB * size:
        return "\t"
    latin = ord(before.text) < _CJK and ord(after.text) < _CJK
    return " " if gap > (_WORD_GAP if latin else _WIDE_GAP) * size else ""
