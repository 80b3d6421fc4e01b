"""What facts earned: the lines of the ledger that came of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.console.look.plans import account_said
from pipeline.console.web.visit import Visit
from pipeline.domain.facts import Adoption
from pipeline.score.facts_json import fact_from_json
from pipeline.score.numbers import plain
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of
from pipeline.store import facts
from pipeline.store.fact_lists import earned_by
from pipeline.store.tables import EntryRow, FactRow


@dataclass(frozen=True, kw_only=True)
class Earned:
    """A line of the ledger."""

    points: str
    counted: bool
    clause: str
    reason: str
    unit: str
    booked: str
    account: str  # "" of the points that ranks are made of


def earned(
    session: Session, visit: Visit, plan: Scoring | None, rows: Sequence[FactRow]
) -> dict[int, tuple[Earned, ...]]:
    """By the fact's running number; of facts that do not stand there is none."""
    standing = [row for row in rows if row.state == facts.STANDING]
    of_subject: dict[str, list[EntryRow]] = defaultdict(list)
    for entry in earned_by(session, visit.id, {row.subject for row in standing if row.subject}):
        of_subject[entry.subject].append(entry)
    kinds = _kinds(plan)
    found: dict[int, tuple[Earned, ...]] = {row.id or 0: () for row in rows}
    for row in standing:
        own = [entry for entry in of_subject[row.subject] if _comes_of(entry, row, plan, kinds)]
        found[row.id or 0] = tuple(_told(visit, plan, entry) for entry in own)
    return found


def _kinds(plan: Scoring | None) -> dict[str, frozenset[str]]:
    """Rule → the kinds of fact it measures."""
    return {rule.id: c.counts for c in plan.book.components for rule in c.rules} if plan is not None else {}


def _comes_of(entry: EntryRow, row: FactRow, plan: Scoring | None, kinds: dict[str, frozenset[str]]) -> bool:
    if row.kind not in kinds.get(entry.rule, frozenset((row.kind,))):
        return False
    if row.day is not None and entry.day != row.day:
        return False
    if row.kind != "adoption" or plan is None or not row.fact:
        return not entry.outlet or row.kind == "reads"
    fact = fact_from_json(row.kind, row.fact)
    outlet = outlet_of(fact, plan).outlet if isinstance(fact, Adoption) else None
    return outlet is not None and outlet.id == entry.outlet


def _told(visit: Visit, plan: Scoring | None, entry: EntryRow) -> Earned:
    unit = visit.bureau.bureau.roster.by_id(entry.unit)
    return Earned(
        points=plain(entry.points), counted=entry.counted, clause=entry.clause, reason=entry.reason,
        unit=unit.name if unit else entry.unit, booked=entry.booked,
        account=account_said(plan, entry.account),
    )  # fmt: skip


def signed(points: str) -> str:
    """+3, -1.5."""
    return points if points.startswith("-") else f"+{points}"
