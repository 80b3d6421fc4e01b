"""The sheets of the tally: which facts of a period stand where."""

from decimal import Decimal

from pipeline.report.formats import spelt
from pipeline.report.official_numbers import period_title
from pipeline.report.official_words import BETWEEN_UNITS
from pipeline.report.period_view import AdoptionLine, CorrectionLine, DutyRow, EntryLine
from pipeline.report.tally_notes import notes
from pipeline.report.tally_standings import standings
from pipeline.report.tally_table import Cell, Column, Table, Tallied, Value, short, text


def sheets(of: Tallied) -> tuple[Table, ...]:
    """All sheets in their order; duties, calls, corrections and fees only where there are any."""
    report = of.report
    found = (
        standings(of),
        _adoptions(of),
        _entries(of),
        _duties(of) if any(_is_pieces(duty) for duty in report.duties) else None,
        _calls(of) if report.calls else None,
        _corrections(of) if report.corrections else None,
        _fees(of) if report.fees else None,
        notes(of),
    )
    return tuple(sheet for sheet in found if sheet is not None)


def _adoptions(of: Tallied) -> Table:
    h = of.said.headings
    columns = (
        short(h.order, Cell.COUNT), short(h.number), text(h.title, 32), text(h.units, 18), text(h.outlet, 16),
        text(h.level, 10), text(h.mode, 8), short(h.published, Cell.DAY), short(h.points, Cell.POINTS),
        short(h.counted), text(h.clause, 12), text(h.reason, 30), text(h.remark, 10),
        Column(heading=h.link, cell=Cell.LINK, widest=24),
    )  # fmt: skip
    rows = tuple(_adoption(n, line, of) for n, line in enumerate(of.report.adoptions, 1))
    return of.table("adoptions", columns, rows, still=3)


def _adoption(n: int, line: AdoptionLine, of: Tallied) -> tuple[Value, ...]:
    return (
        n, line.number, line.title, BETWEEN_UNITS.join(line.units), line.outlet, line.level, line.mode, line.date,
        line.points, of.yes(line.counted), line.clause, spelt(line.reason), line.remark, line.url,
    )  # fmt: skip


def _entries(of: Tallied) -> Table:
    """The ledger's lines; their account only where there are several."""
    h, lines = of.said.headings, of.report.entries
    several = len({line.account for line in lines}) > 1
    columns = (
        text(h.unit, 20), short(h.subject), text(h.title, 32), *((text(h.account, 8),) if several else ()),
        text(h.rule, 20), text(h.clause, 12), short(h.points, Cell.POINTS), short(h.date, Cell.DAY), short(h.booked),
        short(h.counted), text(h.kind, 8), text(h.reason, 40),
    )  # fmt: skip
    return of.table("entries", columns, tuple(_entry(line, of, several=several) for line in lines), still=1)


def _entry(line: EntryLine, of: Tallied, *, several: bool) -> tuple[Value, ...]:
    return (
        line.unit, *_subject(line), *((line.account,) if several else ()), line.rule, line.clause, line.points,
        line.date, period_title(line.booked), of.yes(line.counted), line.kind, spelt(line.reason),
    )  # fmt: skip


def _subject(line: EntryLine | CorrectionLine) -> tuple[str, str]:
    """Number and title; what has no title, an activity, is called by its name and has no number."""
    return (line.subject, line.title) if line.title else ("", line.subject)


def _is_pieces(duty: DutyRow) -> bool:
    """Whether it is owed in pieces and in any case: calls and targets stand in other sheets."""
    return not duty.subject and not duty.target


def _duties(of: Tallied) -> Table:
    """What was owed in any case."""
    h = of.said.headings
    columns = (
        text(h.unit, 26), text(h.duty, 30), short(h.period), short(h.required, Cell.POINTS),
        short(h.done, Cell.POINTS), short(h.is_met), text(h.clause, 14),
    )  # fmt: skip
    rows = tuple(
        (d.unit, d.duty, period_title(d.period), d.required, d.done, of.met(d.met), d.clause)
        for d in of.report.duties
        if _is_pieces(d)
    )
    return of.table("duties", columns, rows, still=1)


def _calls(of: Tallied) -> Table:
    h = of.said.headings
    columns = (
        text(h.call, 32), text(h.unit, 26), short(h.person), short(h.due, Cell.DAY), short(h.required, Cell.COUNT),
        short(h.done, Cell.COUNT), short(h.answered, Cell.DAY), short(h.is_met), text(h.clause, 22),
    )  # fmt: skip
    rows = tuple(
        (c.call, c.unit, c.person, c.due, c.required, c.done, c.answered, of.met(c.met), c.clause)
        for c in of.report.calls
    )
    return of.table("calls", columns, rows)


def _corrections(of: Tallied) -> Table:
    h = of.said.headings
    columns = (
        text(h.unit, 26), short(h.subject), text(h.title, 32), short(h.belongs), short(h.points, Cell.POINTS),
        text(h.reason, 44),
    )  # fmt: skip
    rows = tuple(
        (c.unit, *_subject(c), period_title(c.period), c.points, spelt(c.reason)) for c in of.report.corrections
    )
    return of.table("corrections", columns, rows)


def _fees(of: Tallied) -> Table:
    h, fees = of.said.headings, of.report.fees
    columns = (
        short(h.order, Cell.COUNT), text(h.unit, 26), short(h.quarter), short(h.points, Cell.POINTS),
        short(h.amount, Cell.MONEY),
    )  # fmt: skip
    rows = tuple((n, fee.unit, period_title(fee.period), fee.points, fee.amount) for n, fee in enumerate(fees, 1))
    points = sum((fee.points for fee in fees), Decimal(0))
    sums = (None, of.said.cells.sum, None, points, sum((fee.amount for fee in fees), Decimal(0)))
    return of.table("fees", columns, rows, sums=sums)
