"""Excel workbooks (.xlsx, .xlsm) as grids: cell by cell, so that a stray cell at the sheet's far end costs nothing."""

import re
from collections.abc import Iterator

from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.ooxml import Package, Relation
from pipeline.ingest.ooxml_names import Element, attribute, short
from pipeline.ingest.sheet_limits import Allowance, spread
from pipeline.ingest.trouble import DAMAGED, Unreadable
from pipeline.ingest.xlsx_cells import CellReader, Shared, column_number

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_SHEETS = 60  # of one workbook


def read_xlsx(content: bytes, allowance: Allowance) -> tuple[Grid, ...]:
    """The sheets of a workbook, hidden ones too.

    Raises:
        Unreadable: encrypted, damaged, over_limit, unsupported or empty.
    """
    package = Package(content, allowance.limits)
    main = package.main()
    book = package.tree(main)
    if book is None or short(book.tag) != "workbook":
        raise Unreadable(DAMAGED, "no workbook in the main part")
    parts = {one.id: one for one in package.relations(main)}
    shared = Shared.of(package, parts.values(), _dates_from_1904(book))
    sheets = [one for one in book.iter() if short(one.tag) == "sheet"][:_SHEETS]
    told = ((one, parts.get(attribute(one, "r:id") or "")) for one in sheets)
    return tuple(_grid(package, one, part, CellReader(shared, allowance)) for one, part in told if part is not None)


def _dates_from_1904(book: Element) -> bool:
    said = (one.get("date1904") for one in book.iter() if short(one.tag) == "workbookPr")
    return any(one in {"1", "true"} for one in said)


def _grid(package: Package, sheet: Element, part: Relation, reader: CellReader) -> Grid:
    name, hidden = sheet.get("name") or "", (sheet.get("state") or "visible") != "visible"
    tree = package.tree(part.target) if part.kind == "worksheet" else None
    if tree is None:  # a chart's sheet, or one that is not there
        return Grid(lines=(), name=name, hidden=hidden)
    links = _links(package, part.target, tree)
    lines: dict[int, dict[int, Spot]] = {}
    row = -1
    for one in tree.iter():
        if short(one.tag) != "row":
            continue
        row = _number(one.get("r"), row + 2) - 1
        spots = reader.row(one, links.get(row, {}))
        if spots:
            lines[row] = spots
    spread(lines, _merges(tree))
    return Grid(lines=tuple(Line(number=at + 1, spots=lines[at]) for at in sorted(lines)), name=name, hidden=hidden)


def _merges(tree: Element) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom, right of each merged cell, from 0."""
    for one in tree.iter():
        if short(one.tag) == "mergeCell":
            places = [place for place in map(_place, (one.get("ref") or "").split(":")) if place is not None]
            if len(places) == 2:
                yield (*places[0], *places[1])


def _links(package: Package, name: str, tree: Element) -> dict[int, dict[int, str]]:
    """The addresses behind cells, by row and column."""
    outside = {one.id: one.address for one in package.relations(name) if one.address}
    links: dict[int, dict[int, str]] = {}
    for one in tree.iter():
        if short(one.tag) == "hyperlink":
            place = _place((one.get("ref") or "").partition(":")[0])
            address = outside.get(attribute(one, "r:id") or "", "")
            if place is not None and address:
                links.setdefault(place[0], {})[place[1]] = address
    return links


def _place(text: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(text)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 8 else otherwise
