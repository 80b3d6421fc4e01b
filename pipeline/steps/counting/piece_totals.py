"""What uses add to the points of their pieces: a lower or an earlier one leaves the total as it was, and says why."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.score import ScoreEntry
from pipeline.report.period_view import PieceTotal
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.gather import as_facts, submission
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow, PieceRow

ZERO = Decimal(0)


def totals_of(session: Session, plan: Scoring, bureau: str, uses: Sequence[FactRow]) -> tuple[PieceTotal, ...]:
    """The points of each piece without these uses and with them, in the order of the uses.

    Args:
        session: of the store.
        plan: the bureau's.
        bureau: its id.
        uses: facts that stand, of kind adoption.
    """
    told = {row.id for row in uses}
    numbers = dict.fromkeys(row.subject for row in uses)
    found = ((number, pieces.by_number(session, bureau, number)) for number in numbers)
    return tuple(_total(session, plan, piece, told) for _, piece in found if piece is not None)


def _total(session: Session, plan: Scoring, piece: PieceRow, told: Collection[int | None]) -> PieceTotal:
    rows = [row for row in facts.of_subject(session, piece.bureau, piece.number) if row.state == facts.STANDING]
    sent = [submission(piece)]
    after = plan.score(as_facts(sent, rows)).entries
    before = plan.score(as_facts(sent, [row for row in rows if row.id not in told])).entries
    return PieceTotal(
        number=piece.number,
        title=piece.title or "",
        before=_points(plan, before),
        after=_points(plan, after),
        basis="；".join(dict.fromkeys(_bases(plan, after))),
    )


def _points(plan: Scoring, entries: Sequence[ScoreEntry]) -> Decimal:
    account = plan.book.ranked().id
    return sum((entry.points for entry in entries if entry.counted and entry.account == account), ZERO)


def _bases(plan: Scoring, entries: Sequence[ScoreEntry]) -> Iterator[str]:
    """Clause and reading of the parts of the plan that these uses fall under."""
    ids = {entry.rule for entry in entries}
    for component in plan.book.components:
        if "adoption" in component.counts and any(rule.id in ids for rule in component.rules):
            basis = component.basis
            yield "：".join(part for part in (basis.clause, basis.reading) if part)
