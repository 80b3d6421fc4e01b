"""What became of every row of a long adoption report, as a workbook beside the receipt that names the first ones."""

from pipeline.domain.outgoing import Attachment
from pipeline.report.counting_view import ReportReceiptView
from pipeline.report.same_bytes import Properties
from pipeline.report.stationery import Stationery
from pipeline.report.tally import XLSX, workbook
from pipeline.report.tally_table import Cell, Column, Table, Value, short, text
from pipeline.report.tally_wording import Answers, tally_wording
from pipeline.report.words import Words

SHOWN = 100  # rows of one outcome that the mail itself names


def answers(view: ReportReceiptView, desk: Stationery) -> tuple[Attachment, ...]:
    """The workbook, where an outcome has more rows than the mail names; nothing otherwise."""
    outcomes = [row.outcome for row in view.rows]
    if all(outcomes.count(outcome) <= SHOWN for outcome in set(outcomes)):
        return ()
    wording = tally_wording(desk.forms)
    said, unit = wording.answers, view.unit.name if view.unit else ""
    told = Properties(title=said.title.format(unit=unit), author=view.bureau.name, made_at=view.arrived_at)
    rows = tuple(_rows(view, desk.words))
    table = Table(name=said.sheet, title=told.title, columns=_columns(said), rows=rows, still=2)
    return (Attachment(name=said.file, media_type=XLSX, content=workbook([table], told, wording.cells)),)


def _columns(said: Answers) -> tuple[Column, ...]:
    return (
        short(said.order, Cell.COUNT), text(said.piece_title), text(said.outlet), short(said.published, Cell.DAY),
        short(said.outcome), short(said.number), text(said.reason), text(said.place),
    )  # fmt: skip


def _rows(view: ReportReceiptView, names: Words) -> list[tuple[Value, ...]]:
    return [
        (n, row.title, row.outlet, row.date, names.word(row.outcome, "report_outcome"), row.number, row.why, row.place)
        for n, row in enumerate(view.rows, start=1)
    ]
