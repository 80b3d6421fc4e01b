"""Found pieces as an Excel workbook: real days and numbers, and no sender's text that becomes a formula."""

from pipeline.console.look.search import Asked, points_of, question, unit_name
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.report.same_bytes import Properties
from pipeline.report.tally_table import Cell, Column, Table, Value, short, text
from pipeline.report.tally_wording import tally_wording
from pipeline.store import search, search_lines
from pipeline.store.tables import PieceRow

ROWS = 10_000  # pieces of one workbook
_COLUMNS = (
    ("number", Cell.SHORT), ("state", Cell.SHORT), ("unit", Cell.TEXT), ("title", Cell.TEXT),
    ("keyword", Cell.TEXT), ("genre", Cell.SHORT), ("chars", Cell.COUNT), ("arrived", Cell.DAY),
    ("accepted", Cell.DAY), ("points", Cell.POINTS),
)  # fmt: skip


def pieces_workbook(visit: Visit, asked: Asked) -> bytes:
    """Everything that was found, at most `ROWS` pieces; the title of the sheet tells when there are more."""
    from pipeline.report.tally import workbook  # what writes Excel takes a while to load

    wanted = question(visit, asked)
    with visit.console.house.database.reading() as session:
        ids = search.newest(session, wanted, most=ROWS + 1)
        rows = search_lines.rows_of(session, ids[:ROWS])
        points = points_of(visit, session, [row.number for row in rows])
    table = Table(
        name=say("place_pieces"),
        title=say("export_cut" if len(ids) > ROWS else "export_title", count=len(rows), most=ROWS),
        columns=tuple(_column(name, cell) for name, cell in _COLUMNS),
        rows=tuple((*_said(visit, row), points.get(row.number)) for row in rows),
        still=1,
    )
    told = Properties(
        title=say("place_pieces"), author=visit.bureau.bureau.name, made_at=visit.console.house.clock()
    )  # fmt: skip
    cells = tally_wording(visit.console.house.settings.forms).cells
    return workbook([table], told, cells)


def _column(name: str, cell: Cell) -> Column:
    heading = say(f"column_{name}")
    return text(heading, 40) if cell is Cell.TEXT else short(heading, cell)


def _said(visit: Visit, row: PieceRow) -> tuple[Value, ...]:
    """A piece's cells but for its points; nothing that was written in a sealed one."""
    sealed = row.state == State.SEALED.value
    genre = say(f"genre_{row.genre}") if row.genre in {"news", "info"} else None
    return (
        row.number,
        visit.words.word(row.state, "state"),
        unit_name(visit.bureau.bureau.roster, row),
        None if sealed else row.title,
        None if sealed else row.keyword,
        genre,
        None if sealed else row.chars,
        local(row.arrived_at).date(),
        local(row.accepted_at).date() if row.accepted_at else None,
    )
