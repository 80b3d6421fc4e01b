"""The review chain by person: 初审, then 审核, each with name, time and opinion (rules.md S5).

What is signed stands in the decisions, which are only ever added to; form 2 is completed with it.
"""

from dataclasses import replace

from pipeline.domain.review import next_step
from pipeline.domain.words import State
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.steps.signature import SignOrder, sign_within
from pipeline.steps.signed import Signed, must_be_told, piece_called

__all__ = ["SignOrder", "Signed", "sign"]


def sign(house: House, order: SignOrder) -> Signed:
    """Sign the next step of a piece's review chain, or send the piece back with a reason.

    Of two at once the first signs; the second is told so, since the step that was seen is signed by then.

    Raises:
        Refusal: there is no such piece, its state or turn does not fit, or something is missing.
    """
    must_be_told(order.by, order.opinion, order.reason, agree=order.agree)
    with house.database.reading() as session:
        seen = piece_called(session, order.name)
    desk = open_desk(house, seen.bureau)
    step = next_step(desk.bureau.bureau.chain_of(seen.unit), State(seen.state))
    seen_step = order.step or (step.state if step is not None else None)
    with house.locked(f"{seen.bureau}.receive"), house.database.writing() as session:
        piece = piece_called(session, order.name)
        return sign_within(desk.pen(session), house.data, piece, replace(order, step=seen_step))
