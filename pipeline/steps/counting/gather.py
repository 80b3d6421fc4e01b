"""Everything on record that points are counted from, as the plan's facts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from pipeline.domain.facts import Facts, SubmissionFact
from pipeline.domain.score import ScoreEntry
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.score.facts_json import Fact, fact_from_json
from pipeline.score.scoring import Scoring
from pipeline.store import facts
from pipeline.store.tables import FactRow, PieceRow

KINDS = ("adoption", "reads", "instruction", "activity", "call")  # that a plan counts
_NOT_COUNTED = [s.value for s in (State.HELD, State.RETURNED, State.SEALED, State.DISCARDED, State.WITHDRAWN)]


def facts_of(session: Session, bureau: str) -> Facts:
    """All facts of a bureau: accepted pieces, and what stands about them."""
    wanted = select(PieceRow).where(
        PieceRow.bureau == bureau, col(PieceRow.state).not_in(_NOT_COUNTED), col(PieceRow.unit).is_not(None)
    )
    pieces = session.exec(wanted.order_by(col(PieceRow.id))).all()
    return as_facts([submission(piece) for piece in pieces], facts.standing(session, bureau, KINDS))


def pieces_between(session: Session, bureau: str, first: datetime, after: datetime) -> list[SubmissionFact]:
    """The accepted pieces that came from `first` on and before `after`, without the facts about them."""
    told = (PieceRow.number, PieceRow.unit, PieceRow.arrived_at, PieceRow.title, PieceRow.genre, PieceRow.summary)
    wanted = select(*told, PieceRow.chars).where(  # type: ignore[call-overload]
        PieceRow.bureau == bureau, col(PieceRow.state).not_in(_NOT_COUNTED), col(PieceRow.unit).is_not(None),
        col(PieceRow.arrived_at) >= first, col(PieceRow.arrived_at) < after,
    )  # fmt: skip
    return [submission(row) for row in session.exec(wanted.order_by(col(PieceRow.id)))]


def first_day(session: Session, bureau: str) -> date | None:
    """The day the first accepted piece came; None while there is none."""
    wanted = select(func.min(PieceRow.arrived_at)).where(
        PieceRow.bureau == bureau, col(PieceRow.state).not_in(_NOT_COUNTED), col(PieceRow.unit).is_not(None)
    )
    first = session.exec(wanted).one()
    return local(first).date() if first is not None else None


def facts_of_piece(session: Session, piece: PieceRow) -> Facts:
    """The piece, and what stands about it."""
    rows = [row for row in facts.of_subject(session, piece.bureau, piece.number) if row.state == facts.STANDING]
    return as_facts([submission(piece)], rows)


def submission(piece: PieceRow) -> SubmissionFact:
    """A piece as the plan sees it: it came on the office's day of its first letter (JQ1)."""
    return SubmissionFact(
        id=piece.number,
        unit=piece.unit or "",
        date=local(piece.arrived_at).date(),
        title=piece.title or "",
        kind=piece.genre,
        summary=bool(piece.summary),
        chars=piece.chars,
    )


def brought(plan: Scoring, told: Facts) -> tuple[ScoreEntry, ...]:
    """What these facts bring by themselves: what duties cost or bring is told by the whole record alone."""
    duties = {duty.id for duty in plan.book.duties}
    return tuple(entry for entry in plan.score(told).entries if entry.rule not in duties)


def as_facts(submissions: Sequence[SubmissionFact], rows: Sequence[FactRow]) -> Facts:
    """The facts of these rows; what the office keeps beside the plan (figures, names) is none of them."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        if row.fact is not None and row.kind in KINDS:
            found[row.kind].append(fact_from_json(row.kind, row.fact))
    return with_facts(Facts(submissions=tuple(submissions)), found)


def with_facts(known: Facts, more: dict[str, list[Fact]]) -> Facts:
    """The facts and some more, by kind."""
    return Facts(
        submissions=known.submissions,
        adoptions=(*known.adoptions, *more.get("adoption", ())),
        reads=(*known.reads, *more.get("reads", ())),
        instructions=(*known.instructions, *more.get("instruction", ())),
        activities=(*known.activities, *more.get("activity", ())),
        calls=(*known.calls, *more.get("call", ())),
        parameters=known.parameters,
    )
