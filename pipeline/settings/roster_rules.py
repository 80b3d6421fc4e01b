"""What must hold between the units of a roster: no name, id or address may mean two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.bureau import Unit
from pipeline.domain.text import title_key
from pipeline.settings.errors import Complaints
from pipeline.settings.roster import Row


@dataclass(frozen=True)
class _Seen:
    text: str
    unit_id: str
    line: int


def check_rows(rows: list[Row], lookalikes: tuple[frozenset[str], ...], complaints: Complaints) -> None:
    """Note everything that would make a sender or a name ambiguous."""
    _ids(rows, complaints)
    _names(rows, complaints)
    _lookalike_names(rows, lookalikes, complaints)
    _shared_addresses(rows, complaints)
    for row in rows:
        _entitled(row, {r.unit.id for r in rows} - {row.unit.id}, complaints)


def _ids(rows: list[Row], complaints: Complaints) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        if row.unit.id in lines:
            complaints.add(row.place, "id_twice", value=row.unit.id, line=lines[row.unit.id])
        lines.setdefault(row.unit.id, row.place.line)


def _names(rows: list[Row], complaints: Complaints) -> None:
    """Names, aliases and ids are told apart by their letters and figures after NFKC."""
    ids = {title_key(row.unit.id): _Seen(row.unit.id, row.unit.id, row.place.line) for row in reversed(rows)}
    names: dict[str, _Seen] = {}
    for row, text in _names_of(rows):
        key = title_key(text)
        if not key:
            complaints.add(row.place, "unit_name", value=text)
            continue
        before = names.get(key) or ids.get(key)
        if before and (key in names or before.unit_id != row.unit.id):
            complaints.add(row.place, "name_twice", value=text, line=before.line, other=before.text)
        names.setdefault(key, _Seen(text, row.unit.id, row.place.line))


def _lookalike_names(rows: list[Row], lookalikes: tuple[frozenset[str], ...], complaints: Complaints) -> None:
    """A slip of the pen must never lead from one unit to another."""
    standard = {character: min(group) for group in lookalikes for character in group}
    seen: dict[str, _Seen] = {}
    for row, text in _names_of(rows):
        key = "".join(standard.get(c, c) for c in title_key(text))
        before = seen.setdefault(key, _Seen(text, row.unit.id, row.place.line))
        if before.unit_id != row.unit.id and title_key(before.text) != title_key(text):
            complaints.add(row.place, "name_lookalike", value=text, line=before.line, other=before.text)


def _names_of(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    return ((row, name) for row in rows for name in row.unit.names if name)


def _shared_addresses(rows: list[Row], complaints: Complaints) -> None:
    """An address of several units needs one among them that is entitled to send for all the others."""
    holders: dict[str, list[Row]] = {}
    for row in rows:
        for address in dict.fromkeys(row.unit.addresses):
            holders.setdefault(address, []).append(row)
    for address, found in holders.items():
        units = [row.unit for row in found]
        if len({u.id for u in units}) > 1 and not any(_covers(u, units) for u in units):
            names = "、".join(u.name for u in units)
            complaints.add(found[-1].place, "address_shared", value=address, units=names)


def _covers(unit: Unit, units: list[Unit]) -> bool:
    return {u.id for u in units} - {unit.id} <= set(unit.may_send_for)


def _entitled(row: Row, others: set[str], complaints: Complaints) -> None:
    for unit_id in row.unit.may_send_for:
        if unit_id not in others:
            complaints.add(row.place, "may_send_for", value=unit_id)
