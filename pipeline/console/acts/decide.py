"""Decisions about a piece or letter: through the step, noted in the log with before and after, told as a value."""

from collections.abc import Sequence
from typing import Any

from pipeline.console.acts.carry import Outcome, carried, found_at, one_told, standing
from pipeline.console.people.rights import Right
from pipeline.console.web.visit import NotAllowed, NotThere, Visit
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import VERBS, Order, decide
from pipeline.store import audit
from pipeline.store.tables import AuditRow

__all__ = [
    "Outcome", "decide_one", "found_at", "must_be_here", "note_several", "one_told", "read_again", "several_told",
]  # fmt: skip
SEVERAL = "decided_several"


def must_be_here(visit: Visit, names: Sequence[str]) -> None:
    """Nothing is decided about anything while one of the names is not of this bureau, or sealed to the person.

    Raises:
        NotThere: one is not of this bureau.
        NotAllowed: one is sealed.
    """
    if any(standing(visit, name)["sealed"] for name in names) and not visit.may(Right.UNSEAL):
        raise NotAllowed


def decide_one(visit: Visit, order: Order) -> Outcome:
    """Carry a decision out; what forbids it is told as an outcome.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """
    if order.verb not in VERBS:
        must_be_here(visit, [order.name])
        return Outcome(name=order.name, done=False, cause="unknown_verb")

    def act() -> dict[str, Any]:
        done = decide(visit.console.house, order, visit.console.readers)
        told = {"verb": order.verb, "reason": order.reason, "mailed_to": done.mailed_to or "", "unit": order.unit or ""}
        return told | ({} if done.changed else {"changed": False})

    return carried(visit, "decided", order.name, act)


def read_again(visit: Visit, name: str) -> Outcome:
    """Read a letter once more.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        reread = reprocess(visit.console.house, name, visit.console.readers, by=visit.person.name)
        if reread is None:
            raise NotThere
        return {"checks": reread.checks.value}

    return carried(visit, "read_again", name, act)


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
    row = one_told(visit, line)
    return row if row is not None and row.what == SEVERAL else None
