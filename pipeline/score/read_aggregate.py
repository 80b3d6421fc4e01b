"""What is made of points: fees and marks."""

from datetime import timedelta
from itertools import pairwise

from pipeline.score.numbers import Number, read_exact, read_number
from pipeline.score.obligations import Bounds, Fee, Mark, Step
from pipeline.score.period import MONTHS
from pipeline.score.read_parts import Reading, days_of, read_basis
from pipeline.settings.tomlfile import Table


def read_fee(table: Table, reading: Reading) -> Fee:
    """One item of `fees`: `per_point` alone, or `values` with days."""
    name = reading.id_of(table)
    rows = table.tables("values") if "values" in table.data else [table]
    values = []
    for row in rows:
        first, last = days_of(row, reading.first, reading.last)
        values.append((first, last, read_number(row, "per_point")))
        if row is not table:
            row.finish()
    for index, (row, after) in enumerate(zip(rows[1:], values[1:], strict=True)):
        first, last, amount = values[index]
        if "to" not in rows[index].data:
            values[index] = (first, last := after[0] - timedelta(days=1), amount)
        if last >= after[0] or first >= after[0]:
            row.complaints.add(row.place("from"), "values_order")
    found = Fee(
        id=name,
        title=table.text("title"),
        basis=read_basis(table, reading, name),
        every=reading.one_of(table, "every", tuple(MONTHS), "quarter"),
        account=reading.account(table),
        values=tuple(values),
    )
    table.finish()
    return found


def read_mark(table: Table, reading: Reading) -> Mark:
    """One item of `marks`."""
    name = reading.id_of(table)
    every = reading.one_of(table, "every", tuple(MONTHS), "year")
    marks = reading.marks_in(table, every)
    found = Mark(
        id=name,
        title=table.text("title"),
        basis=read_basis(table, reading, name),
        every=every,
        account="" if marks else reading.account(table),
        components=reading.components_in(table),
        marks=marks,
        take=table.integer("take", low=1) if "take" in table.data else None,
        require=_require(table, reading, every),
        base=read_number(table, "base", "0"),
        floor=_perhaps(table, "floor"),
        cap=_perhaps(table, "cap"),
        steps=_steps(table),
        times=_perhaps(table, "times"),
        pool=_perhaps(table, "pool"),
        prizes=_prizes(table),
    )
    table.finish()
    reading.marks[name] = every
    return found


def _require(table: Table, reading: Reading, every: str) -> tuple[Bounds, ...]:
    rows = table.tables("require") if "require" in table.data else []
    return tuple(_bounds(row, reading, every) for row in rows)


def _bounds(table: Table, reading: Reading, every: str) -> Bounds:
    mark = reading.mark(table, "mark", table.text("mark"), every)
    low, high = (read_exact(table, key) if key in table.data else None for key in ("from", "below"))
    table.finish()
    if low is None and high is None:
        table.complaints.add(table.place(), "condition_empty", key=table.name("mark"))
    return Bounds(mark=mark, low=low, high=high)


def _perhaps(table: Table, key: str) -> Number | None:
    return read_number(table, key) if key in table.data else None


def _steps(table: Table) -> tuple[Step, ...]:
    rows = table.tables("steps") if "steps" in table.data else []
    found = []
    for row in rows:
        found.append(Step(start=read_exact(row, "from"), mark=read_number(row, "mark")))
        row.finish()
    if any(a.start >= b.start for a, b in pairwise(found)):
        table.complain("steps", "steps_order")
    return tuple(found)


def _prizes(table: Table) -> tuple[tuple[int, Number], ...]:
    rows = table.tables("prizes") if "prizes" in table.data else []
    found = []
    for row in rows:
        found.append((row.integer("to_rank", low=1), read_number(row, "mark")))
        row.finish()
    if any(a[0] >= b[0] for a, b in pairwise(found)):
        table.complain("prizes", "steps_order")
    return tuple(found)
