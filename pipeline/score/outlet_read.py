"""The tables of outlets.yaml one by one: levels, classes, wordings, page words, an outlet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.score.outlet_links import Address, address_of, is_shared
from pipeline.score.outlet_names import MOST_SPELLINGS, braces, name_key, spellings
from pipeline.score.outlet_register import POSITIONS, Condition, Outlet, OutletClass
from pipeline.settings.errors import Place
from pipeline.settings.locator import line_of
from pipeline.settings.tomlfile import Table

_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What outlets refer to."""

    levels: dict[str, str]  # id → name, from the lowest up
    classes: dict[str, OutletClass]
    wordings: dict[str, tuple[str, ...]]


def read_frame(table: Table) -> Frame:
    """Levels, classes and wordings."""
    inner = table.table("levels")
    levels = {id_: inner.text(id_) for id_ in inner.data}
    check_ids(inner)
    rows = table.table("classes")
    check_ids(rows)
    classes = {id_: _read_class(id_, row, levels) for id_, row in rows_of(rows)}
    words = table.table("wordings", optional=True)
    return Frame(levels=levels, classes=classes, wordings={word: words.texts(word) for word in words.data})


def rows_of(table: Table) -> Iterator[tuple[str, Table]]:
    """The tables in a table by their ids; what is no table is told."""
    for id_ in table.data:
        row = table.table(id_)
        if isinstance(table.data[id_], dict):
            yield id_, row


def check_ids(table: Table) -> None:
    """Tell the keys of a table that are no ids."""
    for id_ in table.data:
        if not _ID.fullmatch(id_):
            table.complain(id_, "outlet_id", value=id_)


def _read_class(id_: str, table: Table, levels: dict[str, str]) -> OutletClass:
    name = table.text("name")
    level = _level(table, levels)
    table.finish()
    return OutletClass(id=id_, name=name, level=level)


def _level(table: Table, levels: dict[str, str]) -> str | None:
    level = table.text("level", "") or None
    if level is not None and level not in levels:
        table.complain("level", "outlet_level", value=level, known="、".join(levels))
        return None
    return level


def read_positions(table: Table) -> dict[str, str]:
    """Page words: name key → position."""
    inner = table.table("position_words", optional=True)
    found = {name_key(p): p for p in POSITIONS}
    for position in POSITIONS:
        for index, word in enumerate(inner.texts(position, ())):
            if not name_key(word):
                inner.complaints.add(item_place(inner, position, index), "outlet_alias", value=word)
            elif found.setdefault(name_key(word), position) != position:
                inner.complaints.add(item_place(inner, position, index), "twice", key=position, value=word)
    inner.finish()
    return found


def read_outlet(id_: str, table: Table, frame: Frame) -> Outlet:
    """One outlet; its aliases written out."""
    excluded = table.flag("excluded", False)
    name = table.text("name")
    class_, level = _class_and_level(table, frame, excluded=excluded)
    condition = table.text("condition", "") or None
    known = [str(c) for c in Condition]
    if condition is not None and condition not in known:
        table.complain("condition", "outlet_condition", value=condition, known="、".join(known))
        condition = None
    outlet = Outlet(
        id=id_,
        name=name,
        level=level,
        class_=class_,
        aliases=tuple(dict.fromkeys(text for _, text in read_texts(table, "aliases", frame))),
        domains=tuple(table.texts("domains", (), blank=True)),
        condition=Condition(condition) if condition else None,
        excluded=excluded,
        mode=table.text("mode", "") or None,
        note=table.text("note", "", blank=True),
        clause=table.text("clause"),
    )
    table.finish()
    return outlet


def _class_and_level(table: Table, frame: Frame, *, excluded: bool) -> tuple[str, str]:
    """The class of an outlet, and the level from its class or its own; both "" when excluded."""
    name = str(table.data.get("name", table.path[-1]))
    class_, level = table.text("class", ""), _level(table, frame.levels)
    if excluded:
        for key in ("class", "level"):
            if key in table.data:
                table.complain(key, "outlet_class_excluded", name=name)
        return "", ""
    if not class_:
        table.complaints.add(table.place(), "outlet_class_missing", name=name)
        return "", ""
    found = frame.classes.get(class_)
    if found is None:
        table.complain("class", "outlet_class", value=class_, known="、".join(frame.classes))
    elif found.level and level:
        table.complain("level", "outlet_level_twice", name=name, value=class_)
    elif not found.level and "level" not in table.data:
        table.complain("class", "outlet_level_missing", name=name, value=class_, known="、".join(frame.levels))
    return class_, level or (found.level if found else "") or ""


def read_texts(table: Table, key: str, frame: Frame) -> Iterator[tuple[Place, str]]:
    """Every spelling of a list of names, with the line it comes from."""
    known = frame.wordings
    for index, alias in enumerate(table.texts(key, (), blank=True)):
        place = item_place(table, key, index)
        unknown = [word for word in braces(alias) if word not in known]
        for word in unknown:
            table.complaints.add(place, "outlet_wording", value=alias, word=word, known="、".join(known) or "（无）")
        if unknown:
            continue
        found = spellings(alias, known)
        if not found:
            table.complaints.add(place, "outlet_wording_many", value=alias, most=MOST_SPELLINGS)
        for text in found:
            yield place, text


def read_domains(table: Table, key: str) -> Iterator[tuple[Place, Address, str]]:
    """Every domain of a list, with its line and as written."""
    for index, text in enumerate(table.texts(key, (), blank=True)):
        place = item_place(table, key, index)
        address = address_of(text)
        if address is None or "://" in text:
            table.complaints.add(place, "outlet_domain", value=text)
        elif is_shared(address):
            table.complaints.add(place, "outlet_domain_wide", value=text)
        else:
            yield place, address, text


def item_place(table: Table, key: str, index: int) -> Place:
    """Where an item of a list stands."""
    return Place(table.file, line_of(table.lines, (*table.path, key, index)))
