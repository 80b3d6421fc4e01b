"""A letter of several manuscripts is made into as many pieces."""

from typing import Any

from pipeline.console.acts.carry import Outcome, carried
from pipeline.console.web.visit import Visit
from pipeline.steps.split import SplitOrder, split


def split_one(visit: Visit, order: SplitOrder) -> Outcome:
    """Split the piece's letter.

    Raises:
        NotThere: there is no such piece at this bureau.
        NotAllowed: it is sealed, and the person may not unseal.
    """

    def act() -> dict[str, Any]:
        done = split(visit.console.house, order, visit.console.readers)
        return {"new": list(done.new), "reason": order.reason, "mailed_to": done.mailed_to or ""}

    return carried(visit, "split", order.name, act)
