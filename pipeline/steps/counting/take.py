"""Take a fact in: it stands, is known already, or waits for the office; told twice, it is one fact.

What contradicts a fact on record, or what the plan cannot count, waits with its reason: never guessed, never dropped.
"""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from pipeline.domain.facts import Adoption
from pipeline.domain.score import Unresolved
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.score.facts_json import Fact, fact_from_json, fact_to_json
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.fact_keys import day_of, key_of, subject_of
from pipeline.steps.counting.same_use import claimed_before, contradiction, on_record, twin
from pipeline.steps.counting.texts import say
from pipeline.steps.counting.trial import trouble
from pipeline.steps.pen import Pen
from pipeline.store import at_hand, events, facts, pieces
from pipeline.store.tables import FactRow, LetterRow

TAKEN, KNOWN, WAITS = "taken", "known", "waits"
DOUBT = "doubtful"  # among what was told: a person must look
REMARK = "remark"  # likewise: the piece was used before it had been approved; it counts, with this remark (S10)
UNREVIEWED = {State.HELD, State.RETURNED, State.RECEIVED, State.FIRST_REVIEW, State.REVIEWED}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Whence a fact comes."""

    kind: str  # report, import, register, desk
    unit: str | None = None  # who reported it
    letter: LetterRow | None = field(default=None, repr=False)
    by: str = ""
    announce: bool = True  # False: its unit is not told, as with an old archive


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A fact as it was told, matched with a piece as far as that went."""

    kind: str
    name: str  # where it was told, unique: letter and row; a row told again is the row that is there
    place: str  # the same in the office's words
    told: dict[str, Any]  # as written
    fact: Fact | None = None  # None: no piece could be found for it
    why: str = ""  # how it was matched, or why it waits
    candidates: tuple[str, ...] = ()
    doubtful: bool = False  # a person must look, whatever the plan says
    by_office: bool = False  # the office itself says so: what it withdrew before may stand again
    seen: bool = False  # a person of the office has looked at this very fact


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of it."""

    row: FactRow
    outcome: str  # taken, known, waits


def take(pen: Pen, plan: Scoring, offered: Offered, source: Source) -> Taken:
    """Take a fact in, within the pen's transaction."""
    bureau = pen.bureau.bureau.id
    told_before = facts.of_key(pen.session, bureau, f"told:{offered.name}")
    if told_before is not None and told_before.state != facts.WAITING:
        return Taken(row=told_before, outcome=KNOWN)
    row = told_before or _row(pen, offered, source)
    by_office = offered.by_office or source.kind != "report"
    offered = replace(offered, by_office=by_office, seen=offered.seen or source.kind == "desk")
    return Taken(row=row, outcome=_settle(pen, plan, row, offered))


def take_again(pen: Pen, plan: Scoring, row: FactRow, fact: Fact | None = None, why: str = "") -> str:
    """Try a waiting row once more, as it is or as a person put it right; what only a person can tell goes on waiting.

    Returns:
        taken, known (the fact was on record: the row is put aside), or waits.
    """
    if fact is None and (row.fact is None or row.told.get(DOUBT)):
        return WAITS
    by_office = fact is not None
    if fact is None and row.fact is not None:
        fact = fact_from_json(row.kind, row.fact)
    offered = Offered(
        kind=row.kind, name="", place=row.place, told=row.told, fact=fact, why=why or row.why,
        candidates=tuple(row.candidates), by_office=by_office, seen=by_office,
    )  # fmt: skip
    return _settle(pen, plan, row, offered)


def _row(pen: Pen, offered: Offered, source: Source) -> FactRow:
    return FactRow(
        bureau=pen.bureau.bureau.id,
        kind=offered.kind,
        key=f"told:{offered.name}",
        state=facts.WAITING,
        told=offered.told | ({DOUBT: True} if offered.doubtful else {}),
        unit=source.unit,
        source=source.kind,
        place=offered.place,
        letter_id=source.letter.id if source.letter else None,
        by=source.by,
        at=pen.now,
        announced=not source.announce,
    )


def _settle(pen: Pen, plan: Scoring, row: FactRow, offered: Offered) -> str:
    row.why, row.candidates = offered.why, list(offered.candidates)
    fact = offered.fact
    if fact is None or offered.doubtful:
        row.fact = None if fact is None else fact_to_json(fact)
        row.subject = "" if fact is None else subject_of(fact)
        return _keep(pen, row, WAITS)
    row.fact, row.subject, row.day = fact_to_json(fact), subject_of(fact), day_of(fact)
    key, there = key_of(fact, plan), on_record(pen.session, plan, row.bureau, fact)
    if there is not None and there.state == facts.STANDING and there is not row:
        return _beside(pen, plan, row, there)
    doubt = _doubt(pen, plan, offered, there)
    if doubt is not None:
        row.why, row.candidates = doubt.why, list(doubt.candidates)
        return _keep(pen, row, WAITS)
    if there is not None and there is not row:  # withdrawn or refused before: its key goes on to the new telling
        there.key = f"{key}:{there.id}"
        pen.session.add(there)
        pen.session.flush()
    row.state, row.key, row.at = facts.STANDING, key, pen.now
    return _keep(pen, row, TAKEN)


