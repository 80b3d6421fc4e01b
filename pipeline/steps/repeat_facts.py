"""What was told of one piece is told of another from now on: its uses count there, each once."""

from dataclasses import replace

from pipeline.domain.facts import Adoption, Instruction, Reads
from pipeline.score.facts_json import fact_from_json, fact_to_json
from pipeline.steps.counting.plan import RULEBOOK, plan_for
from pipeline.steps.counting.take import take_again
from pipeline.steps.counting.texts import say
from pipeline.steps.pen import Pen
from pipeline.store import events, facts
from pipeline.store.tables import FactRow, PieceRow

_LIVE = {facts.STANDING, facts.WAITING}


def move_facts(pen: Pen, piece: PieceRow, onto: PieceRow, by: str) -> tuple[tuple[str, str], ...]:
    """Within the pen's transaction: each fact about `piece` becomes one about `onto`.

    One that is on record there already is put aside; one that contradicts it waits for the office.

    Returns:
        F17 → taken, known, waits.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    rows = [row for row in facts.of_subject(pen.session, piece.bureau, piece.number) if row.state in _LIVE]
    return tuple((f"F{row.id}", _moved(pen, row, piece, onto, by)) for row in rows)


def _moved(pen: Pen, row: FactRow, piece: PieceRow, onto: PieceRow, by: str) -> str:
    events.note(
        pen.session, pen.now, "fact_moved", bureau=row.bureau, piece=piece, by=by, fact=row.id, number=onto.number
    )
    row.by, row.at = by, pen.now
    fact = fact_from_json(row.kind, row.fact) if row.fact is not None else None
    if not isinstance(fact, Adoption | Reads | Instruction) or not (pen.bureau.folder / RULEBOOK).exists():
        row.subject = onto.number
        pen.session.add(row)
        return row.state
    stood = row.state == facts.STANDING
    if stood:
        row.state, row.key = facts.WAITING, f"told:moved:{row.id}"
    fact = replace(fact, submission=onto.number)
    row.subject, row.fact = onto.number, fact_to_json(fact)
    pen.session.add(row)
    pen.session.flush()
    plan = plan_for(pen.settings, pen.bureau.folder)
    return take_again(pen, plan, row, fact if stood else None, say("moved_from", number=piece.number, by=by))
