"""What a fact would bring if the office entered it now: its points with clause and reason; nothing is written."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.facts import Adoption, Facts
from pipeline.domain.score import ScoreEntry
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.score.booking import booked_for
from pipeline.score.facts_json import Fact, fact_from_json, fact_to_json, kind_of
from pipeline.score.numbers import plain
from pipeline.score.questions import has_limit
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import outlet_of, subject_of
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.gather import as_facts, brought, submission, with_facts
from pipeline.steps.counting.hands import UnitChange, plan_wanted, remark_on
from pipeline.steps.counting.same_use import claimed_before, contradiction, on_record
from pipeline.steps.counting.take import KNOWN, TAKEN, UNREVIEWED, WAITS
from pipeline.steps.counting.texts import say
from pipeline.steps.counting.trial import trouble
from pipeline.steps.house import House
from pipeline.store import closings, facts, pieces
from pipeline.store.tables import FactRow

REPLACES = "replaces"
_OF_PIECES = {"adoption", "reads", "instruction"}


@dataclass(frozen=True, kw_only=True)
class TrialLine:
    """One line that would come into the ledger."""

    unit: str  # the roster's id
    points: str  # a decimal
    counted: bool
    clause: str
    reason: str
    day: date
    booked: str  # the period it would count in
    account: str = ""  # its title, where it is not the one that ranks are made of


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What would become of a fact."""

    outcome: str  # taken, known, replaces (a figure told before), waits
    why: str = ""  # why it could not be counted
    candidates: tuple[str, ...] = ()
    postponed: bool = False  # it could be kept until the office knows more: only the plan's question is open
    fact: str = ""  # F17: the one on record already
    outlet: str = ""  # the name in the register
    lines: tuple[TrialLine, ...] = ()
    nets: tuple[UnitChange, ...] = ()  # by how much each unit's points would change
    notes: tuple[str, ...] = ()  # what the office should know before it enters it


def try_fact(house: House, bureau: str, fact: Fact) -> Trial:
    """Try a fact on the plan beside everything that stands about its piece.

    Raises:
        Refused: the bureau counts no points.
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_wanted(house, bureau)
    with house.database.reading() as session:
        there = on_record(session, plan, bureau, fact)
        stands = there is not None and there.state == facts.STANDING
        if there is not None and stands:
            return _beside(session, plan, fact, there, local(house.clock()).date())
        found = trouble(session, plan, bureau, fact, local(house.clock()).date())
        if found is not None:
            return Trial(
                outcome=WAITS, why=found.why, candidates=found.candidates, postponed=bool(found.fact),
                outlet=_outlet(plan, fact),
            )  # fmt: skip
        return _tried(session, plan, bureau, fact)


def _beside(session: Session, plan: Scoring, fact: Fact, there: FactRow, today: date) -> Trial:
    """The same fact is on record; told otherwise, a use is asked about, and a figure takes the place of the old one."""
    known = fact_from_json(there.kind, there.fact or {})
    if there.fact == fact_to_json(fact):
        return Trial(outcome=KNOWN, fact=fact_name(there), outlet=_outlet(plan, fact))
    if isinstance(fact, Adoption) and isinstance(known, Adoption):
        what = contradiction(plan, known, fact)
        why = say(f"contradicts_{what}", day=there.day, place=there.place or say(there.source)) if what else ""
        return Trial(
            outcome=WAITS if what else KNOWN, why=why, fact=fact_name(there), outlet=_outlet(plan, fact)
        )  # fmt: skip
    found = trouble(session, plan, there.bureau, fact, today)
    if found is not None:
        return Trial(outcome=WAITS, why=found.why, candidates=found.candidates, fact=fact_name(there))
    return _tried(session, plan, there.bureau, fact, instead=there)


def _tried(session: Session, plan: Scoring, bureau: str, fact: Fact, instead: FactRow | None = None) -> Trial:
    around = _around(session, bureau, fact, instead)
    before = _around(session, bureau, fact, None)
    old = Counter(brought(plan, before))
    new = Counter(brought(plan, with_facts(around, {kind_of(fact): [fact]})))
    gone, come = old - new, new - old
    shift = plan.book.calendar.shift
    frozen = closings.frozen(session, bureau, shift)
    lines = tuple(
        _line(plan, entry, booked_for(entry.date, frozen, shift)) for entry in sorted(come.elements(), key=_order)
    )
    return Trial(
        outcome=TAKEN if instead is None else REPLACES, fact=fact_name(instead) if instead else "",
        outlet=_outlet(plan, fact), lines=lines, nets=_nets(come, gone, plan.book.ranked().id),
        notes=_notes(session, plan, bureau, fact, lines),
    )  # fmt: skip


def _around(session: Session, bureau: str, fact: Fact, but: FactRow | None) -> Facts:
    """The piece and what stands about it or about the activity, one fact aside."""
    subject = subject_of(fact)
    rows = [row for row in facts.of_subject(session, bureau, subject) if row.state == facts.STANDING]
    piece = pieces.by_number(session, bureau, subject) if kind_of(fact) in _OF_PIECES else None
    own = [submission(piece)] if piece is not None else []
    return as_facts(own, [row for row in rows if but is None or row.id != but.id])


def _order(entry: ScoreEntry) -> tuple[date, str, bool, str]:
    return entry.date, entry.unit, not entry.counted, entry.reason


def _line(plan: Scoring, entry: ScoreEntry, booked: str) -> TrialLine:
    others = {one.id: one.title for one in plan.book.accounts if one.id != plan.book.ranked().id}
    return TrialLine(
        unit=entry.unit, points=plain(entry.points), counted=entry.counted, clause=entry.clause, reason=entry.reason,
        day=entry.date, booked=booked, account=others.get(entry.account, ""),
    )  # fmt: skip


def _nets(come: Counter[ScoreEntry], gone: Counter[ScoreEntry], account: str) -> tuple[UnitChange, ...]:
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for entries, sign in ((come, 1), (gone, -1)):
        for entry in entries.elements():
            if entry.account == account:
                nets[entry.unit] += sign * entry.points if entry.counted else 0
    return tuple(UnitChange(unit=unit, points=plain(net)) for unit, net in nets.items())


def _notes(
    session: Session, plan: Scoring, bureau: str, fact: Fact, lines: tuple[TrialLine, ...]
) -> tuple[str, ...]:  # fmt: skip
    shift = plan.book.calendar.shift
    notes = [remark_on(session, bureau, day, shift) for day in dict.fromkeys(line.day for line in lines)]
    piece = pieces.by_number(session, bureau, fact.submission) if isinstance(fact, Adoption) else None
    if piece is not None and State(piece.state) in UNREVIEWED:
        notes.append(say("unreviewed"))
    other = claimed_before(session, plan, bureau, fact)
    if other is not None:
        unit = next((u.name for u in plan.units or () if u.id == other.unit), other.unit or "")
        notes.append(say("also_claimed", number=other.number, unit=unit))
    if has_limit(plan, kind_of(fact)):
        notes.append(say("capped"))
    return tuple(note for note in notes if note)


def _outlet(plan: Scoring, fact: Fact) -> str:
    found = outlet_of(fact, plan).outlet if isinstance(fact, Adoption) else None
    return found.name if found else ""
