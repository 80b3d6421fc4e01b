"""What uses add to the points of their pieces: a lower or an earlier one leaves the total as it was, and says why."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.score import ScoreEntry
from pipeline.report.period_view import PieceTotal
from pipeline.score.rulebook import Component
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.gather import as_facts, submission
from pipeline.store import facts, pieces
from pipeline.store.at_hand import at_hand
from pipeline.store.tables import FactRow

ZERO = Decimal(0)


def totals_of(session: Session, plan: Scoring, bureau: str, uses: Sequence[FactRow]) -> tuple[PieceTotal, ...]:
    """The points of each piece without these uses and with them, in the order of the uses.

    Args:
        session: of the store.
        plan: the bureau's.
        bureau: its id.
        uses: facts that stand, of kind adoption.
    """
    told, numbers = {row.id for row in uses}, list(dict.fromkeys(row.subject for row in uses))
    with at_hand(session, bureau, numbers, ()):
        found = [piece for number in numbers if (piece := pieces.by_number(session, bureau, number)) is not None]
        about = [row for number in numbers for row in facts.of_subject(session, bureau, number)]
    rows, sent = [row for row in about if row.state == facts.STANDING], [submission(piece) for piece in found]
    after = _by_piece(plan, plan.score(as_facts(sent, rows)).entries)
    before = _by_piece(plan, plan.score(as_facts(sent, [row for row in rows if row.id not in told])).entries)
    return tuple(
        PieceTotal(
            number=piece.number, title=piece.title or "", before=_points(before[piece.number]),
            after=_points(after[piece.number]), clause="、".join(dict.fromkeys(c.basis.clause for c in parts)),
            highest=all(c.same.take == 1 and not c.same.rest for c in parts),
        )
        for piece in found
        for parts in [_parts(plan, after[piece.number])]
    )  # fmt: skip


def _by_piece(plan: Scoring, entries: Sequence[ScoreEntry]) -> dict[str, list[ScoreEntry]]:
    """The entries of the account that ranks, by piece."""
    account = plan.book.ranked().id
    found: dict[str, list[ScoreEntry]] = defaultdict(list)
    for entry in entries:
        if entry.account == account:
            found[entry.subject].append(entry)
    return found


def _points(entries: Sequence[ScoreEntry]) -> Decimal:
    return sum((entry.points for entry in entries if entry.counted), ZERO)


def _parts(plan: Scoring, entries: Sequence[ScoreEntry]) -> list[Component]:
    """The parts of the plan that these uses fall under."""
    ids = {entry.rule for entry in entries}
    counting = (component for component in plan.book.components if "adoption" in component.counts)
    return [component for component in counting if any(rule.id in ids for rule in component.rules)]
