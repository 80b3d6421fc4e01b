"""Facts as the office calls and sees them: F17, with where it was told, what it says and why it waits."""

import re
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from pipeline.domain.words import State
from pipeline.steps.counting.hands import Refused
from pipeline.steps.house import House
from pipeline.store import facts, pieces
from pipeline.store.tables import FactRow

_NAME = re.compile(r"[Ff]?(\d{1,9})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """One fact on record, in a line."""

    name: str  # F17
    kind: str  # adoption, reads, instruction, activity, call, named, figure
    state: str  # standing, waiting, refused, withdrawn
    place: str  # where it was told
    number: str | None  # of the piece it was matched with, or id of the activity or call
    title: str  # "" where the piece is sealed
    outlet: str
    date: str  # as known, else as written
    why: str
    candidates: tuple[str, ...]
    unit: str | None  # who reported it
    source: str  # report, import, register, desk


def fact_name(row: FactRow) -> str:
    """What people call a fact: F17."""
    return f"F{row.id}"


def fact_called(session: Session, bureau: str, name: str) -> FactRow:
    """The fact of that name.

    Raises:
        Refused: the bureau has none.
    """
    found = _NAME.fullmatch(name.strip())
    row = facts.by_id(session, bureau, int(found[1])) if found else None
    if row is None:
        raise Refused("unknown_fact", name=name.strip())
    return row


def facts_listed(house: House, bureau: str, *, waiting: bool = False) -> tuple[FactLine, ...]:
    """The facts of a bureau in the order they came in: all of them, or those that wait for the office."""
    wanted = select(FactRow).where(FactRow.bureau == bureau)
    if waiting:
        wanted = wanted.where(FactRow.state == facts.WAITING)
    with house.database.reading() as session:
        return tuple(fact_line(session, row) for row in session.exec(wanted.order_by(col(FactRow.id))))


def fact_line(session: Session, row: FactRow) -> FactLine:
    """A fact as the office reads it."""
    told: dict[str, Any] = row.told | {key: value for key, value in (row.fact or {}).items() if value is not None}
    piece = pieces.by_number(session, row.bureau, row.subject) if row.subject else None
    sealed = piece is not None and piece.state == State.SEALED.value
    return FactLine(
        name=fact_name(row),
        kind=row.kind,
        state=row.state,
        place=row.place,
        number=row.subject or None,
        title="" if sealed else (piece.title if piece else None) or str(told.get("title") or ""),
        outlet=str(told.get("outlet") or told.get("by") or told.get("host") or told.get("url") or ""),
        date=row.day.isoformat() if row.day else str(told.get("date") or told.get("date_text") or ""),
        why=row.why,
        candidates=tuple(row.candidates),
        unit=row.unit,
        source=row.source,
    )
