"""Import files of the office: adoptions, reads, instructions, activities, units; every mistake is told at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.domain.imported import Imported, ImportedRow, ImportedUnit, ImportKind
from pipeline.domain.text import normal, title_key
from pipeline.ingest import import_rows
from pipeline.ingest.grid import Grid, Line, Spot
from pipeline.ingest.import_cells import Cells, Notes
from pipeline.ingest.import_fields import Fields, Heading, heading_of, missing_fields, wanted
from pipeline.ingest.import_source import BadJson, grids_of
from pipeline.ingest.import_words import ENTRY, ROW
from pipeline.ingest.report_rows import is_closing
from pipeline.ingest.report_words import DITTO, PLACES
from pipeline.ingest.trouble import Unreadable
from pipeline.settings.values import Limits

_READERS: dict[ImportKind, Callable[[Cells], Iterator[ImportedRow]]] = {
    ImportKind.ADOPTIONS: import_rows.adoptions,
    ImportKind.READS: import_rows.reads,
    ImportKind.INSTRUCTIONS: import_rows.instructions,
    ImportKind.ACTIVITIES: import_rows.activities,
    ImportKind.UNITS: import_rows.units,
}
_SEARCHED = 30  # lines from the top that may be the heading


def read_import(kind: ImportKind, file: Path, limits: Limits, *, today: date) -> Imported:
    """What a file holds, and everything that is wrong with it.

    Args:
        kind: what it is to hold.
        file: Excel (.xlsx, .xls, .et), CSV (UTF-8 or GBK; commas, semicolons or tabs), or JSON (a list of objects).
        limits: what it may cost.
        today: the office's day; a later one is a mistake.

    Returns:
        The rows that have no mistake, and the mistakes. Nothing is raised for what a file holds.
    """
    notes = Notes(file=file.name)
    try:
        grids = grids_of(file, kind.value, limits)
    except Unreadable as unreadable:
        notes.add("", f"file_{unreadable.code}")
    except BadJson as bad:
        notes.add("", bad.code, line=bad.line)
    except OSError:
        notes.add("", "file_missing")
    else:
        return _Reading(kind, grids, notes, today).imported()
    return Imported(kind=kind, mistakes=tuple(notes.mistakes))


class _Reading:
    """One file being read."""

    def __init__(self, kind: ImportKind, grids: tuple[Grid, ...], notes: Notes, today: date) -> None:
        self._kind = kind
        self._grids = grids
        self._notes = notes
        self._today = today
        self._known: dict[ImportedRow, str] = {}
        self._faulty: list[ImportedRow] = []

    def imported(self) -> Imported:
        found = [(grid, at, head) for grid in self._grids for at, head in [self._heading(grid)] if head is not None]
        if not found:
            self._notes.add("", "no_heading", wanted=wanted(self._kind))
        rows = [row for grid, at, head in found for row in self._rows(grid, at, head)]
        if found and not rows and not self._notes.mistakes:
            self._notes.add("", "no_rows")
        if self._kind is ImportKind.UNITS:
            rows = list(_checked_units([r for r in rows if isinstance(r, ImportedUnit)], self._notes))
        ignored = tuple(dict.fromkeys(text for _, _, head in found for text in head.ignored))
        return Imported(
            kind=self._kind, rows=tuple(rows), mistakes=tuple(self._notes.mistakes), ignored=ignored,
            faulty=tuple(self._faulty),
        )  # fmt: skip

    def _heading(self, grid: Grid) -> tuple[int, Heading | None]:
        told = ((at, heading_of(self._kind, line)) for at, line in enumerate(grid.lines[:_SEARCHED]))
        return next(((at, head) for at, head in told if head is not None), (0, None))

    def _rows(self, grid: Grid, at: int, head: Heading) -> Iterator[ImportedRow]:
        place, before = self._place(grid, grid.lines[at].number), len(self._notes.mistakes)
        for column in missing_fields(self._kind, head):
            self._notes.add(place, "column_missing", column=column, wanted=wanted(self._kind))
        for column in head.twice:
            self._notes.add(place, "column_twice", column=column)
        if len(self._notes.mistakes) > before:
            return
        above: dict[int, Spot] = {}
        for line in grid.lines[at + 1 :]:
            if not line.written or is_closing(line) or heading_of(self._kind, line) == head:
                continue
            yield from self._row(self._place(grid, line.number), _taken(line, head.fields, above))

    def _row(self, place: str, spots: dict[str, Spot]) -> Iterator[ImportedRow]:
        before = len(self._notes.mistakes)
        cells = Cells(kind=self._kind, spots=spots, place=place, today=self._today, notes=self._notes)
        found = list(_READERS[self._kind](cells))
        whole = PLACES["file"].format(name=self._notes.file, place=place)
        if len(self._notes.mistakes) > before:
            self._faulty += (replace(row, place=whole) for row in found)
            return
        for row in found:
            first = self._known.setdefault(replace(row, place=""), place)
            if first == place:
                yield replace(row, place=whole)
            else:
                cells.tell("row_twice", place=first)

    def _place(self, grid: Grid, number: int) -> str:
        several = sum(bool(one.lines) for one in self._grids) > 1
        sheet = PLACES["sheet"].format(sheet=grid.name) if several and grid.name else ""
        entries = bool(grid.lines) and grid.lines[0].number == 0  # JSON has no rows
        return sheet + (ENTRY if entries else ROW).format(number=number) if number else ""


def _taken(line: Line, fields: Fields, above: dict[int, Spot]) -> dict[str, Spot]:
    """The spots by field, 同上 and merged cells filled from above."""
    taken: dict[str, Spot] = {}
    for column, name in fields.items():
        spot = line.spots.get(column, Spot())
        if spot.merged or normal(spot.text) in DITTO:
            spot = above.get(column, Spot())
        taken[name] = above[column] = spot
    return taken


def _checked_units(rows: list[ImportedUnit], notes: Notes) -> Iterator[ImportedUnit]:
    """Units whose ids and names are their own; whom one may send for is told by id."""
    used: dict[str, str] = {}
    ids = {title_key(text): row.unit.id for row in rows for text in (row.unit.id, row.unit.name)}
    for row in rows:
        place = row.place.partition("》")[2]
        for text in dict.fromkeys((row.unit.id, *row.unit.names)):
            first = used.setdefault(title_key(text), row.unit.id + "\n" + place)
            if first.partition("\n")[0] != row.unit.id or (text == row.unit.id and first.partition("\n")[2] != place):
                notes.add(place, "unit_twice", text=text, place=first.partition("\n")[2])
        others = {other: ids.get(title_key(other)) for other in row.unit.may_send_for}
        for other in (other for other, known in others.items() if known is None):
            notes.add(place, "unit_other", text=other)
        yield replace(row, unit=replace(row.unit, may_send_for=tuple(filter(None, others.values()))))
