"""A component of a rulebook: its rules, and what holds for all of them."""

from dataclasses import replace
from datetime import timedelta

from pipeline.score.match import FIELDS
from pipeline.score.measures import read_measure
from pipeline.score.measures.factor import Factor
from pipeline.score.measures.table import OTHER, Matrix
from pipeline.score.numbers import Number, read_number
from pipeline.score.obligations import Basis
from pipeline.score.read_parts import Reading, days_of, read_basis
from pipeline.score.read_policies import read_limit, read_same, read_share
from pipeline.score.rulebook import Adjustment, Component, Gate, Rule, Version
from pipeline.settings.tomlfile import Table


def read(table: Table, reading: Reading) -> Component:
    """One item of `components`."""
    name = reading.id_of(table)
    basis = read_basis(table, reading, name)
    counts = _kinds(table)
    dated = table.integer("dated", low=0, high=366) if "dated" in table.data else None
    if dated is not None and counts != {"reads"}:
        table.complain("dated", "dated_reads")
    found = Component(
        id=name,
        title=table.text("title"),
        basis=basis,
        counts=counts,
        account=reading.account(table),
        rules=tuple(_rule(t, reading, basis, counts) for t in table.tables("rules")),
        same=read_same(table, counts),
        share=read_share(table),
        limit=read_limit(table) if "limit" in table.data else None,
        dated=dated,
    )
    table.finish()
    reading.components.append(name)
    return found


def _kinds(table: Table) -> frozenset[str]:
    found = table.texts("counts")
    for value in found:
        if value not in FIELDS:
            table.complain("counts", "kinds_unknown", value=value, known="、".join(FIELDS))
    return frozenset(found) & set(FIELDS)


def _rule(table: Table, reading: Reading, over: Basis, kinds: frozenset[str]) -> Rule:
    name = reading.id_of(table)
    basis = read_basis(table, reading, name, over)
    title = table.text("title")
    found = Rule(
        id=name,
        title=title,
        basis=basis,
        match=reading.match(table, "match", kinds),
        gates=tuple(_gate(t, reading, kinds) for t in _several(table, "require")),
        adjustments=tuple(_adjustment(t, reading, kinds) for t in _several(table, "adjust")),
        versions=_versions(table, reading, basis),
    )
    for version in found.versions:
        _check_measure(version, table, reading)
    table.finish()
    return found


def _several(table: Table, key: str) -> list[Table]:
    return table.tables(key) if key in table.data else []


def _gate(table: Table, reading: Reading, kinds: frozenset[str]) -> Gate:
    found = Gate(match=reading.match(table, "match", kinds), otherwise=table.text("else"))
    table.finish()
    return found


def _adjustment(table: Table, reading: Reading, kinds: frozenset[str]) -> Adjustment:
    found = Adjustment(
        match=reading.match(table, "match", kinds),
        times=read_number(table, "times", "1"),
        plus=read_number(table, "plus", "0"),
        title=table.text("title"),
    )
    table.finish()
    return found


def _versions(table: Table, reading: Reading, basis: Basis) -> tuple[Version, ...]:
    """`measure` alone, or `values` with days; an end that is not written is the day before the next begins."""
    if ("measure" in table.data) == ("values" in table.data):
        table.complaints.add(table.place(), "measure_or_values", id=table.data.get("id"))
        table.asked |= {"measure", "values"}
        return ()
    rows = table.tables("values") if "values" in table.data else [table]
    found = [_version(row, reading, basis, row is table) for row in rows]
    for index, (row, after) in enumerate(zip(rows[1:], found[1:], strict=True)):
        before = found[index]
        if "to" not in rows[index].data:
            found[index] = before = replace(before, last=after.first - timedelta(days=1))
        if before.last >= after.first or before.first >= after.first:
            row.complaints.add(row.place("from"), "values_order")
    return tuple(found)


def _version(row: Table, reading: Reading, basis: Basis, alone: bool) -> Version:
    first, last = days_of(row, reading.first, reading.last)
    source = basis.source if alone else row.text("source", basis.source)
    found = Version(first=first, last=last, measure=read_measure(row), source=source)
    if not alone:
        row.finish()
    return found


def _check_measure(version: Version, table: Table, reading: Reading) -> None:
    """Words inside a measure that must be known elsewhere."""
    measure = version.measure
    key = "measure" if "measure" in table.data else "values"
    if isinstance(measure, Factor) and measure.of not in reading.components:
        table.complain(key, "component_unknown", value=measure.of, known="、".join(reading.components))
    if isinstance(measure, Matrix):
        level = [measure.cells]
        for name in measure.by:
            reading.check_words(table, key, name, {k for cells in level for k in cells} - {OTHER})
            level = [c for cells in level for c in cells.values() if not isinstance(c, Number)]
