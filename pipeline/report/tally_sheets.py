"""The sheets of the tally: which facts of a period stand where."""

from decimal import Decimal

from pipeline.report import official_words as words
from pipeline.report.formats import moment
from pipeline.report.official_numbers import full_day, period_title
from pipeline.report.period_view import AdoptionLine, EntryLine, FeeRow, PeriodReport
from pipeline.report.tally_standings import standings
from pipeline.report.tally_table import Cell, Column, Table, Value, met, short, table, text, yes


def sheets(report: PeriodReport) -> tuple[Table, ...]:
    """All sheets in their order; calls, corrections and fees only where there are any."""
    found = (
        standings(report),
        _adoptions(report),
        _entries(report),
        _duties(report),
        _calls(report) if report.calls else None,
        _corrections(report) if report.corrections else None,
        _fees(report) if report.fees else None,
        _notes(report),
    )
    return tuple(sheet for sheet in found if sheet is not None)


def _adoptions(report: PeriodReport) -> Table:
    columns = (
        short(words.ORDER, Cell.COUNT), short(words.NUMBER), text(words.TITLE, 38), text(words.UNITS, 22),
        text(words.OUTLET, 20), short(words.LEVEL), short(words.MODE), short(words.PUBLISHED, Cell.DAY),
        short(words.POINTS, Cell.POINTS), short(words.COUNTED), text(words.CLAUSE, 14), text(words.REASON, 24),
        text(words.REMARK, 12), Column(heading=words.LINK, cell=Cell.LINK, widest=28),
    )  # fmt: skip
    rows = tuple(_adoption(n, line) for n, line in enumerate(report.adoptions, 1))
    return table(report, words.ADOPTIONS_SHEET, columns, rows)


def _adoption(n: int, line: AdoptionLine) -> tuple[Value, ...]:
    return (
        n, line.number, line.title, words.BETWEEN_UNITS.join(line.units), line.outlet, line.level, line.mode, line.date,
        line.points, yes(line.counted), line.clause, line.reason, line.remark, line.url,
    )  # fmt: skip


def _entries(report: PeriodReport) -> Table:
    columns = (
        text(words.UNIT, 26), short(words.SUBJECT), text(words.TITLE, 38), short(words.ACCOUNT), text(words.RULE, 24),
        text(words.CLAUSE, 14), short(words.POINTS, Cell.POINTS), short(words.DATE, Cell.DAY), short(words.BOOKED),
        short(words.COUNTED), short(words.KIND), text(words.REASON, 32),
    )  # fmt: skip
    return table(report, words.ENTRIES_SHEET, columns, tuple(_entry(line) for line in report.entries))


def _entry(line: EntryLine) -> tuple[Value, ...]:
    return (
        line.unit, line.subject, line.title, line.account, line.rule, line.clause, line.points, line.date,
        period_title(line.booked), yes(line.counted), line.kind, line.reason,
    )  # fmt: skip


def _duties(report: PeriodReport) -> Table:
    columns = (
        text(words.UNIT, 26), text(words.DUTY, 30), short(words.PERIOD), short(words.REQUIRED, Cell.POINTS),
        short(words.DONE, Cell.POINTS), short(words.IS_MET), text(words.CLAUSE, 14), text(words.ABOUT_CALL, 30),
    )  # fmt: skip
    rows = tuple(
        (d.unit, d.duty, period_title(d.period), d.required, d.done, met(d.met), d.clause, d.subject)
        for d in report.duties
    )
    return table(report, words.DUTIES_SHEET, columns, rows)


def _calls(report: PeriodReport) -> Table:
    columns = (
        text(words.CALL), text(words.UNIT, 26), short(words.PERSON), short(words.DUE, Cell.DAY),
        short(words.REQUIRED, Cell.COUNT), short(words.DONE, Cell.COUNT), short(words.ANSWERED, Cell.DAY),
        short(words.IS_MET), text(words.CLAUSE, 14),
    )  # fmt: skip
    rows = tuple(
        (c.call, c.unit, c.person, c.due, c.required, c.done, c.answered, met(c.met), c.clause) for c in report.calls
    )
    return table(report, words.CALLS_SHEET, columns, rows)


def _corrections(report: PeriodReport) -> Table:
    columns = (
        text(words.UNIT, 26), short(words.SUBJECT), text(words.TITLE, 38), short(words.BELONGS),
        short(words.POINTS, Cell.POINTS), text(words.REASON, 32),
    )  # fmt: skip
    rows = tuple((c.unit, c.subject, c.title, period_title(c.period), c.points, c.reason) for c in report.corrections)
    return table(report, words.CORRECTIONS_SHEET, columns, rows)


def _fees(report: PeriodReport) -> Table:
    columns = (
        short(words.ORDER, Cell.COUNT), text(words.UNIT, 26), short(words.QUARTER),
        short(words.POINTS, Cell.POINTS), short(words.AMOUNT, Cell.MONEY),
    )  # fmt: skip
    rows = tuple(
        (n, fee.unit, period_title(fee.period), fee.points, fee.amount) for n, fee in enumerate(report.fees, 1)
    )
    return table(report, words.FEES_SHEET, columns, rows, sums=_fee_sums(report.fees))


def _fee_sums(fees: tuple[FeeRow, ...]) -> tuple[Value, ...]:
    return (
        None,
        words.SUM,
        None,
        sum((fee.points for fee in fees), Decimal(0)),
        sum((fee.amount for fee in fees), Decimal(0)),
    )


def _notes(report: PeriodReport) -> Table:
    rows: list[tuple[Value, ...]] = [
        (words.NOTE_BUREAU, report.bureau),
        (words.NOTE_PERIOD, report.period_title),
        (words.NOTE_DAYS, words.DAYS.format(first=full_day(report.first), last=full_day(report.last))),
        (words.NOTE_RULEBOOK, report.rulebook),
    ]
    if report.fees:
        rows.append((words.NOTE_FEES, words.FEE_RULE.format(rate=report.fee_rate, clause=report.fee_clause)))
    if report.issue is not None:
        issue = words.ISSUE.format(year=report.issue_year, n=report.issue, day=full_day(report.issued_on))
        rows.append((words.NOTE_ISSUED, issue))
    rows.append((words.NOTE_STATE, words.FROZEN if report.frozen else words.PREVIEW))
    if report.made_at is not None:
        rows.append((words.NOTE_MADE, moment(report.made_at)))
    rows += [(words.NOTE.format(n=n), note) for n, note in enumerate(report.notes, 1)]
    return table(report, words.NOTES_SHEET, (text(words.WHAT, 16), text(words.TOLD, 80)), tuple(rows))
