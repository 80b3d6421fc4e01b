"""What became of every row of a long adoption report, as a workbook beside the receipt that names the first ones."""

from pipeline.domain.outgoing import Attachment
from pipeline.report import official_words as words
from pipeline.report.counting_view import ReportReceiptView
from pipeline.report.same_bytes import Properties
from pipeline.report.tally import XLSX, workbook
from pipeline.report.tally_table import Cell, Table, Value, short, text
from pipeline.report.words import Words

SHOWN = 100  # rows of one outcome that the mail itself names


def answers(view: ReportReceiptView, names: Words) -> tuple[Attachment, ...]:
    """The workbook, where an outcome has more rows than the mail names; nothing otherwise."""
    outcomes = [row.outcome for row in view.rows]
    if all(outcomes.count(outcome) <= SHOWN for outcome in set(outcomes)):
        return ()
    unit = view.unit.name if view.unit else ""
    told = Properties(title=words.ANSWERS_TITLE.format(unit=unit), author=view.bureau.name, made_at=view.arrived_at)
    table = Table(name=words.ANSWERS_SHEET, title=told.title, columns=_COLUMNS, rows=tuple(_rows(view, names)), still=2)
    return (Attachment(name=words.ANSWERS_FILE, media_type=XLSX, content=workbook([table], told)),)


_KINDS = (Cell.COUNT, Cell.TEXT, Cell.TEXT, Cell.DAY, Cell.SHORT, Cell.SHORT, Cell.TEXT, Cell.TEXT)
_COLUMNS = tuple(
    text(heading) if kind is Cell.TEXT else short(heading, kind)
    for heading, kind in zip(words.ANSWERS_COLUMNS, _KINDS, strict=True)
)


def _rows(view: ReportReceiptView, names: Words) -> list[tuple[Value, ...]]:
    return [
        (n, row.title, row.outlet, row.date, names.word(row.outcome, "report_outcome"), row.number, row.why, row.place)
        for n, row in enumerate(view.rows, start=1)
    ]
