"""rulebook.yaml → Rulebook, strictly: every mistake with file, line and remedy, all at once (docs/rulebook.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.score import read_aggregate, read_component, read_duty
from pipeline.score.complaints import Notes
from pipeline.score.numbers import read_exact
from pipeline.score.period import Calendar, month_of
from pipeline.score.read_parts import Reading, days_of, read_basis
from pipeline.score.rulebook import Account, Body, Parameter, Rulebook
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import parse_yaml, read_yaml


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a rulebook's words are checked against: the register's classes, levels and ids, the roster's units."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)  # class, level, outlet, unit → words


def load_rulebook(path: Path, known: Known | None = None) -> Rulebook:
    """The rulebook in a file.

    Args:
        path: rulebook.yaml.
        known: the words of outlet register and roster; None leaves those words unchecked.

    Raises:
        ConfigErrors: with every mistake found.
    """
    notes = Notes()
    return _finish(read_yaml(path, notes), notes, known)


def parse_rulebook(text: str, known: Known | None = None, path: Path = Path("rulebook.yaml")) -> Rulebook:
    """As `load_rulebook`, for a text already read; `path` is the name that mistakes are told under."""
    notes = Notes()
    return _finish(parse_yaml(text, path, notes), notes, known)


def _finish(table: Table | None, notes: Notes, known: Known | None) -> Rulebook:
    if table is None:
        notes.raise_if_any()
    assert table is not None  # a missing table was told
    book = _rulebook(table, known or Known())
    notes.raise_if_any()
    return book


def _rulebook(table: Table, known: Known) -> Rulebook:
    plan = table.table("plan")
    first, last = days_of(plan, date.min, date.max)
    reading = Reading(source=plan.text("source"), first=first, last=last, known=known.words)
    title, calendar = plan.text("title"), _calendar(plan)
    plan.finish()
    accounts = tuple(_account(t, reading) for t in table.tables("accounts"))
    reading.accounts = tuple(a.id for a in accounts)
    bodies = _bodies(table)
    reading.known = {**reading.known, "by": frozenset(b.id for b in bodies), "host": frozenset(b.id for b in bodies)}
    parameters = tuple(_parameter(t, reading) for t in _several(table, "parameters"))
    reading.parameters = tuple(p.id for p in parameters)
    components = tuple(read_component.read(t, reading) for t in table.tables("components"))
    duties = tuple(read_duty.read(t, reading) for t in _several(table, "duties"))
    fees = tuple(read_aggregate.read_fee(t, reading) for t in _several(table, "fees"))
    marks = tuple(read_aggregate.read_mark(t, reading) for t in _several(table, "marks"))
    reading.check_parameters(table)
    table.finish()
    return Rulebook(
        title=title, source=reading.source, first=first, last=last, calendar=calendar, accounts=accounts, bodies=bodies,
        parameters=parameters, components=components, duties=duties, fees=fees, marks=marks,
    )  # fmt: skip


def _calendar(plan: Table) -> Calendar:
    """`year: {name: 2022, from: 2021-12-01}`: the year called 2022 begins on that day; left out, on 1 January."""
    if "year" not in plan.data:
        return Calendar()
    inner = plan.table("year")
    name, first = inner.integer("name", low=1, high=9999), inner.day("from")
    inner.finish()
    shift = month_of(first) - name * 12
    if first.day != 1 or abs(shift) > 11:
        inner.complain("from", "year_start", name=name)
        return Calendar()
    return Calendar(shift)


def _several(table: Table, key: str) -> list[Table]:
    return table.tables(key) if key in table.data else []


def _account(table: Table, reading: Reading) -> Account:
    found = Account(
        id=reading.id_of(table),
        title=table.text("title"),
        of=reading.one_of(table, "of", ("unit", "person"), "unit"),
        rank=table.flag("rank", True),
    )
    table.finish()
    return found


def _parameter(table: Table, reading: Reading) -> Parameter:
    name = reading.id_of(table)
    value = read_exact(table, "value") if "value" in table.data else None
    found = Parameter(id=name, title=table.text("title"), basis=read_basis(table, reading, name), value=value)
    table.finish()
    return found


def _bodies(table: Table) -> tuple[Body, ...]:
    """`bodies: {市局: [本局]}`: what a body is called in the plan, and its other names."""
    inner = table.table("bodies", optional=True)
    owners: dict[str, str] = {}
    found = []
    for name in inner.data:
        aliases = inner.texts(name, blank=True)
        for text in (name, *aliases):
            if text in owners:
                inner.complain(name, "body_twice", value=text, other=owners[text])
            owners.setdefault(text, name)
        found.append(Body(id=name, names=(name, *aliases)))
    return tuple(found)
