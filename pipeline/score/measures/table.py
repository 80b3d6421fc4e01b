"""`table: {by: [class, mode], points: {…}}` — a matrix; a bare number in it holds whatever the further fields say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

from pipeline.score.match import Fields, Value, field_known
from pipeline.score.measures.worth import Measure, Surroundings, Worth
from pipeline.score.numbers import NotSettledError, Number, as_number
from pipeline.score.words import field_word, say
from pipeline.settings.tomlfile import Table

Cells = Mapping[str, Union["Cells", Number]]
OTHER = "other"  # the key for everything not named


@dataclass(frozen=True)
class Matrix:
    """Cells nested in the order of `by`."""

    by: tuple[str, ...]
    cells: Cells

    def worth(self, fields: Fields, around: Surroundings) -> Worth:
        """The cell that the fact's fields lead to."""
        cells: Cells | Number = self.cells
        for name in self.by:
            if isinstance(cells, Number):
                break
            cells = _cell(cells, name, fields.get(name))
        assert isinstance(cells, Number)  # the reader made every path end in a number
        return Worth(points=cells.amount(around.parameters))


def _cell(cells: Cells, name: str, value: Value) -> "Cells | Number":
    words = value if isinstance(value, tuple) else () if value is None else (str(value),)
    for known in words:
        if known in cells:
            return cells[known]
    if OTHER in cells and value is not None:
        return cells[OTHER]
    code = "field_missing" if value is None else "field_elsewhere"
    told = say(code, field=field_word(name), value="、".join(words))
    raise NotSettledError(told, tuple(k for k in cells if k != OTHER))


def read(table: Table) -> Measure:
    """`table: {by: [field, …], points: {word: number or nested words}}`."""
    inner = table.table("table")
    by = inner.texts("by")
    for name in by:
        if not field_known(name, frozenset({"adoption", "reads", "instruction", "activity"})):
            inner.complain("by", "field_unknown", known="class、mode、level、kind、tag.…")
    cells = _cells(inner.table("points"), len(by))
    inner.finish()
    return Matrix(by, cells)


def _cells(table: Table, depth: int) -> Cells:
    found: dict[str, Cells | Number] = {}
    if not table.data:
        table.complaints.add(table.place(), "table_empty")
    for key, value in table.data.items():
        number = as_number(value)
        if number is not None:
            found[key] = number
        elif isinstance(value, dict) and depth > 1:
            found[key] = _cells(table.table(key), depth - 1)
        else:
            table.complain(key, "table_cell")
    return found
