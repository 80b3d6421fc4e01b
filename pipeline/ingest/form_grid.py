"""Labels and values of a form laid out as a table or as lines."""

from collections.abc import Iterable

from pipeline.ingest.form_labels import SIGNED_BY_PICTURE, Label, segments, whole
from pipeline.ingest.word_blocks import Cell, Table

Values = dict[Label, str]


def values_of_table(table: Table) -> Values:
    """What stands at each label: to its right, else below it, or in its own cell; "" where it is blank."""
    values: Values = {}
    for number, row in enumerate(table.rows):
        labels = [whole(_written(cell)) for cell in row]
        for place, cell in enumerate(row):
            label = labels[place]
            if label is None:
                if place == 0 or labels[place - 1] is None:  # not the value of the label before it
                    _add_all(values, _written(cell))
            elif not cell.merged:
                _add(values, label, _beside(table, number, place))
    return values


def values_of_lines(text: str) -> Values:
    """The same where the form is written as lines: `供稿单位：…`."""
    values: Values = {}
    _add_all(values, text)
    return values


def _written(cell: Cell) -> str:
    text = cell.meant
    return f"{text}\n{SIGNED_BY_PICTURE}".strip() if any(one.pictures for one in cell.paragraphs) else text


def _add(values: Values, label: Label, value: str) -> None:
    if not values.get(label):
        values[label] = value


def _add_all(values: Values, text: str) -> None:
    """Labels written inside a cell or a line, each with what follows it."""
    for segment in segments(text):
        if segment.label is not None:
            _add(values, segment.label, segment.value)


def _beside(table: Table, number: int, place: int) -> str:
    row = table.rows[number]
    right = _until_label(row[place + 1 :])
    if not right:
        return _below(table, number, row[place])
    rows = [right, *_continued(table, number, row[place])]
    columns = [[cell.column for cell in cells] for cells in rows]
    if len(right) > 1 and all(one == columns[0] for one in columns):  # 是 and 否 side by side, the tick below
        return "  ".join(
            filter(None, (" ".join(filter(None, map(_written, below))) for below in zip(*rows, strict=True)))
        )
    return "\n".join(filter(None, ("  ".join(filter(None, map(_written, cells))) for cells in rows)))


def _until_label(cells: Iterable[Cell]) -> list[Cell]:
    taken = []
    for cell in cells:
        if whole(_written(cell)) is not None:
            break
        taken.append(cell)
    return [cell for cell in taken if not cell.merged]


def _continued(table: Table, number: int, label: Cell) -> list[list[Cell]]:
    """The rows below that the label's cell is merged into."""
    rows = []
    for row in table.rows[number + 1 :]:
        place = next((i for i, cell in enumerate(row) if cell.column == label.column and cell.merged), None)
        if place is None:
            break
        rows.append(_until_label(row[place + 1 :]))
    return rows


def _below(table: Table, number: int, label: Cell) -> str:
    if number + 1 >= len(table.rows):
        return ""
    under = next((cell for cell in table.rows[number + 1] if cell.column == label.column), None)
    if under is None or under.merged or whole(_written(under)) is not None:
        return ""
    return _written(under)
