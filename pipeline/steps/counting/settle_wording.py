"""A wording of an outlet settled for everything that waits with it: an outlet of the register, a new one, or none."""

from dataclasses import dataclass

from pipeline.score.outlet_added import NewOutlet, add_outlet
from pipeline.score.outlet_settle import SettleError
from pipeline.score.outlet_settle import settle as remember
from pipeline.steps.counting.count import today_of
from pipeline.steps.counting.hands import Refused, must_be_signed, plan_wanted
from pipeline.steps.counting.plan import OUTLETS
from pipeline.steps.counting.put_right import outlet_called
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.take import WAITS
from pipeline.steps.house import House


@dataclass(frozen=True, kw_only=True)
class WordingOrder:
    """What the office says of a wording: exactly one of outlet, new and refuse."""

    bureau: str
    wording: str  # as it was written
    facts: tuple[str, ...]  # F17: what waits with it
    reason: str
    by: str
    outlet: str = ""  # id or name
    new: str = ""  # the name of an outlet that the register does not have yet
    class_: str = ""  # id of its class, with @ and the level where the class has none; "" of one that is not recognised
    refuse: bool = False  # it is no use at all
    remember: bool = True


@dataclass(frozen=True, kw_only=True)
class WordingSettled:
    """What came of it."""

    outlet: str  # the name in the register; "" where it is none
    done: tuple[str, ...]  # facts that wait no longer
    left: tuple[str, ...]  # facts that go on waiting, for something else
    remembered: str = ""


def settle_wording(house: House, order: WordingOrder) -> WordingSettled:
    """Settle a wording and everything that waits with it.

    Raises:
        Refused: something is missing, the register says otherwise, or there is no such outlet; nothing was written.
        ConfigErrors: a file of the plan is wrong.
    """
    must_be_signed(order.reason, order.by)
    if sum(map(bool, (order.outlet, order.new, order.refuse))) != 1:
        raise Refused("choose_outlet")
    plan_wanted(house, order.bureau)
    name = "" if order.refuse else _outlet(house, order)
    remembered = _remembered(house, order, name) if name and order.remember else ""
    done = [fact for fact in order.facts if _settled(house, order, fact, name)]
    left = [fact for fact in order.facts if fact not in done]
    return WordingSettled(outlet=name, done=tuple(done), left=tuple(left), remembered=remembered)


def _outlet(house: House, order: WordingOrder) -> str:
    """The name of the outlet meant, which is new in the register or known to it."""
    if not order.new:
        return outlet_called(plan_wanted(house, order.bureau), order.outlet).name
    class_, _, level = order.class_.partition("@")
    new = NewOutlet(
        name=order.new, class_=class_, level=level, excluded=not class_, by=order.by, at=today_of(house),
        reason=order.reason,
    )  # fmt: skip
    try:
        id_ = add_outlet(house.bureau(order.bureau).folder / OUTLETS, new)
    except SettleError as failure:
        raise Refused("not_added", why=str(failure)) from failure
    return outlet_called(plan_wanted(house, order.bureau), id_).name


def _remembered(house: House, order: WordingOrder, name: str) -> str:
    file = house.bureau(order.bureau).folder / OUTLETS
    id_ = outlet_called(plan_wanted(house, order.bureau), name).id
    try:
        remember(file, order.wording, id_, by=order.by, at=today_of(house), reason=order.reason)
    except SettleError as failure:
        raise Refused("remember_failed", why=str(failure)) from failure
    return order.wording


def _settled(house: House, order: WordingOrder, fact: str, name: str) -> bool:
    """Whether the fact waits no longer; one that lacks something else goes on waiting."""
    told = SettleOrder(
        bureau=order.bureau, name=fact, reason=order.reason, by=order.by, outlet=name or None, refuse=order.refuse
    )
    try:
        return settle_fact(house, told).outcome != WAITS
    except Refused:
        return False
