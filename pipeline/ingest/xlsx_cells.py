"""The cells of an .xlsx sheet: shared texts, numbers, and the formats that make a number a day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.ingest.day_text import day_of_serial
from pipeline.ingest.grid import Spot
from pipeline.ingest.ooxml import Package, Relation
from pipeline.ingest.ooxml_names import Element, child, short
from pipeline.ingest.sheet_limits import Allowance

_DATE_IDS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})  # ECMA-376 18.8.30, Chinese ones too
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_CODE = re.compile(r"[yd]|^[^hs]*m[^hs]*$", re.I)
_COLUMN = re.compile(r"([A-Z]{1,3})\d*")
_HYPERLINK = re.compile(r'HYPERLINK\(\s*"([^"]{1,2000})"', re.I)
_DAYS_1904 = 1462  # between the two ways of counting days
_CELL_CHARS = 32_767  # Excel's own limit


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the cells of all sheets point to."""

    texts: tuple[str, ...]
    days: frozenset[int]  # numbers of the formats that show days
    shift: int  # days to add to a number

    @classmethod
    def of(cls, package: Package, parts: Iterable[Relation], from_1904: bool) -> "Shared":
        """Read from a workbook's parts."""
        targets = {one.kind: one.target for one in parts}
        texts = package.tree(targets["sharedstrings"]) if "sharedstrings" in targets else None
        styles = package.tree(targets["styles"]) if "styles" in targets else None
        return cls(
            texts=tuple(_written(one) for one in _children(texts) if short(one.tag) == "si"),
            days=_day_formats(styles),
            shift=_DAYS_1904 if from_1904 else 0,
        )


class CellReader:
    """Reads the rows of one sheet."""

    def __init__(self, shared: Shared, allowance: Allowance) -> None:
        self._shared = shared
        self._allowance = allowance

    def row(self, row: Element, links: Mapping[int, str]) -> dict[int, Spot]:
        """The spots of a row by column from 0, blank ones left out."""
        spots: dict[int, Spot] = {}
        column = -1
        for one in row:
            if short(one.tag) != "c":
                continue
            column = _column(one.get("r"), column + 1)
            spot = self._spot(one, links.get(column))
            if spot is not None:
                self._allowance.take(spot.text)
                spots[column] = spot
        return spots

    def _spot(self, cell: Element, link: str | None) -> Spot | None:
        kind, formula = cell.get("t") or "n", child(cell, "f")
        behind = _HYPERLINK.search((formula.text or "") if formula is not None else "")
        address = link or (behind[1] if behind else None)
        value = _written(child(cell, "is")) if kind == "inlineStr" else _value(cell)
        if kind == "s":
            place = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else -1
            value = self._shared.texts[place] if 0 <= place < len(self._shared.texts) else ""
        if kind != "n" or not value:
            return Spot(text=value.strip(), link=address) if value.strip() or address else None
        return self._number(value, int(cell.get("s") or "0") if (cell.get("s") or "0").isdigit() else 0, address)

    def _number(self, value: str, style: int, link: str | None) -> Spot:
        try:
            number = float(value)
        except ValueError:
            return Spot(text=value.strip(), link=link)
        day = _shifted(number, self._shared.shift) if style in self._shared.days else None
        if day is not None:
            return Spot(text=day.isoformat(), day=day, link=link)
        plain = str(int(number)) if number == number // 1 and abs(number) < 1e15 else value.strip()
        return Spot(text=plain, number=number, link=link)


def _shifted(number: float, shift: int) -> date | None:
    return day_of_serial(number + shift) if abs(number) < 1e9 else None


def _value(cell: Element) -> str:
    found = child(cell, "v")
    return (found.text or "")[:_CELL_CHARS] if found is not None else ""


def _written(element: Element | None) -> str:
    """The text of a shared or inline string: its runs, without the readings over the characters."""
    if element is None:
        return ""
    pieces = []
    for one in element:
        if short(one.tag) == "t":
            pieces.append(one.text or "")
        elif short(one.tag) == "r":
            pieces += [inner.text or "" for inner in one if short(inner.tag) == "t"]
    return "".join(pieces)[:_CELL_CHARS]


def _day_formats(styles: Element | None) -> frozenset[int]:
    codes = {
        int(one.get("numFmtId") or "0"): one.get("formatCode") or ""
        for one in _children(child(styles, "numFmts"))
        if short(one.tag) == "numFmt" and (one.get("numFmtId") or "0").isdigit()
    }
    cells = child(styles, "cellXfs")
    ids = [one.get("numFmtId") or "0" for one in _children(cells) if short(one.tag) == "xf"]
    return frozenset(n for n, said in enumerate(ids) if said.isdigit() and _is_day(int(said), codes))


def _is_day(number: int, codes: Mapping[int, str]) -> bool:
    code = codes.get(number)
    if code is None:
        return number in _DATE_IDS
    return bool(_DATE_CODE.search(_QUOTED.sub("", code.split(";")[0])))


def _children(element: Element | None) -> Iterable[Element]:
    return () if element is None else element


def _column(said: str | None, otherwise: int) -> int:
    found = _COLUMN.match(said or "")
    return column_number(found[1]) if found else otherwise


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
