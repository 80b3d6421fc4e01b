"""Facts on record: told once however often, standing or waiting for the office."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from pipeline.store.at_hand import shelf_of
from pipeline.store.tables import FactRow

STANDING, WAITING, REFUSED, WITHDRAWN = "standing", "waiting", "refused", "withdrawn"


def of_key(session: Session, bureau: str, key: str) -> FactRow | None:
    """The fact of that key, whatever its state."""
    shelf = shelf_of(session, bureau)
    among = shelf.of_key(key) if shelf is not None else None
    if among is not None:
        return next((row for row in among if row.key == key), None)
    return session.exec(select(FactRow).where(FactRow.bureau == bureau, FactRow.key == key)).first()


def by_id(session: Session, bureau: str, fact_id: int) -> FactRow | None:
    """The fact of that running number."""
    row = session.get(FactRow, fact_id)
    return row if row is not None and row.bureau == bureau else None


def standing(session: Session, bureau: str, kinds: Iterable[str] | None = None) -> Sequence[FactRow]:
    """Facts that count, in the order they came in."""
    wanted = select(FactRow).where(FactRow.bureau == bureau, FactRow.state == STANDING)
    if kinds is not None:
        wanted = wanted.where(col(FactRow.kind).in_(list(kinds)))
    return session.exec(wanted.order_by(col(FactRow.id))).all()


def waiting(session: Session, bureau: str) -> Sequence[FactRow]:
    """Facts that wait for the office, oldest first."""
    wanted = select(FactRow).where(FactRow.bureau == bureau, FactRow.state == WAITING)
    return session.exec(wanted.order_by(col(FactRow.id))).all()


def of_subject(session: Session, bureau: str, subject: str) -> Sequence[FactRow]:
    """Every fact about a piece, activity or call, oldest first."""
    shelf = shelf_of(session, bureau)
    if shelf is not None and subject in shelf.facts:
        return tuple(shelf.facts[subject])
    wanted = select(FactRow).where(FactRow.bureau == bureau, FactRow.subject == subject)
    return session.exec(wanted.order_by(col(FactRow.id))).all()


def of_letter(session: Session, letter_id: int) -> Sequence[FactRow]:
    """Every fact a letter reported, in its order."""
    wanted = select(FactRow).where(FactRow.letter_id == letter_id)
    return session.exec(wanted.order_by(col(FactRow.id))).all()
