"""Try a fact on the plan before it stands: what cannot be counted waits with its reason."""

from datetime import date

from sqlmodel import Session

from pipeline.domain.facts import Facts, Reads
from pipeline.domain.score import Unresolved
from pipeline.domain.words import State
from pipeline.score.facts_json import Fact, kind_of
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import day_of, subject_of
from pipeline.steps.counting.gather import facts_of_piece, with_facts
from pipeline.steps.counting.texts import say
from pipeline.store import pieces
from pipeline.store.tables import PieceRow

_CLOSED = {State.SEALED, State.WITHDRAWN, State.DISCARDED}
_ABSURD = 100_000_000  # reads of one piece: no county's account has so many readers
_OF_PIECES = {"adoption", "reads", "instruction"}


def trouble(session: Session, plan: Scoring, bureau: str, fact: Fact, today: date) -> Unresolved | None:
    """Why the fact cannot stand, or None."""
    day = day_of(fact)
    if day is not None and day > today:
        return _because("future", day=day)
    if isinstance(fact, Reads) and fact.count > _ABSURD:
        return _because("absurd", count=fact.count)
    piece = None
    if kind_of(fact) in _OF_PIECES:
        piece = pieces.by_number(session, bureau, subject_of(fact))
        if piece is None:
            return _because("unknown_piece", number=subject_of(fact))
        if State(piece.state) in _CLOSED:
            return _because("closed_piece", number=piece.number)
    return _uncounted(session, plan, fact, piece)


def _uncounted(session: Session, plan: Scoring, fact: Fact, piece: PieceRow | None) -> Unresolved | None:
    """What the plan says it cannot count of this fact, beside what stands about its piece."""
    known = facts_of_piece(session, piece) if piece is not None else Facts()
    after = plan.score(with_facts(known, {kind_of(fact): [fact]})).unresolved
    if not after:
        return None
    before = set(plan.score(known).unresolved)
    return next((u for u in after if u not in before), None)


def _because(name: str, **told: object) -> Unresolved:
    return Unresolved(fact="", why=say(name, **told))
