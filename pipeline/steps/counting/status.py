"""How a unit stands: its pieces of the year with their states, its points with their clauses, what it owes."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import structlog

from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Adoption
from pipeline.domain.piece import Incoming
from pipeline.domain.request import Asked
from pipeline.domain.timeutil import local
from pipeline.report.counting_view import PieceLine, StatusView
from pipeline.report.period_view import DutyRow, EntryLine, StandingLine
from pipeline.score.facts_json import fact_from_json
from pipeline.score.period import CALENDAR, Period
from pipeline.score.scoring import Scoring
from pipeline.settings import ConfigErrors
from pipeline.steps.counting import report_lines
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.period_report import Issue, gather_report
from pipeline.steps.counting.plan import RULEBOOK, plan_for
from pipeline.steps.counting.standings import bounds
from pipeline.steps.pen import Pen
from pipeline.store import facts, ledger, queries
from pipeline.store.pieces import GONE
from pipeline.store.tables import PieceRow

_log = structlog.get_logger("status")
_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """What the ledger says of a unit; nothing where no points are counted."""

    standing: StandingLine | None = None
    entries: tuple[EntryLine, ...] = ()
    duties: tuple[DutyRow, ...] = ()


def status_of(pen: Pen, incoming: Incoming, unit: Unit, asked: Asked, *, occasion: str) -> StatusView:
    """A unit's year so far, as the answer to its request.

    Args:
        pen: of the transaction.
        incoming: the letter that asks.
        unit: who asks.
        asked: for its pieces, or for its points.
        occasion: of the mail.
    """
    today, plan = local(pen.now).date(), _plan(pen)
    calendar = plan.book.calendar if plan else CALENDAR
    year = calendar.of(today, "year")
    counted = _counted(pen, plan, unit, year, today) if plan else _Counted()
    return StatusView(
        bureau=pen.bureau.bureau, to=incoming.letter.sender, unit=unit, what=asked.value, year=int(year.name),
        pieces=_pieces(pen, plan, unit, year), standing=counted.standing, entries=counted.entries,
        duties=counted.duties, occasion=occasion, in_reply_to=incoming.letter.origin.message_id,
    )  # fmt: skip


def _plan(pen: Pen) -> Scoring | None:
    """The bureau's plan; none where it has none, or where it cannot be read: the pieces are told all the same."""
    folder = pen.bureau.folder
    try:
        return plan_for(pen.settings, folder) if (folder / RULEBOOK).exists() else None
    except ConfigErrors as wrong:
        _log.error("plan_wrong", bureau=pen.bureau.bureau.id, mistakes=[str(error) for error in wrong.errors])
        return None


def _counted(pen: Pen, plan: Scoring, unit: Unit, year: Period, today: date) -> _Counted:
    gathered = gather_report(pen, plan, year, Issue(number=None, year=today.year, frozen=False))
    report, names = gathered.report, Names(pen, plan)
    now = {plan.book.calendar.of(today, every).name for every in ("month", "quarter", "half", "year")}
    owed = [d for d in gathered.scored.duties if d.unit == unit.id and (d.period in now or (d.subject and not d.met))]
    return _Counted(
        standing=next((line for line in report.standings if line.unit == unit.name), None),
        entries=tuple(entry for entry in report.entries if entry.unit == unit.name and entry.ranked),
        duties=tuple(
            replace(row, over=bool(line.subject) and line.period not in now)
            for row, line in zip(report_lines.duties(names, owed), owed, strict=True)
        ),
    )


def _pieces(pen: Pen, plan: Scoring | None, unit: Unit, year: Period) -> tuple[PieceLine, ...]:
    bureau = pen.bureau.bureau.id
    rows = queries.pieces_of(pen.session, bureau, None, unit.id, bounds(year))
    used, brought = _used(pen, plan), _brought(pen, plan, unit)
    return tuple(_line(pen, row, used.get(row.number, {}), brought.get(row.number, _ZERO)) for row in rows)


def _line(pen: Pen, row: PieceRow, outlets: dict[str, None], points: Decimal) -> PieceLine:
    return PieceLine(
        number=row.number, title=row.title or "", arrived=local(row.arrived_at).date(),
        state=pen.desk.words.word(row.state, "state"), adopted_by=tuple(outlets), points=points,
        counts=row.state not in GONE,
    )  # fmt: skip


def _used(pen: Pen, plan: Scoring | None) -> dict[str, dict[str, None]]:
    """The outlets that used each piece, in the order they came in, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in facts.standing(pen.session, pen.bureau.bureau.id, ("adoption",)) if plan else ():
        fact = fact_from_json("adoption", row.fact or {})
        if plan and isinstance(fact, Adoption):
            outlet = outlet_of(fact, plan).outlet
            found[row.subject][outlet.name if outlet else fact.outlet] = None
    return found


def _brought(pen: Pen, plan: Scoring | None, unit: Unit) -> dict[str, Decimal]:
    """What each piece brought the unit, by the lines that stand."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    account = plan.book.ranked().id if plan else None
    for row in ledger.live(pen.session, pen.bureau.bureau.id) if plan else ():
        if row.unit == unit.id and row.counted and row.account == account:
            found[row.subject] += row.points
    return found
