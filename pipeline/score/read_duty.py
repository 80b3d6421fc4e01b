"""Duties of a rulebook: what units owe in each period, and what follows."""

from pipeline.score.match import Match
from pipeline.score.numbers import read_number
from pipeline.score.obligations import Consequence, Duty, Need
from pipeline.score.period import MONTHS
from pipeline.score.read_parts import Reading, days_of, read_basis
from pipeline.settings.tomlfile import Table

_WHAT = {"pieces": frozenset({"submission"}), "adopted": frozenset({"adoption"}), "points": frozenset({"adoption"})}
TARGET = "target"


def read(table: Table, reading: Reading) -> Duty:
    """One item of `duties`."""
    name = reading.id_of(table)
    first, last = days_of(table, reading.first, reading.last)
    calls = table.table("calls", optional=True)
    days = {kind: calls.integer(kind, low=0, high=366) for kind in calls.data}
    needs = _needs(table, reading)
    if bool(needs) == bool(days):
        table.complaints.add(table.place(), "need_shape", id=name)
    found = Duty(
        id=name,
        title=table.text("title"),
        basis=read_basis(table, reading, name),
        every=reading.one_of(table, "every", tuple(MONTHS), "month"),
        units=reading.match(table, "units", frozenset({"submission"})),
        needs=needs,
        calls=days,
        then=_consequence(table, reading) if "then" in table.data else None,
        first=first,
        last=last,
    )
    table.finish()
    return found


def _needs(table: Table, reading: Reading) -> tuple[Need, ...]:
    rows = table.tables("either") if "either" in table.data else []
    if "need" in table.data:
        rows = [*rows, table.table("need")]
    return tuple(_need(row, reading) for row in rows)


def _need(table: Table, reading: Reading) -> Need:
    of = reading.one_of(table, "of", tuple(_WHAT), "pieces")
    target = table.data.get("at_least") == TARGET
    table.asked.add("at_least")
    found = Need(
        of=of,
        at_least=None if target else read_number(table, "at_least"),
        match=reading.match(table, "match", _WHAT[of]) if of != "points" else Match(),
        account=reading.account(table) if of == "points" else "",
        components=reading.components_in(table) if of == "points" else frozenset(),
    )
    table.finish()
    return found


def _consequence(table: Table, reading: Reading) -> Consequence:
    inner = table.table("then")
    found = Consequence(
        account=reading.account(inner),
        met=read_number(inner, "met", "0"),
        missed=read_number(inner, "missed", "0"),
        each_missing=read_number(inner, "each_missing", "0"),
        at_most=read_number(inner, "at_most") if "at_most" in inner.data else None,
    )
    inner.finish()
    return found
