"""Facts as the desk lists them: by state, unit and month, newest first, a page at a time, with what they earned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, exists, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, or_, select

from pipeline.domain.timeutil import SHANGHAI
from pipeline.store import ledger
from pipeline.store.facts import REFUSED, STANDING, WAITING, WITHDRAWN
from pipeline.store.tables import EntryRow, FactRow, PieceRow

LISTED = ("adoption", "instruction", "reads", "activity")
_STATES = (STANDING, WAITING, REFUSED, WITHDRAWN)
_BY_UNITS = ("activity",)  # that are about no piece: whose they are stands in the ledger


@dataclass(frozen=True, kw_only=True)
class FactsAsked:
    """Which facts are wanted; None leaves a question open."""

    bureau: str
    states: tuple[str, ...] = _STATES
    kinds: tuple[str, ...] = LISTED
    unit: str | None = None  # whose piece or activity it is; of one that waits, who reported it
    span: tuple[date, date] | None = None  # both included; a fact without a day is of the day it was entered


def page_of(session: Session, asked: FactsAsked, *, skip: int, most: int) -> list[FactRow]:
    """So many of them, those that came in last first."""
    wanted = select(FactRow.id).where(*_fitting(asked)).order_by(col(FactRow.id).desc())
    shown = session.exec(wanted.offset(skip).limit(most)).all()  # by index alone; the rows of this page afterwards
    rows = select(FactRow).where(col(FactRow.id).in_(shown)).order_by(col(FactRow.id).desc())
    return list(session.exec(rows))


def counts(session: Session, asked: FactsAsked) -> dict[str, int]:
    """How many there are in each state, whatever states are asked for."""
    wanted = select(FactRow.state, func.count()).where(*_fitting(asked, any_state=True)).group_by(FactRow.state)
    return dict(session.exec(wanted).all())


def _fitting(asked: FactsAsked, *, any_state: bool = False) -> list[ColumnElement[bool]]:
    told = [col(FactRow.bureau) == asked.bureau, col(FactRow.kind).in_(asked.kinds)]
    if not any_state:
        told.append(col(FactRow.state).in_(asked.states))
    if asked.unit is not None:
        told.append(_of_unit(asked.bureau, asked.unit))
    if asked.span is not None:
        told.append(_within(*asked.span))
    return told


def _of_unit(bureau: str, unit: str) -> ColumnElement[bool]:
    """Each part goes by an index of its own; the bureau of the pieces is asked outside."""
    of_pieces = (
        select(FactRow.id).join(PieceRow, col(PieceRow.number) == col(FactRow.subject)).where(PieceRow.unit == unit)
    )
    unmatched = select(FactRow.id).where(FactRow.bureau == bureau, FactRow.subject == "", FactRow.unit == unit)
    hosted = select(EntryRow.id).where(
        EntryRow.bureau == bureau, EntryRow.subject == FactRow.subject, EntryRow.unit == unit
    )
    by_units = select(FactRow.id).where(
        FactRow.bureau == bureau, col(FactRow.kind).in_(_BY_UNITS), col(FactRow.state).in_(_STATES), exists(hosted)
    )
    return col(FactRow.id).in_(union_all(of_pieces, unmatched, by_units))


def _within(first: date, last: date) -> ColumnElement[bool]:
    begins, ends = (datetime.combine(day, time(), SHANGHAI) for day in (first, last + timedelta(days=1)))
    entered = and_(col(FactRow.day).is_(None), col(FactRow.at) >= begins, col(FactRow.at) < ends)
    return or_(and_(col(FactRow.day) >= first, col(FactRow.day) <= last), entered)


def pieces_called(session: Session, bureau: str, numbers: Collection[str]) -> dict[str, PieceRow]:
    """The pieces of these numbers, by number."""
    wanted = select(PieceRow).where(col(PieceRow.number).in_(list(numbers)))  # not by bureau: a number is one piece
    return {row.number: row for row in session.exec(wanted) if row.bureau == bureau}


def earned_by(session: Session, bureau: str, subjects: Collection[str]) -> list[EntryRow]:
    """The lines of the ledger about these pieces and activities that stand, oldest first."""
    back = aliased(EntryRow)
    wanted = (
        select(EntryRow)
        .outerjoin(back, col(back.reverses) == col(EntryRow.id))
        .where(
            EntryRow.bureau == bureau, col(EntryRow.subject).in_(list(subjects)), EntryRow.kind == ledger.AWARD,
            col(back.id).is_(None),
        )
        .order_by(col(EntryRow.day), col(EntryRow.id))
    )  # fmt: skip
    return list(session.exec(wanted))
