"""The points of a piece, each with its clause, and the facts they come from."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from pipeline.console.look.plans import account_said, plan_there
from pipeline.console.web.visit import Visit
from pipeline.score.numbers import plain
from pipeline.steps.counting.fact_names import FactLine, fact_line
from pipeline.store import facts, ledger
from pipeline.store.tables import PieceRow


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the ledger."""

    day: date
    booked: str
    points: str
    counted: bool
    kind: str
    reason: str
    clause: str
    unit: str
    account: str  # "" of the points that ranks are made of


@dataclass(frozen=True, kw_only=True)
class Points:
    """What was told of the piece's use, and what it earned."""

    facts: tuple[FactLine, ...]
    entries: tuple[Entry, ...]


def points_of(visit: Visit, session: Session, piece: PieceRow) -> Points:
    """The facts and entries about the piece, oldest first."""
    roster, plan = visit.bureau.bureau.roster, plan_there(visit)
    told = tuple(fact_line(session, row) for row in facts.of_subject(session, visit.id, piece.number))
    entries = []
    for row in ledger.of_subject(session, visit.id, piece.number):
        unit = roster.by_id(row.unit)
        entries.append(
            Entry(
                day=row.day, booked=row.booked, points=plain(row.points), counted=row.counted,
                kind=visit.words.word(row.kind, "entry_kind"), reason=row.reason, clause=row.clause,
                unit=unit.name if unit else row.unit, account=account_said(plan, row.account),
            )
        )  # fmt: skip
    return Points(facts=told, entries=tuple(entries))
