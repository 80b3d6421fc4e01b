"""What a workbook may cost, and how merged cells spread over a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.ingest.grid import Spot
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

MOST_CELLS = 200_000  # written cells of a workbook; a year's adoptions of a district are some ten thousand
_FAR_MERGE = 2_000  # rows that a merged cell is followed down
_MOST_MERGES = 5_000


@dataclass
class Allowance:
    """What is left for one workbook: written cells and characters."""

    limits: Limits
    cells: int = MOST_CELLS
    chars: int = 0

    def __post_init__(self) -> None:
        self.chars = self.limits.text_chars

    def take(self, text: str) -> None:
        """Account for one written cell.

        Raises:
            Unreadable: over_limit.
        """
        self.cells -= 1
        self.chars -= len(text)
        if self.cells < 0 or self.chars < 0:
            raise Unreadable(OVER_LIMIT, "cells of a workbook")


def spread(lines: dict[int, dict[int, Spot]], merges: Iterable[tuple[int, int, int, int]]) -> None:
    """Write merged cells into the lines: the first takes the columns, those below continue it.

    Args:
        lines: spots by row and column, from 0; only rows that hold something are touched.
        merges: top, left, bottom, right of each, from 0, both ends within.
    """
    for top, left, bottom, right in islice(merges, _MOST_MERGES):
        span = right - left + 1
        first = lines.get(top, {}).get(left)
        if first is not None:
            lines[top][left] = replace(first, span=span)
        for row in range(top + 1, min(bottom, top + _FAR_MERGE) + 1):
            if row in lines:
                lines[row][left] = Spot(span=span, merged=True)
