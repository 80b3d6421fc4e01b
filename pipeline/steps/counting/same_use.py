"""The fact on record that a telling is about once more: the same use, however its outlet is written or described."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlmodel import Session

from pipeline.domain.facts import Activity, Adoption, Reads
from pipeline.domain.text import title_key
from pipeline.score.facts_json import Fact, fact_from_json
from pipeline.score.numbers import NotSettledError
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import key_of, outlet_of, subject_of
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow, PieceRow

_COMBINED = "combined"  # 综合: one item made of several pieces counts for each of them (rules.md YN3)
_PARTICULARS = ("mode", "position", "content")


def on_record(session: Session, plan: Scoring, bureau: str, fact: Fact) -> FactRow | None:
    """The fact of that key, whatever its state, unless one stands that tells the same in other words."""
    there = facts.of_key(session, bureau, key_of(fact, plan))
    if (there is not None and there.state == facts.STANDING) or not isinstance(fact, Adoption | Reads):
        return there
    about = facts.of_subject(session, bureau, subject_of(fact))
    return next((row for row in about if row.state == facts.STANDING and _same(plan, row, fact)), there)


def contradiction(plan: Scoring, one: Adoption, other: Adoption) -> str:
    """What two tellings of one use say differently: date, mode, position or content; "" when they agree."""
    if one.date != other.date:
        return "date"
    first, second = outlet_of(one, plan), outlet_of(other, plan)
    said = {"mode": (first.mode, second.mode), "position": (first.position, second.position)}
    said["content"] = (one.content, other.content)
    return next((name for name in _PARTICULARS if None not in said[name] and len(set(said[name])) > 1), "")


def claimed_before(session: Session, plan: Scoring, bureau: str, fact: Fact) -> PieceRow | None:
    """Another piece of the same title or text for which this very use stands; what combines pieces is no such use."""
    own = pieces.by_number(session, bureau, subject_of(fact)) if isinstance(fact, Adoption) else None
    if own is None or not isinstance(fact, Adoption):
        return None
    for piece in pieces.alike(session, own):
        for row in facts.of_subject(session, bureau, piece.number):
            if row.state == facts.STANDING and row.kind == "adoption" and _one_use(plan, row, fact):
                return piece
    return None


def twin(session: Session, plan: Scoring, bureau: str, fact: Fact, told: Mapping[str, Any]) -> FactRow | None:
    """An activity that stands under another id and may be this very one: of that day, by the same units or so called.

    Args:
        session: of the store.
        plan: the bureau's.
        bureau: its id.
        fact: any fact; only an activity has a twin.
        told: what was told of it; `name` is what it is called.
    """
    if not isinstance(fact, Activity):
        return None
    own, name = _hosts(plan, fact), title_key(str(told.get("name") or ""))
    for row in facts.standing(session, bureau, ("activity",)):
        known = fact_from_json(row.kind, row.fact or {})
        if not isinstance(known, Activity) or known.date != fact.date or known.id == fact.id:
            continue
        if _hosts(plan, known) == own or (name and title_key(str(row.told.get("name") or "")) == name):
            return row
    return None


def _hosts(plan: Scoring, fact: Activity) -> frozenset[str]:
    """The units that hosted it, however they were written."""
    return frozenset(map(partial(_unit_id, plan), fact.units))


def _unit_id(plan: Scoring, text: str) -> str:
    try:
        return plan.people.unit(text)
    except NotSettledError:
        return text


def _one_use(plan: Scoring, row: FactRow, fact: Adoption) -> bool:
    known = fact_from_json(row.kind, row.fact or {})
    if not isinstance(known, Adoption) or known.date != fact.date:
        return False
    combined = outlet_of(known, plan).mode == outlet_of(fact, plan).mode == _COMBINED
    return not combined and same_use(plan, replace(known, submission=fact.submission), fact)


def _same(plan: Scoring, row: FactRow, fact: Fact) -> bool:
    known = fact_from_json(row.kind, row.fact or {})
    if isinstance(fact, Adoption) and isinstance(known, Adoption):
        return same_use(plan, known, fact)
    if isinstance(fact, Reads) and isinstance(known, Reads):
        return known.days == fact.days and bool(_names(plan, known) & _names(plan, fact))
    return False


def same_use(plan: Scoring, one: Adoption, other: Adoption) -> bool:
    """Whether both tell of one use: the same piece and outlet, on one day or in no other mode."""
    first, second = outlet_of(one, plan), outlet_of(other, plan)
    if first.outlet is None or second.outlet is None or first.outlet.id != second.outlet.id:
        return False
    modes = {first.mode, second.mode} - {None}
    return one.submission == other.submission and (one.date == other.date or len(modes) < 2)


def _names(plan: Scoring, fact: Reads) -> set[str]:
    """The outlets that may be meant."""
    found = plan.outlets.resolve(fact.outlet)
    return {found.outlet.name} if found.outlet else set(found.candidates)
