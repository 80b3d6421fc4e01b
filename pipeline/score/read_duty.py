"""Duties of a rulebook: what units owe in each period, and what follows."""

from itertools import pairwise

from pipeline.score.match import Match
from pipeline.score.numbers import read_number
from pipeline.score.obligations import Again, Consequence, Duty, Need, Repeat
from pipeline.score.period import MONTHS
from pipeline.score.read_parts import Reading, days_of, read_basis
from pipeline.settings.tomlfile import Table

_WHAT = {
    "pieces": frozenset({"submission"}),
    "adopted": frozenset({"adoption"}),
    "reads": frozenset({"reads"}),
    "points": frozenset({"adoption"}),
}
_CARRIED = ("surplus", "missing")
_WITHIN = ("row", "year")
TARGET = "target"


def read(table: Table, reading: Reading) -> Duty:
    """One item of `duties`."""
    name = reading.id_of(table)
    first, last = days_of(table, reading.first, reading.last)
    calls = table.table("calls", optional=True)
    days = {kind: calls.integer(kind, low=0, high=366) for kind in calls.data}
    every = reading.one_of(table, "every", tuple(MONTHS), "month")
    needs = _needs(table, reading, every)
    if bool(needs) == bool(days):
        table.complaints.add(table.place(), "need_shape", id=name)
    found = Duty(
        id=name,
        title=table.text("title"),
        basis=read_basis(table, reading, name),
        every=every,
        units=reading.match(table, "units", frozenset({"submission"})),
        needs=needs,
        calls=days,
        then=_consequence(table, reading) if "then" in table.data else None,
        first=first,
        last=last,
    )
    table.finish()
    return found


def _needs(table: Table, reading: Reading, every: str) -> tuple[Need, ...]:
    rows = table.tables("either") if "either" in table.data else []
    if "need" in table.data:
        rows = [*rows, table.table("need")]
    return tuple(_need(row, reading, every) for row in rows)


def _need(table: Table, reading: Reading, every: str) -> Need:
    of = reading.one_of(table, "of", tuple(_WHAT), "pieces")
    target = table.data.get("at_least") == TARGET
    table.asked.add("at_least")
    found = Need(
        of=of,
        at_least=None if target else read_number(table, "at_least"),
        match=reading.match(table, "match", _WHAT[of]) if of != "points" else Match(),
        account=reading.account(table) if of == "points" else "",
        components=reading.components_in(table) if of == "points" else frozenset(),
        carry=_carry(table, every),
    )
    table.finish()
    return found


def _carry(table: Table, every: str) -> frozenset[str]:
    found = table.texts("carry", ())
    for value in found:
        if value not in _CARRIED:
            table.complain("carry", "choice", value=value, known="、".join(_CARRIED))
    if found and every == "year":
        table.complain("carry", "carry_year")
    return frozenset(found)


def _consequence(table: Table, reading: Reading) -> Consequence:
    inner = table.table("then")
    found = Consequence(
        account=reading.account(inner),
        met=read_number(inner, "met", "0"),
        missed=read_number(inner, "missed", "0"),
        each_missing=read_number(inner, "each_missing", "0"),
        at_most=read_number(inner, "at_most") if "at_most" in inner.data else None,
        repeat=_repeat(inner, reading) if "repeat" in inner.data else None,
    )
    inner.finish()
    return found


def _repeat(table: Table, reading: Reading) -> Repeat:
    """`repeat: {within: row, steps: [{from: 2, times: 2}, {from: 3, times: 4, plus: -10}]}`."""
    inner = table.table("repeat")
    within = reading.one_of(inner, "within", _WITHIN)
    steps = []
    for row in inner.tables("steps"):
        times, plus = read_number(row, "times", "1"), read_number(row, "plus", "0")
        steps.append(Again(start=row.integer("from", low=2), times=times, plus=plus))
        row.finish()
    if not steps or any(a.start >= b.start for a, b in pairwise(steps)):
        inner.complain("steps", "repeat_steps")
    inner.finish()
    return Repeat(within=within, steps=tuple(steps))
