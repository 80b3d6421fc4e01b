"""Reported facts, facts that cannot be counted and prepared months, as lines of the office's daily list."""

from sqlmodel import Session

from pipeline.report.view import Choice, Waiting
from pipeline.steps.counting.fact_names import fact_line
from pipeline.steps.process import Desk
from pipeline.store import closings, facts
from pipeline.store.tables import ClosingRow, FactRow

_MOST = 20  # uncounted facts named in one list: one cause makes many


def waiting_facts(desk: Desk, session: Session) -> list[Waiting]:
    """Every fact that could not be matched or counted, oldest first."""
    return [_fact(desk, session, row) for row in facts.waiting(session, desk.bureau.bureau.id)]


def waiting_months(desk: Desk, session: Session) -> list[Waiting]:
    """Every month that is prepared and wants the office's word to be issued."""
    return [_month(desk, row) for row in closings.prepared(session, desk.bureau.bureau.id)]


def waiting_counts(desk: Desk, session: Session) -> list[Waiting]:
    """Everything that stands on record and cannot be counted any more: a unit left the roster, a rule changed."""
    bureau, words = desk.bureau.bureau, desk.paper.words
    last = closings.last_count(session, bureau.id)
    command = f"baosong rescore --bureau {bureau.id} --dry-run"
    return [
        Waiting(
            number=words.word("uncounted", "reason"), unit=bureau.name, title=fact, reasons=(why,),
            since=last.counted_at, show=command, choices=(),
        )
        for fact, why, *_candidates in (last.open if last else [])[:_MOST]
        if last
    ]  # fmt: skip


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
