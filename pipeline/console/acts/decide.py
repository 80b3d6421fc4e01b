"""Decisions about a piece or letter: through the step, noted in the log with before and after, told as a value."""

import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from pipeline.console.people.rights import Right
from pipeline.console.web.visit import NotAllowed, NotThere, Visit
from pipeline.domain.words import Disposition
from pipeline.steps.find import Found, find
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import VERBS, Order, Refusal, decide
from pipeline.store import audit
from pipeline.store.tables import AuditRow

SEVERAL = "decided_several"
_PATIENCE = 20.0  # seconds a person waits for a round of receiving to end
_GLANCE = 0.2
_turns: dict[str, threading.Lock] = defaultdict(threading.Lock)  # of a bureau: one decision after the other


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a decision."""

    name: str
    done: bool
    cause: str = ""  # why it was not done: a word of the texts
    line: int = 0  # of the log
    mailed_to: str = ""
    changed: bool = True


def found_at(visit: Visit, session: Session, name: str) -> Found:
    """What people call so, at this bureau.

    Raises:
        NotThere: there is no such thing, or it is another bureau's.
    """
    found = find(session, name)
    if found is None or found.bureau != visit.id or found.letter is None:
        raise NotThere
    return found


def must_be_here(visit: Visit, names: Sequence[str]) -> None:
    """Nothing is decided about anything while one of the names is not of this bureau, or sealed to the person.

    Raises:
        NotThere: one is not of this bureau.
        NotAllowed: one is sealed.
    """
    if any(_standing(visit, name)["sealed"] for name in names) and not visit.may(Right.UNSEAL):
        raise NotAllowed


def decide_one(visit: Visit, order: Order) -> Outcome:
    """Carry a decision out; what forbids it is told as an outcome.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """
    before = _standing(visit, order.name)
    if before["sealed"] and not visit.may(Right.UNSEAL):
        raise NotAllowed
    if order.verb not in VERBS:
        return Outcome(name=order.name, done=False, cause="unknown_verb")
    console = visit.console
    with _turns[visit.id]:
        if not _free(visit):
            return Outcome(name=order.name, done=False, cause="busy")
        try:
            done = decide(console.house, order, console.readers)
        except Refusal as refusal:
            return Outcome(name=order.name, done=False, cause=refusal.cause)
    told = {"verb": order.verb, "reason": order.reason, "mailed_to": done.mailed_to or "", "unit": order.unit or ""}
    line = _note(visit, "decided", order.name, before, told)
    return Outcome(name=order.name, done=True, line=line, mailed_to=done.mailed_to or "", changed=done.changed)


def read_again(visit: Visit, name: str) -> Outcome:
    """Read a letter once more.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """
    before = _standing(visit, name)
    if before["sealed"] and not visit.may(Right.UNSEAL):
        raise NotAllowed
    with _turns[visit.id]:
        if not _free(visit):
            return Outcome(name=name, done=False, cause="busy")
        reread = reprocess(visit.console.house, name, visit.console.readers, by=visit.person.name)
    if reread is None:
        raise NotThere
    line = _note(visit, "read_again", name, before, {"checks": reread.checks.value})
    return Outcome(name=name, done=True, line=line)


def note_several(visit: Visit, verb: str, reason: str, outcomes: list[Outcome]) -> int:
    """Note what came of several decisions at once; the number of the line."""
    told = {
        "verb": verb,
        "reason": reason,
        "done": [outcome.name for outcome in outcomes if outcome.done],
        "refused": [[outcome.name, outcome.cause] for outcome in outcomes if not outcome.done],
    }
    house = visit.console.house
    with house.database.writing() as session:
        return audit.note(session, house.clock(), SEVERAL, visit.actor, bureau=visit.id, after=told).id or 0


def several_told(visit: Visit, line: int) -> AuditRow | None:
    """What came of several decisions, for the person who made them."""
    with visit.console.house.database.reading() as session:
        row = audit.by_id(session, visit.id, line)
    return row if row is not None and row.what == SEVERAL and row.login == visit.person.login else None


def one_told(visit: Visit, line: int) -> AuditRow | None:
    """What came of a decision, for the person who made it."""
    with visit.console.house.database.reading() as session:
        row = audit.by_id(session, visit.id, line)
    return row if row is not None and row.what != SEVERAL and row.login == visit.person.login else None


def _standing(visit: Visit, name: str) -> dict[str, Any]:
    """Where piece and letter stand, for the log; nothing that was written in them."""
    with visit.console.house.database.reading() as session:
        found = found_at(visit, session, name)
    letter, piece = found.letter, found.piece
    sealed = Disposition.SEALED.value in {letter and letter.disposition, piece and piece.state}
    return {
        "state": piece.state if piece else None,
        "unit": piece.unit if piece else letter.unit if letter else None,
        "disposition": letter.disposition if letter else None,
        "settled": letter.settled if letter else None,
        "sealed": sealed,
    }


def _note(visit: Visit, what: str, name: str, before: dict[str, Any], told: dict[str, Any]) -> int:
    house = visit.console.house
    after = _standing(visit, name) | told
    with house.database.writing() as session:
        row = audit.note(
            session, house.clock(), what, visit.actor, bureau=visit.id, about=name, before=before, after=after
        )
        return row.id or 0


def _free(visit: Visit) -> bool:
    """Whether no round of receiving is under way, after a little patience; the step itself waits without end."""
    until = time.monotonic() + _PATIENCE
    while True:
        with visit.console.house.locked(f"{visit.id}.receive", wait=False) as ours:
            if ours:
                return True
        if time.monotonic() > until:
            return False
        time.sleep(_GLANCE)
