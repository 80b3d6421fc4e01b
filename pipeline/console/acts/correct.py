"""Putting right: fields of a piece, repeats, letters that belong to an earlier piece."""

from collections.abc import Iterable
from typing import Any

from pipeline.console.acts.carry import Outcome, carried
from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.steps.correct import CorrectOrder, correct
from pipeline.steps.join import JoinOrder, join
from pipeline.steps.remember import RememberOrder, remember
from pipeline.steps.repeat_of import RepeatOrder, mark_repeat


def correct_one(visit: Visit, order: CorrectOrder) -> Outcome:
    """Put fields of a piece right.

    Raises:
        NotThere: there is no such piece at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        done = correct(visit.console.house, order)
        return {
            "before": done.before, "after": done.after, "reason": order.reason, "mailed_to": done.mailed_to or "",
        }  # fmt: skip

    return carried(visit, "corrected", order.name, act)


def repeat_one(visit: Visit, order: RepeatOrder) -> Outcome:
    """Note that a piece repeats another.

    Raises:
        NotThere: there is no such piece at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        done = mark_repeat(visit.console.house, order)
        return {
            "of": done.of, "moved": _moved(done.moved), "reason": order.reason, "mailed_to": done.mailed_to or "",
        }  # fmt: skip

    return carried(visit, "repeat", order.name, act)


def join_one(visit: Visit, order: JoinOrder) -> Outcome:
    """Join a letter, or a piece with all its letters, to an earlier piece.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        done = join(visit.console.house, order, visit.console.readers)
        return {
            "to": done.to, "moved": _moved(done.moved), "reason": order.reason, "mailed_to": done.mailed_to or "",
        }  # fmt: skip

    return carried(visit, "joined", order.name, act)


def remember_one(visit: Visit, name: str, order: RememberOrder) -> Outcome:
    """Remember an address or another name of a unit, learnt from this piece or letter.

    Raises:
        NotThere: there is no such thing at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        done = remember(visit.console.house, order)
        return {"unit": done.unit, "address": done.address, "alias": done.alias, "kept": done.kept}

    return carried(visit, "remembered", name, act)


def _moved(several: Iterable[tuple[str, str]]) -> list[str]:
    return [say(f"moved_{outcome}", name=name) for name, outcome in several]