def _doubt(pen: Pen, plan: Scoring, offered: Offered, there: FactRow | None) -> Unresolved | None:
    """Why a fact that could be read must wait for the office, or None."""
    fact, bureau = offered.fact, pen.bureau.bureau
    assert fact is not None  # without a fact it waits in any case
    if there is not None and there.state == facts.WITHDRAWN and not offered.by_office:
        return _because("withdrawn_before", why=there.why)
    other = None if offered.by_office else claimed_before(pen.session, plan, bureau.id, fact)
    if other is not None:
        unit = bureau.roster.by_id(other.unit)
        return _because("claimed_before", number=other.number, unit=unit.name if unit else other.unit)
    alike = None if offered.seen else twin(pen.session, plan, bureau.id, fact, offered.told)
    if alike is not None:
        called = alike.told.get("name") or alike.subject
        return _because("twin", fact=f"F{alike.id}", called=called, place=alike.place or say(alike.source))
    return trouble(pen.session, plan, bureau.id, fact, local(pen.now).date())


def _because(name: str, **told: object) -> Unresolved:
    return Unresolved(fact="", why=say(name, **told))


def _beside(pen: Pen, plan: Scoring, row: FactRow, there: FactRow) -> str:
    """The fact is on record: the same, the same use told otherwise, or a newer figure of the office's own."""
    if there.fact == row.fact:
        return _known(pen, row, there)
    fact, known = (fact_from_json(one.kind, one.fact or {}) for one in (row, there))
    if isinstance(fact, Adoption) and isinstance(known, Adoption):
        what = contradiction(plan, known, fact)
        if not what:
            return _known(pen, row, there)
        row.why = say(f"contradicts_{what}", day=there.day, place=there.place or say(there.source))
        return _keep(pen, row, WAITS)
    doubt = trouble(pen.session, plan, row.bureau, fact, local(pen.now).date())
    if doubt is not None:  # the figure on record stands until this one can
        row.why, row.candidates = doubt.why, list(doubt.candidates)
        return _keep(pen, row, WAITS)
    _note(pen, there, "fact_replaced")
    there.fact, there.day, there.at, there.by, there.told = row.fact, row.day, pen.now, row.by, row.told
    pen.session.add(there)
    _known(pen, row, there)
    return TAKEN


def _known(pen: Pen, row: FactRow, there: FactRow) -> str:
    if row in pen.session:  # it waited until now
        row.state, row.why, row.at = facts.REFUSED, there.why, pen.now
        _keep(pen, row, KNOWN)
    else:
        row.state = facts.STANDING
    return KNOWN


def _keep(pen: Pen, row: FactRow, outcome: str) -> str:
    still = outcome == WAITS and row in pen.session
    pen.session.add(row)
    at_hand.put(pen.session, row)
    if not still:
        at_hand.with_id(pen.session, row, partial(_note, pen, row, f"fact_{outcome}"))
    if outcome == TAKEN and row.kind == "adoption":
        _adopted(pen, row)
    return outcome


def _adopted(pen: Pen, row: FactRow) -> None:
    """The piece is adopted (采用), whichever step of its review it stood at: that it happened is a fact (S10)."""
    piece = pieces.by_number(pen.session, row.bureau, row.subject)
    if piece is None or piece.state == State.ADOPTED.value:
        return
    if State(piece.state) in UNREVIEWED:
        row.told = row.told | {REMARK: say("unreviewed")}
        pen.session.add(row)
    before, piece.state, piece.updated_at = piece.state, State.ADOPTED.value, pen.now
    piece.accepted_at = piece.accepted_at or pen.now
    pen.session.add(piece)
    noted = partial(events.note, pen.session, pen.now, "state_changed", bureau=row.bureau, piece=piece)
    at_hand.with_id(pen.session, row, partial(noted, before=before, after=piece.state))


def _note(pen: Pen, row: FactRow, what: str) -> None:
    piece = pieces.by_number(pen.session, row.bureau, row.subject) if row.subject else None
    events.note(
        pen.session, pen.now, what, bureau=row.bureau, piece=piece, by=row.by,
        fact=row.id, kind=row.kind, told=row.fact or row.told, why=row.why,
    )  # fmt: skip
