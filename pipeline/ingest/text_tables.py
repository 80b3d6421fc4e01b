"""A table pasted as plain text: cells parted by tabs, by bars, or set out with blanks under their headings."""

import re
from collections.abc import Iterator, Sequence

from pipeline.domain.text import normal
from pipeline.ingest.day_text import days_of
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.report_headings import Column, Columns, columns_of
from pipeline.ingest.report_words import DOUBTS

_WIDE = re.compile(r"[ \u00a0\u3000]{2,}|\u3000+|[ \u00a0]*\t[ \u00a0]*")
_RULE = re.compile(r"[\s|｜+:=\-—─│┼]*")
_URL = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.I)
_SERIAL = re.compile(r"[（(]?\d{1,4}[）)]?[.．、]?")
_MOST_LINES = 5_000
_TEXT_COLUMNS = (Column.TITLE, Column.OUTLET)


def table_of(text: str) -> Grid | None:
    """The adoption report in a plain text; None when no line of it is such a report's heading.

    Args:
        text: the body; what stands above the heading may tell the year.
    """
    lines = [line for line in text.split("\n")[:_MOST_LINES] if normal(line)]
    for place, line in enumerate(lines):
        heading = _line(1, _cells(line, None))
        columns = columns_of(heading)
        if columns is not None:
            rows = tuple(_rows(lines[place + 1 :], columns, _separator(line)))
            return Grid(lines=(heading, *rows), above=tuple(lines[:place]))
    return None


def _rows(lines: Sequence[str], columns: Columns, separator: str | None) -> Iterator[Line]:
    waiting: Line | None = None
    for number, line in enumerate(lines, 2):
        cells = _cells(line, separator)
        if len(cells) < 2:
            if not _URL.fullmatch(line) and not _RULE.fullmatch(line) and Column.SERIAL not in columns.values():
                break  # the text goes on below the table
            if waiting is not None and _URL.fullmatch(line):
                waiting = _with_link(waiting, columns, line.strip())
            continue
        found = _placed(number, cells, columns, exact=separator is not None)
        if found is None or not _is_row(found, columns):
            continue
        if waiting is not None:
            yield waiting
        waiting = found
    if waiting is not None:
        yield waiting


def _is_row(line: Line, columns: Columns) -> bool:
    """Where rows are numbered, one without a number is text below the table, or a heading said again."""
    at = next((place for place, column in columns.items() if column is Column.SERIAL), None)
    if at is None or columns_of(line) is not None:
        return True
    return bool(_SERIAL.fullmatch(normal(line.spots.get(at, Spot()).text)))


def _placed(number: int, cells: Sequence[str], columns: Columns, *, exact: bool) -> Line | None:
    """The cells under their headings; where some are missing, by what stands in them."""
    width = max(columns) + 1
    if exact or len(cells) == width:
        return _line(number, cells)
    place_of = {column: place for place, column in columns.items()}
    spots: dict[int, Spot] = {}
    rest: list[str] = []
    for cell in cells:
        column = _told(cell, first=not spots and not rest)
        place = place_of.get(column) if column is not None else None
        if place is not None and place not in spots:
            spots[place] = Spot(text=cell)
        else:
            rest.append(cell)
    texts = [place_of[column] for column in _TEXT_COLUMNS]
    spots |= {place: Spot(text=cell) for place, cell in zip(texts, rest, strict=False)}
    others = set(columns.values()) - {*_TEXT_COLUMNS, Column.SERIAL, Column.LINK, Column.DATE}
    sure = not others and len(rest) <= len(texts) and len(cells) < width
    return Line(number=number, spots=spots, doubt="" if sure else DOUBTS["columns"])


def _told(cell: str, *, first: bool) -> Column | None:
    if _URL.fullmatch(cell):
        return Column.LINK
    if first and _SERIAL.fullmatch(normal(cell)):
        return Column.SERIAL
    return Column.DATE if days_of(cell) and len(cell) <= 20 else None


def _with_link(line: Line, columns: Columns, url: str) -> Line:
    at = next((place for place, column in columns.items() if column is Column.LINK), None)
    if at is None or not line.spots.get(at, Spot()).blank:
        return line
    return Line(number=line.number, spots={**line.spots, at: Spot(text=url)}, doubt=line.doubt)


def _separator(line: str) -> str | None:
    """The sign that parts cells exactly, so that blank ones count; None where only gaps do."""
    return next((sign for sign in ("\t", "|", "｜") if line.count(sign) >= 2), None)


def _cells(line: str, separator: str | None) -> list[str]:
    sign = separator or _separator(line)
    if sign is not None:
        if sign not in line:
            return [line.strip()]
        inside = line.strip(" \u3000") if sign == "\t" else line.strip().strip(sign)
        return [cell.strip() for cell in inside.split(sign)]
    return [cell for cell in _WIDE.split(line.strip()) if cell]


def _line(number: int, cells: Sequence[str]) -> Line:
    return Line(number=number, spots={place: Spot(text=cell) for place, cell in enumerate(cells)})
