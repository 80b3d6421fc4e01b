"""Pieces of a review, a page at a time: however many there are, only what is shown is read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from pipeline.store.tables import DecisionRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where pieces wait: in one state, of some units or of all but some."""

    state: str
    units: tuple[str, ...] | None = None  # None: whichever
    but: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pieces of a bureau are meant."""

    bureau: str
    places: tuple[Place, ...]
    only: frozenset[int] | None = None  # ids; None: whichever
    but: frozenset[int] = frozenset()
    unit: str | None = None


def count_waiting(session: Session, wanted: Wanted) -> int:
    """How many pieces wait there."""
    return session.exec(select(func.count()).select_from(PieceRow).where(*_conditions(wanted))).one()


def waiting_at(session: Session, wanted: Wanted, *, skip: int, most: int) -> Sequence[PieceRow]:
    """The pieces that wait there, those that have waited longest first, as on the page of all that waits."""
    chosen = select(PieceRow).where(*_conditions(wanted)).order_by(col(PieceRow.updated_at), col(PieceRow.id))
    return session.exec(chosen.offset(skip).limit(most)).all()


def decisions_about(session: Session, ids: Collection[int]) -> dict[int, list[DecisionRow]]:
    """Every decision about these pieces, by the piece's id, oldest first."""
    found: dict[int, list[DecisionRow]] = {one: [] for one in ids}
    wanted = select(DecisionRow).where(col(DecisionRow.piece_id).in_(list(ids))).order_by(col(DecisionRow.id))
    for row in session.exec(wanted) if ids else ():
        found[row.piece_id or 0].append(row)
    return found


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    states = sorted({place.state for place in wanted.places})  # by index; which of them are meant is asked besides
    at = or_(*(_at(place) for place in wanted.places))
    found = [col(PieceRow.bureau) == wanted.bureau, col(PieceRow.state).in_(states), at]
    if wanted.only is not None:
        found.append(col(PieceRow.id).in_(sorted(wanted.only)))
    if wanted.but:
        found.append(col(PieceRow.id).not_in(sorted(wanted.but)))
    if wanted.unit is not None:
        found.append(col(PieceRow.unit) == wanted.unit)
    return found


def _at(place: Place) -> ColumnElement[bool]:
    told = [col(PieceRow.state) == place.state]
    if place.units is not None:
        told.append(col(PieceRow.unit).in_(place.units))
    if place.but:
        told.append(or_(col(PieceRow.unit).is_(None), col(PieceRow.unit).not_in(place.but)))
    return and_(*told)
