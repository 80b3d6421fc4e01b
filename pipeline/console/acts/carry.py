"""What every act of the desk shares: one after the other, noted in the log with before and after, told as a value."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from pipeline.console.people.rights import Right
from pipeline.console.texts import why_not
from pipeline.console.web.visit import NotAllowed, NotThere, Visit
from pipeline.domain.words import Disposition
from pipeline.report.formats import spelt
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.hands import Refused
from pipeline.steps.find import Found, find
from pipeline.steps.review import Refusal
from pipeline.store import audit
from pipeline.store.tables import AuditRow

_PATIENCE = 20.0  # seconds a person waits for a round of receiving to end
_GLANCE = 0.2
_turns: dict[str, threading.Lock] = defaultdict(threading.Lock)  # of a bureau: one act after the other


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an act."""

    name: str
    done: bool
    cause: str = ""  # why it was not done: a word of the texts
    facts: Mapping[str, str] = field(default_factory=dict)  # what that text names
    said: str = ""  # the reason itself, where the step words it
    line: int = 0  # of the log
    mailed_to: str = ""
    changed: bool = True

    @property
    def why(self) -> str:
        """Why it was not done, as a person reads it."""
        return spelt(self.said) or why_not(self.cause, **{name: spelt(fact) for name, fact in self.facts.items()})


def found_at(visit: Visit, session: Session, name: str) -> Found:
    """What people call so, at this bureau.

    Raises:
        NotThere: there is no such thing, or it is another bureau's.
    """
    found = find(session, name)
    if found is None or found.bureau != visit.id or (found.letter is None and found.piece is None):
        raise NotThere
    return found


def standing(visit: Visit, name: str) -> dict[str, Any]:
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


def carried(visit: Visit, what: str, name: str, act: Callable[[], dict[str, Any]]) -> Outcome:
    """Carry an act out and note it; what forbids it is told as an outcome.

    Args:
        visit: whose.
        what: the act's word in the log.
        name: of the piece or letter it is about.
        act: calls the step; gives what the log says of it.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """
    if standing(visit, name)["sealed"] and not visit.may(Right.UNSEAL):
        raise NotAllowed
    with _turns[visit.id]:
        if not _free(visit):
            return Outcome(name=name, done=False, cause="busy")
        before = standing(visit, name)  # as it is now: whoever was before us may have changed it
        try:
            told = act()
        except Refusal as refusal:
            return Outcome(name=name, done=False, cause=refusal.cause, facts=refusal.facts)
        except ConfigErrors as wrong:
            why = "；".join(str(error) for error in wrong.errors[:3])
            return Outcome(name=name, done=False, cause="plan_wrong", facts={"why": why})
        except Refused as refused:
            return Outcome(name=name, done=False, cause=refused.cause, said=str(refused))
    line = _note(visit, what, name, before, told)
    mailed, changed = str(told.get("mailed_to") or ""), bool(told.get("changed", True))
    return Outcome(name=name, done=True, line=line, mailed_to=mailed, changed=changed)


def one_told(visit: Visit, line: int) -> AuditRow | None:
    """What came of an act, for the person whose it was."""
    with visit.console.house.database.reading() as session:
        row = audit.by_id(session, visit.id, line)
    return row if row is not None and row.login == visit.person.login else None


def _note(visit: Visit, what: str, name: str, before: dict[str, Any], told: dict[str, Any]) -> int:
    house = visit.console.house
    was, now = told.pop("before", {}), told.pop("after", {})
    after = standing(visit, name) | told | now
    with house.database.writing() as session:
        row = audit.note(
            session, house.clock(), what, visit.actor, bureau=visit.id, about=name, before=before | was, after=after
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
