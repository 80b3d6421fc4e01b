"""Ruled tables on a page: lines that cross make a grid, and cells without a line between them are one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.ingest.pdf_rules import Rule

_NEAR = 3.0  # points: lines closer than this are the same line, ends this far from a line still touch it
_MOST_RULES = 2_500  # on a page; a page of small print has fewer
_MOST_CELLS = 4_000  # fields of one table; more are squared paper
_Slot = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A cell: its first row and column, how many it takes, its edges in points."""

    row: int
    column: int
    down: int
    across: int
    left: float
    right: float


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A table: its edges from left to right and from the top down, and which cell each field belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: dict[_Slot, Box]

    def slot(self, x: float, y: float) -> _Slot | None:
        """The first field of the cell in which a point lies; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        box = self.boxes.get((row, column)) if 0 <= column < len(self.xs) - 1 else None
        return None if box is None else (box.row, box.column)


def tables_in(rules: Sequence[Rule]) -> list[Ruled]:
    """The tables of a page from the top down; none where it is a drawing."""
    if len(rules) > _MOST_RULES:
        return []
    found = (_table(group) for group in _groups(rules))
    return sorted((one for one in found if one is not None), key=lambda one: one.ys[0])


def _groups(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """Lines that cross or touch, directly or through others."""
    parent = list(range(len(rules)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    flat = [n for n, rule in enumerate(rules) if rule.flat]
    upright = [n for n, rule in enumerate(rules) if not rule.flat]
    for one in flat:
        for other in upright:
            if _touch(rules[one], rules[other]):
                parent[root(one)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for number, rule in enumerate(rules):
        groups.setdefault(root(number), []).append(rule)
    return groups.values()


def _touch(flat: Rule, upright: Rule) -> bool:
    return (
        flat.start - _NEAR <= upright.at <= flat.end + _NEAR and upright.start - _NEAR <= flat.at <= upright.end + _NEAR
    )


def _table(rules: list[Rule]) -> Ruled | None:
    xs = _edges(rule.at for rule in rules if not rule.flat)
    ys = _edges(rule.at for rule in rules if rule.flat)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    below = _lines([rule for rule in rules if rule.flat], ys)
    beside = _lines([rule for rule in rules if not rule.flat], xs)
    return Ruled(xs=xs, ys=ys, boxes=_boxes(xs, ys, (below, beside)))


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def _lines(rules: list[Rule], edges: Sequence[float]) -> dict[int, list[Rule]]:
    """The lines on each edge."""
    found: dict[int, list[Rule]] = {}
    for rule in rules:
        number = bisect_right(edges, rule.at + 0.01) - 1
        found.setdefault(number, []).append(rule)
    return found


def _boxes(
    xs: Sequence[float], ys: Sequence[float], lines: tuple[dict[int, list[Rule]], dict[int, list[Rule]]]
) -> dict[_Slot, Box]:
    """Every field with the cell it belongs to: fields without a line between them are one cell."""
    below, beside = lines
    cells: dict[_Slot, Box] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in cells:
                continue
            right, bottom = column + 1, row + 1
            middle = (ys[row] + ys[row + 1]) / 2
            while right < len(xs) - 1 and not _drawn(beside.get(right), middle) and (row, right) not in cells:
                right += 1
            middle = (xs[column] + xs[column + 1]) / 2
            while bottom < len(ys) - 1 and not _drawn(below.get(bottom), middle):
                bottom += 1
            box = Box(
                row=row, column=column, down=bottom - row, across=right - column, left=xs[column], right=xs[right]
            )
            for slot in ((r, c) for r in range(row, bottom) for c in range(column, right)):
                cells.setdefault(slot, box)
    return cells


def _drawn(rules: list[Rule] | None, place: float) -> bool:
    return any(rule.start <= place <= rule.end for rule in rules or ())
