"""What every act of the office on the facts shares: refusals, who and why, the unit meant, counting afterwards."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.bureau import Bureau, Unit
from pipeline.score.booking import booked_for, name_of, supplemented
from pipeline.score.numbers import plain
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.count import Counted, today_of
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.texts import say
from pipeline.steps.house import House
from pipeline.store import closings

_FIRST_YEAR = 1949  # of a piece, as the subject reader takes years


class Refused(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """An act that cannot be carried out; `cause` is a word of the texts table, the message its text."""

    def __init__(self, cause: str, /, **facts: object) -> None:
        super().__init__(say(cause, **facts))
        self.cause = cause


@dataclass(frozen=True, kw_only=True)
class UnitChange:
    """By how much the points of a unit changed."""

    unit: str  # the roster's id
    points: str  # a decimal with its sign: "3", "-1.5"
    late: tuple[str, ...] = ()  # of closed months: where it is counted instead


def must_be_signed(reason: str, by: str) -> None:
    """An act of the office carries a reason and a name.

    Raises:
        Refused: one of them is missing.
    """
    if not reason.strip() or not by.strip():
        raise Refused("reason_and_name")


def must_be_one_of(word: str | None, known: Collection[str], what: str) -> None:
    """A word that is given must be a known one; `what` it is a word for: kind, medium, mode, position.

    Raises:
        Refused: it is none.
    """
    if word is not None and word not in known:
        raise Refused("unknown_word", word=word, what=say(f"what_{what}"), known="、".join(known))


def must_have_come(house: House, day: date) -> None:
    """Nothing is entered for a day that has not come, nor for one before there were such offices.

    Raises:
        Refused: it lies in the future, or its year is a slip.
    """
    if day > today_of(house):
        raise Refused("future", day=day)
    if day.year < _FIRST_YEAR:
        raise Refused("long_ago", day=day)


def unit_called(bureau: Bureau, text: str) -> Unit:
    """The unit of the roster called so, by id, name or alias.

    Raises:
        Refused: there is none.
    """
    wanted = text.strip()
    for unit in bureau.roster.units:
        if wanted in {unit.id, *unit.names}:
            return unit
    raise Refused("unknown_unit", unit=wanted)


def plan_wanted(house: House, bureau_id: str) -> Scoring:
    """The bureau's plan.

    Raises:
        Refused: it counts no points.
        ConfigErrors: a file of the plan is wrong.
    """
    if not has_plan(house, bureau_id):
        raise Refused("no_plan", bureau=house.bureau(bureau_id).bureau.name)
    return plan_of(house, bureau_id)


def remark_on(session: Session, bureau: str, day: date, shift: int = 0) -> str:
    """Said of a day whose month was closed already: where it is counted instead; "" of any other.

    Args:
        session: of the store.
        bureau: its id.
        day: the fact's.
        shift: how many months after January the plan's year begins.
    """
    return frozen_remark(day, closings.frozen(session, bureau, shift), shift)


def frozen_remark(day: date, frozen: Collection[str], shift: int = 0) -> str:
    """The same, where the closed periods are known."""
    own, booked = name_of(day.year, day.month), booked_for(day, frozen, shift)
    return "" if own == booked else _late(own, booked, shift)


def _late(month: str, booked: str, shift: int) -> str:
    of_year = supplemented(booked, shift)
    told = booked if of_year is None else say("supplement", year=of_year)
    return say("frozen_month", month=month, booked=told)


def piece_remark_on(session: Session, bureau: str, day: date, shift: int = 0) -> str:
    """Said of a piece that came in a month that was closed already; "" of any other."""
    month = name_of(day.year, day.month)
    return say("frozen_piece", month=month) if month in closings.frozen(session, bureau, shift) else ""


def count_after(house: House, bureau_id: str) -> tuple[UnitChange, ...]:
    """Count what an act changed, and tell units of adoptions; the units whose points are others now.

    Raises:
        ConfigErrors: a file of the plan is wrong; the act stands.
    """
    if not has_plan(house, bureau_id):
        return ()
    book = plan_of(house, bureau_id).book
    return changes_of(count_and_tell(house, bureau_id), book.ranked().id, book.calendar.shift)


def changes_of(counted: Counted, account: str, shift: int = 0) -> tuple[UnitChange, ...]:
    """What a count changed, as the net of each unit."""
    nets: dict[str, Decimal] = defaultdict(Decimal)
    late: dict[str, dict[str, None]] = defaultdict(dict)
    for change in counted.changes:
        entry, month = change.entry, name_of(change.entry.date.year, change.entry.date.month)
        if entry.counted and entry.account == account:
            nets[entry.unit] += entry.points
            if change.booked != month:
                late[entry.unit][_late(month, change.booked, shift)] = None
    return tuple(
        UnitChange(unit=unit, points=plain(net), late=tuple(late[unit])) for unit, net in nets.items() if net
    )  # fmt: skip
