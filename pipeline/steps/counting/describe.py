"""What a piece is, told by the office: news or information, a summary, another title; never guessed (rules.md S12)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from pipeline.domain.text import title_key
from pipeline.domain.words import State
from pipeline.steps.correct_stands import CORRECT
from pipeline.steps.counting.hands import Refused, must_be_one_of, must_be_signed
from pipeline.steps.counting.register import KINDS, one_line
from pipeline.steps.house import House
from pipeline.store import events, pieces
from pipeline.store.tables import DecisionRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Description:
    """What the office tells of a piece that is there; None leaves it as it is."""

    number: str
    reason: str
    by: str
    kind: str | None = None
    summary: bool | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class Described:
    """The piece as it is described now."""

    bureau: str
    number: str
    title: str | None
    kind: str | None
    summary: bool | None
    changed: tuple[str, ...]  # of kind, summary, title: what is another than before


def describe(house: House, bureau_id: str, told: Description) -> Described:
    """Tell of a piece on record what it is: news or information, a summary, another title; never guessed (S12).

    Raises:
        Refused: there is no such piece, nothing to change, or it is secret and would get a title.
    """
    must_be_signed(told.reason, told.by)
    must_be_one_of(told.kind, KINDS, "kind")
    title = one_line(told.title)
    if told.kind is None and told.summary is None and not title_key(title or ""):
        raise Refused("nothing_to_describe")
    with house.database.writing() as session:
        row = pieces.by_number(session, bureau_id, told.number.strip())
        if row is None:
            raise Refused("unknown_piece", number=told.number)
        if title and (row.state == State.SEALED.value or _is_secret(row)):
            raise Refused("sealed_title", number=row.number)
        return _described(row, _change(session, house.clock(), row, told, title))


def _change(session: Session, now: datetime, row: PieceRow, told: Description, title: str | None) -> tuple[str, ...]:
    new = {"genre": told.kind, "summary": told.summary, "title": title or None}
    wanted = {name: value for name, value in new.items() if value is not None and value != getattr(row, name)}
    if not wanted:
        return ()
    before = {name: getattr(row, name) for name in wanted}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.title_key, row.updated_at = title_key(row.title or ""), now
    session.add(row)
    session.add(
        DecisionRow(piece_id=row.id, verb=CORRECT, reason=told.reason, decided_by=told.by, decided_at=now, told=wanted)
    )
    events.note(
        session, now, "piece_described", bureau=row.bureau, piece=row, by=told.by,
        reason=told.reason, old=before, new=wanted,
    )  # fmt: skip
    return tuple("kind" if name == "genre" else name for name in wanted)


def _described(row: PieceRow, changed: tuple[str, ...]) -> Described:
    return Described(
        bureau=row.bureau, number=row.number, title=row.title, kind=row.genre, summary=row.summary, changed=changed
    )


def _is_secret(row: PieceRow) -> bool:
    """Registered by hand without a title."""
    return row.registered_by is not None and row.title is None
