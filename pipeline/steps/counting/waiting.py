"""Reported facts and prepared months that wait for the office, as lines of its daily list."""

from sqlmodel import Session

from pipeline.report.view import Choice, Waiting
from pipeline.steps.counting.fact_names import fact_line
from pipeline.steps.process import Desk
from pipeline.store import closings, facts
from pipeline.store.tables import ClosingRow, FactRow


def waiting_facts(desk: Desk, session: Session) -> list[Waiting]:
    """Every fact that could not be matched or counted, oldest first."""
    return [_fact(desk, session, row) for row in facts.waiting(session, desk.bureau.bureau.id)]


def waiting_months(desk: Desk, session: Session) -> list[Waiting]:
    """Every month that is prepared and wants the office's word to be issued."""
    return [_month(desk, row) for row in closings.prepared(session, desk.bureau.bureau.id)]


def _fact(desk: Desk, session: Session, row: FactRow) -> Waiting:
    bureau, words = desk.bureau.bureau, desk.paper.words
    line = fact_line(session, row)
    unit = bureau.roster.by_id(row.unit)
    may_be = words.word("may_be", "reason").format(candidates="、".join(line.candidates)) if line.candidates else ""
    command = f"baosong settle {line.name} --bureau {bureau.id} {words.word('settle', 'to_fill_in')}"
    return Waiting(
        number=line.name,
        unit=unit.name if unit else "",
        title="，".join(part for part in (line.title, line.outlet, line.date) if part),
        reasons=tuple(part for part in (line.why, may_be) if part),
        since=row.at,
        show=f"baosong facts --bureau {bureau.id} --waiting",
        choices=(Choice(verb="settle", word=words.word("settle", "choice"), command=command),),
    )


def _month(desk: Desk, row: ClosingRow) -> Waiting:
    bureau, words = desk.bureau.bureau, desk.paper.words
    named = f"--bureau {bureau.id} --period {row.period}"
    return Waiting(
        number=row.period,
        unit=bureau.name,
        title="",
        reasons=(words.word("month_prepared", "reason"),),
        since=row.prepared_at,
        show=f"baosong standings {named}",
        choices=(
            Choice(
                verb="close_month", word=words.word("close_month", "choice"), command=f"baosong close-month {named}"
            ),
        ),
    )
