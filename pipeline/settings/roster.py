"""units.csv read strictly: every row is a unit, or an error with its line."""

import csv
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path

from pipeline.domain.bureau import Unit
from pipeline.domain.words import Group
from pipeline.settings.addresses import is_address
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_text

HEADER = ("id", "name", "group", "aliases", "addresses", "may_send_for", "target")

_ID = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Row:
    """A unit and the line it stands on."""

    unit: Unit
    place: Place


def read_rows(file: Path, complaints: Complaints) -> list[Row]:
    """The units in file order; cells are checked one by one here, units against each other in roster_rules."""
    text = read_text(file, complaints)
    if text is None:
        return []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            row = _row([c.strip() for c in cells], Place(file, start), complaints)
            rows.extend([row] if row else [])
            start = reader.line_num + 1
    except csv.Error:
        complaints.add(Place(file, start), "csv_syntax")
    if reader.line_num == 0:
        complaints.add(Place(file), "csv_header", header=",".join(HEADER))
    elif reader.line_num == 1:
        complaints.add(Place(file), "roster_empty")
    return rows


def _row(cells: list[str], place: Place, complaints: Complaints) -> Row | None:
    if place.line == 1:
        if tuple(cells) != HEADER:
            complaints.add(place, "csv_header", header=",".join(HEADER))
        return None
    if not any(cells):
        complaints.add(place, "csv_blank")
        return None
    if len(cells) != len(HEADER):
        complaints.add(place, "csv_cells", found=len(cells), wanted=len(HEADER))
        return None
    return Row(_unit(_Cells(dict(zip(HEADER, cells, strict=True)), place, complaints)), place)


@dataclass(frozen=True)
class _Cells:
    values: dict[str, str]
    place: Place
    complaints: Complaints

    def several(self, key: str) -> tuple[str, ...]:
        """The values of a cell parted by semicolons."""
        text = self.values[key]
        if "；" in text:
            self.complaints.add(self.place, "csv_semicolon", key=key)
        found = tuple(v.strip() for v in re.split("[;；]", text)) if text else ()
        if "" in found:
            self.complaints.add(self.place, "empty", key=key)
        for twice in sorted({v for v in found if v and found.count(v) > 1}):
            self.complaints.add(self.place, "twice", key=key, value=twice)
        return tuple(v for v in found if v)


def _unit(cells: _Cells) -> Unit:
    return Unit(
        id=_id(cells),
        name=_name(cells),
        group=_group(cells),
        aliases=cells.several("aliases"),
        addresses=_addresses(cells),
        may_send_for=cells.several("may_send_for"),
        target=_target(cells),
    )


def _id(cells: _Cells) -> str:
    value = cells.values["id"]
    if not _ID.fullmatch(value):
        cells.complaints.add(cells.place, "unit_id", value=value)
    return value


def _name(cells: _Cells) -> str:
    value = cells.values["name"]
    if not value:
        cells.complaints.add(cells.place, "empty", key="name")
    return value


def _group(cells: _Cells) -> Group:
    value = cells.values["group"]
    if value not in set(Group):
        cells.complaints.add(cells.place, "choice", key="group", value=value, known="、".join(Group))
        return Group.STATION
    return Group(value)


def _addresses(cells: _Cells) -> tuple[str, ...]:
    found = tuple(a.lower() for a in cells.several("addresses"))
    for address in found:
        if not is_address(address):
            cells.complaints.add(cells.place, "address", key="addresses", value=address)
    if not found:
        cells.complaints.add(cells.place, "unit_no_address", name=cells.values["name"] or cells.values["id"])
    return found


def _target(cells: _Cells) -> Decimal | None:
    text = cells.values["target"]
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        cells.complaints.add(cells.place, "target", value=text)
        return None
    return value
