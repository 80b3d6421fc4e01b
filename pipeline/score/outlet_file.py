"""outlets.yaml, added.yaml and settled.yaml: read strictly; every mistake told at once, with line and remedy."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.score.outlet_links import Address, link_table
from pipeline.score.outlet_names import name_key
from pipeline.score.outlet_read import (
    Frame,
    check_ids,
    item_place,
    read_domains,
    read_frame,
    read_outlet,
    read_positions,
    read_texts,
    rows_of,
)
from pipeline.score.outlet_register import Outlet, Register
from pipeline.score.outlet_settled import SETTLED_FILE, read_settled
from pipeline.score.outlet_words import OutletNotes
from pipeline.settings.errors import Complaints, ConfigErrors, Place
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import read_yaml

ADDED_FILE = "added.yaml"
Key = TypeVar("Key", bound=Hashable)


def read_register(path: Path) -> Register:
    """The register of a bureau, with the office's own outlets in added.yaml and decisions in settled.yaml beside it.

    Raises:
        ConfigErrors: a file is wrong.
    """
    notes = OutletNotes()
    table = read_yaml(path, notes)
    if table is None:
        raise ConfigErrors(tuple(notes.errors))
    register = read_settled(path.with_name(SETTLED_FILE), _read(table, _added(path, notes), notes), notes)
    notes.raise_if_any()
    return register


def _added(path: Path, notes: OutletNotes) -> Table | None:
    """The outlets that the office added itself; None where there are none."""
    file = path.with_name(ADDED_FILE)
    table = read_yaml(file, notes) if file.exists() else None
    rows = table.table("outlets") if table is not None and table.data.get("outlets") is not None else None
    if table is not None:
        table.asked.add("outlets")
        table.finish()
    return rows


@dataclass(kw_only=True)
class _Claims(Generic[Key]):
    """Who holds a name or domain first; a second claim is told."""

    code: str
    complaints: Complaints
    ids: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    holders: dict[Key, tuple[int, str]] = field(default_factory=dict)

    def claim(self, key: Key, ids: tuple[str, ...], label: str, *, place: Place, text: str) -> None:
        """Give a key to outlets; `label` names them in the complaint of whoever claims it again."""
        line, holder = self.holders.setdefault(key, (place.line, label))
        if self.ids.setdefault(key, ids) != ids:
            self.complaints.add(place, self.code, value=text, line=line, other=holder)


def _read(table: Table, added: Table | None, notes: OutletNotes) -> Register:
    frame = read_frame(table)
    positions = read_positions(table)
    names: _Claims[str] = _Claims(code="outlet_alias_twice", complaints=notes)
    links: _Claims[Address] = _Claims(code="outlet_domain_twice", complaints=notes)
    rows = table.table("outlets")
    check_ids(rows)
    outlets: dict[str, Outlet] = {}
    for id_, row in (*rows_of(rows), *(rows_of(added) if added is not None else ())):
        outlets[id_] = read_outlet(id_, row, frame)
        _claim_names(row, outlets[id_], frame, names)
        for place, address, text in read_domains(row, "domains"):
            links.claim(address, (id_,), outlets[id_].name, place=place, text=text)
    if not outlets:
        table.complain("outlets", "outlet_none")
    _read_ambiguous(table, frame, outlets, (names, links))
    for place, address, text in read_domains(table, "neutral_domains"):
        links.claim(address, (), "neutral_domains", place=place, text=text)
    elsewhere = table.texts("other_channels", (), blank=True)
    table.finish()
    return Register(
        levels=frame.levels,
        classes=frame.classes,
        outlets=outlets,
        names=names.ids,
        links=link_table(links.ids.items(), elsewhere),
        positions=positions,
        modes=frozenset(o.mode for o in outlets.values() if o.mode),
    )


def _claim_names(row: Table, outlet: Outlet, frame: Frame, names: _Claims[str]) -> None:
    spelled = [(row.place("name"), outlet.name), *read_texts(row, "aliases", frame)]
    for place, text in spelled:
        if name_key(text):
            names.claim(name_key(text), (outlet.id,), outlet.name, place=place, text=text)
        elif text:
            row.complaints.add(place, "outlet_alias", value=text)


def _read_ambiguous(
    table: Table, frame: Frame, outlets: dict[str, Outlet], claims: tuple[_Claims[str], _Claims[Address]]
) -> None:
    """Names and domains that several outlets share."""
    names, links = claims
    for row in table.tables("ambiguous") if "ambiguous" in table.data else []:
        found = row.texts("candidates")
        for index, id_ in enumerate(found):
            if id_ not in outlets:
                place = item_place(row, "candidates", index)
                table.complaints.add(place, "outlet_unknown", key=row.name("candidates"), value=id_)
        known = tuple(i for i in found if i in outlets)
        if len(found) == 1:
            row.complain("candidates", "ambiguous_few")
        label = "、".join(outlets[i].name for i in known)
        for place, text in read_texts(row, "texts", frame):
            if name_key(text):
                names.claim(name_key(text), known, label, place=place, text=text)
            else:
                table.complaints.add(place, "outlet_alias", value=text)
        for place, address, text in read_domains(row, "domains"):
            links.claim(address, known, label, place=place, text=text)
        row.finish()
