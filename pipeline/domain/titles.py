"""When two titles are the same one, or the same one with a slip of the pen."""

import re

from rapidfuzz import fuzz

from pipeline.domain.text import title_key

_FIGURES = re.compile(r"[0-9]+|[零〇一二三四五六七八九十百千两]+")


def same_title(one: str, other: str) -> bool:
    """Whether both say the same, blanks, punctuation and letter case aside."""
    return title_key(one) == title_key(other)


def near_title(one: str, other: str, percent: float) -> bool:
    """Whether both say nearly the same: a few characters off, or one holds the other.

    Figures must agree: 第一次 and 第二次 are never near.

    Args:
        one: a title.
        other: another.
        percent: how alike they must be, 0 to 100; one that holds the other must be made of it to half as much.
    """
    left, right = sorted((title_key(one), title_key(other)), key=len)
    if not left or _FIGURES.findall(left) != _FIGURES.findall(right):
        return left == right
    held = left in right and 200 * len(left) >= percent * len(right)
    return held or fuzz.ratio(left, right) >= percent
