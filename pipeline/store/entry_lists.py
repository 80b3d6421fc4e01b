"""Lines of the ledger as lists that a page shows: a unit's part of a period, and which periods have anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from pipeline.domain.words import State
from pipeline.store.ledger import REVERSAL
from pipeline.store.pieces import GONE
from pipeline.store.tables import EntryRow, EventRow, FactRow, PieceRow

_OPEN = [State.RETURNED.value, State.HELD.value]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Which lines of a unit are wanted."""

    bureau: str
    unit: str
    booked: tuple[str, ...] = ()  # periods they were booked in; empty: by their own days
    first: date
    last: date
    accounts: tuple[str, ...]
    level: str | None = None  # of the outlet; None is every line


def entries(session: Session, part: Part, *, start: int, most: int) -> tuple[int, Sequence[EntryRow]]:
    """The lines of that part that stand, by their days, and how many there are.

    A line that was taken back within the part is left out together with what took it back.
    """
    wanted = select(EntryRow).where(*_of(part))
    total = session.exec(select(func.count()).select_from(EntryRow).where(*_of(part))).one()
    ordered = wanted.order_by(col(EntryRow.day), col(EntryRow.id)).offset(start).limit(most)
    return total, session.exec(ordered).all()


def _of(part: Part) -> list[ColumnElement[bool]]:
    back, first = aliased(EntryRow), aliased(EntryRow)
    conditions = [col(EntryRow.bureau) == part.bureau, col(EntryRow.unit) == part.unit]
    conditions.append(col(EntryRow.account).in_(part.accounts))
    if part.level is not None:
        conditions.append(col(EntryRow.level) == part.level)
    undone = select(back.id).where(col(back.reverses) == col(EntryRow.id))
    if not part.booked:
        days = col(EntryRow.day) >= part.first, col(EntryRow.day) <= part.last
        return [*conditions, *days, col(EntryRow.kind) != REVERSAL, ~undone.exists()]
    periods = list(part.booked)
    here = select(first.id).where(col(first.id) == col(EntryRow.reverses), col(first.booked).in_(periods))
    return [
        *conditions,
        col(EntryRow.booked).in_(periods),
        ~undone.where(col(back.booked).in_(periods)).exists(),
        or_(col(EntryRow.reverses).is_(None), ~here.exists()),
    ]


def levels_dated(session: Session, bureau: str, account: str, first: date, last: date) -> dict[str, dict[str, Decimal]]:
    """Counted points of each unit and level by the facts' own days."""
    wanted = select(EntryRow.unit, EntryRow.level, func.sum(EntryRow.points)).where(
        EntryRow.bureau == bureau,
        EntryRow.account == account,
        col(EntryRow.day) >= first,
        col(EntryRow.day) <= last,
        col(EntryRow.counted).is_(True),
    )
    found: dict[str, dict[str, Decimal]] = {}
    for unit, level, total in session.exec(wanted.group_by(EntryRow.unit, EntryRow.level)):
        found.setdefault(unit, {})[level] = total
    return found


@dataclass(frozen=True, kw_only=True)
class Came:
    """Which pieces of a unit are wanted: received, accepted or adopted within the span."""

    bureau: str
    unit: str
    what: str
    span: tuple[datetime, datetime]  # of arrival; of use for adopted ones the days below
    first: date
    last: date


def pieces(session: Session, came: Came, *, start: int, most: int) -> tuple[int, Sequence[PieceRow]]:
    """The pieces that the standings count there, by arrival, and how many there are."""
    conditions = _counted(came)
    total = session.exec(select(func.count()).select_from(PieceRow).where(*conditions)).one()
    ordered = select(PieceRow).where(*conditions).order_by(col(PieceRow.arrived_at), col(PieceRow.id))
    return total, session.exec(ordered.offset(start).limit(most)).all()


def _counted(came: Came) -> list[ColumnElement[bool]]:
    conditions = [col(PieceRow.bureau) == came.bureau, col(PieceRow.unit) == came.unit]
    if came.what == "adopted":
        used = select(FactRow.subject).where(
            FactRow.bureau == came.bureau, FactRow.kind == "adoption", FactRow.state == "standing",
            col(FactRow.day) >= came.first, col(FactRow.day) <= came.last,
        )  # fmt: skip
        return [*conditions, col(PieceRow.number).in_(used)]
    first, after = came.span
    conditions += [col(PieceRow.arrived_at) >= first, col(PieceRow.arrived_at) < after]
    conditions.append(col(PieceRow.state).not_in(GONE))
    if came.what == "accepted":
        conditions += [col(PieceRow.accepted_at).is_not(None), col(PieceRow.state).not_in(_OPEN)]
    return conditions


def titles(session: Session, bureau: str, numbers: Sequence[str]) -> dict[str, tuple[str | None, str]]:
    """Title and state of these pieces, by number; what is no piece is left out."""
    wanted = select(PieceRow.number, PieceRow.title, PieceRow.state, PieceRow.bureau).where(
        col(PieceRow.number).in_(list(numbers))  # not by bureau: a number is one piece
    )
    return {number: (title, state) for number, title, state, of in session.exec(wanted) if of == bureau}


def first_arrival(session: Session, bureau: str) -> datetime | None:
    """When the bureau's first piece came."""
    return session.exec(select(func.min(PieceRow.arrived_at)).where(PieceRow.bureau == bureau)).one()


def any_arrived(session: Session, bureau: str, first: datetime, after: datetime) -> bool:
    """Whether a piece came from `first` on and before `after`."""
    wanted = select(PieceRow.id).where(
        PieceRow.bureau == bureau, col(PieceRow.arrived_at) >= first, col(PieceRow.arrived_at) < after
    )
    return session.exec(wanted.limit(1)).first() is not None


def held_between(session: Session, bureau: str, first: datetime, after: datetime) -> int:
    """How many pieces that came in the span wait for a person."""
    wanted = select(func.count()).select_from(PieceRow)
    return session.exec(
        wanted.where(
            PieceRow.bureau == bureau, PieceRow.state == State.HELD.value,
            col(PieceRow.arrived_at) >= first, col(PieceRow.arrived_at) < after,
        )
    ).one()  # fmt: skip


def newest_change(session: Session) -> tuple[int, ...]:
    """A mark that is another one after any change of pieces, facts, points or closings: each leaves an event."""
    tables = (EventRow, EntryRow, FactRow, PieceRow)
    return tuple(session.exec(select(func.max(table.id))).one() or 0 for table in tables)
