"""What a person does with a piece that is on record: signed, alone at it, in one transaction, counted afterwards."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from pipeline.steps.counting.after import count_quietly
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.steps.refusal import Refusal
from pipeline.steps.signed import piece_called


class Signed(Protocol):
    """An order that names its piece, its reason and who gives it."""

    @property
    def name(self) -> str:
        """The piece's number."""

    @property
    def reason(self) -> str:
        """Why."""

    @property
    def by(self) -> str:
        """Who."""


Order = TypeVar("Order", bound=Signed)
Done = TypeVar("Done")


def act_on_piece(house: House, order: Order, act: Callable[[Pen, Order], Done]) -> Done:
    """Carry an order out while no letter is taken in, and count what changed.

    Args:
        house: the house.
        order: what is to be done.
        act: does it, within the transaction.

    Raises:
        Refusal: reason or name are missing, there is no such piece, or the act itself refuses.
    """
    if not (order.reason.strip() and order.by.strip()):
        raise Refusal("reason_and_name")
    with house.database.reading() as session:
        bureau = piece_called(session, order.name).bureau
    desk = open_desk(house, bureau)
    with house.locked(f"{bureau}.receive"), house.database.writing() as session:
        done = act(desk.pen(session), order)
    count_quietly(house, bureau)
    return done
