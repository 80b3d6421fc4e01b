"""The sheet 说明: which period this is, by which rules, whether it is issued, how points were counted."""

from pipeline.report.formats import moment
from pipeline.report.official_numbers import full_day
from pipeline.report.tally_table import Table, Tallied, Value, text


def notes(of: Tallied) -> Table:
    """A matter a row."""
    report, names, said = of.report, of.said.notes, of.said.told
    rows: list[tuple[Value, ...]] = [
        (names.bureau, report.bureau),
        (names.period, report.period_title),
        (names.days, said.days.format(first=full_day(report.first), last=full_day(report.last))),
        (names.rulebook, report.rulebook),
    ]
    if report.fees:
        rows.append((names.fees, said.fee_rule.format(rate=report.fee_rate, clause=report.fee_clause)))
    if report.issue is not None:
        issue = said.issue.format(year=report.issue_year, n=report.issue, day=full_day(report.issued_on))
        rows.append((names.issued, issue))
    rows.append((names.state, _state(of)))
    if report.made_at is not None:
        rows.append((names.made, moment(report.made_at)))
    if report.waiting:
        rows.append((names.waiting, said.waiting.format(count=report.waiting)))
    rows += [(names.note.format(n=n), note) for n, note in enumerate(report.notes, 1)]
    return of.table("notes", (text(of.said.headings.what, 16), text(of.said.headings.told, 80)), tuple(rows))


def _state(of: Tallied) -> str:
    """Whether these figures are those that hold."""
    said = of.said.told
    if of.report.frozen:
        return said.frozen
    return said.corrected if of.report.corrected else said.preview
