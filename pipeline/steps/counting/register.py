"""Pieces that came on paper, on disc or by WeChat, registered by hand; and what a piece is, told by the office.

A secret piece is registered without a word of what it says: number, unit, date (rules.md S6).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from pipeline.domain.bureau import Unit
from pipeline.domain.text import title_key
from pipeline.domain.timeutil import SHANGHAI, local
from pipeline.domain.words import Disposition, State
from pipeline.steps.counting.hands import (
    Refused,
    must_be_one_of,
    must_be_signed,
    must_have_come,
    remark_on,
    unit_called,
)
from pipeline.steps.house import House
from pipeline.store import events, numbers, pieces
from pipeline.store.tables import PieceRow

KINDS = ("news", "info")  # 新闻宣传, 政务信息
MEDIA = ("paper", "disc", "wechat")
_NEAR = timedelta(days=5)  # as long as a letter's missing parts are waited for (rules.md S4)
_GONE = [State.WITHDRAWN.value, State.DISCARDED.value, State.SEALED.value]


@dataclass(frozen=True, kw_only=True)
class HandPiece:
    """A piece as the office enters it."""

    bureau: str
    unit: str  # id, name or alias
    day: date  # of receipt
    by: str
    title: str | None = None  # None: a secret piece
    kind: str | None = None  # one of KINDS; None: not told
    summary: bool | None = None
    chars: int | None = None
    keyword: str | None = None
    medium: str | None = None  # one of MEDIA
    secret: bool = False
    another: bool = False  # it is another piece than the one of the same title and days


@dataclass(frozen=True, kw_only=True)
class Registered:
    """The piece on record."""

    bureau: str
    number: str
    unit: str  # the roster's id
    title: str | None
    day: date
    state: str
    remark: str = ""  # its month was closed already


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


def register(house: House, told: HandPiece) -> Registered:
    """Give a piece its number and put it on record, received and accepted.

    Raises:
        Refused: something is missing or does not fit, or the same piece is on record already.
    """
    bureau = house.bureau(told.bureau).bureau
    unit = unit_called(bureau, told.unit)
    _must_fit(house, told)
    with house.database.writing() as session:
        title = _one_line(told.title)
        same = None if told.another or title is None else _same(session, told, unit, title)
        if same is not None:
            day = local(same.arrived_at).date()
            raise Refused("same_title", unit=unit.name, day=day, number=same.number)
        row = _row(told, unit, title, house.clock())
        row.number = numbers.next_number(session, bureau.prefix, told.day.year)
        session.add(row)
        session.flush()
        events.note(
            session, row.updated_at, "piece_registered", bureau=bureau.id, piece=row, by=told.by,
            number=row.number, medium=told.medium, secret=told.secret or None,
        )  # fmt: skip
        return Registered(
            bureau=bureau.id, number=row.number, unit=unit.id, title=row.title, day=told.day, state=row.state,
            remark=remark_on(session, bureau.id, told.day),
        )  # fmt: skip


def _must_fit(house: House, told: HandPiece) -> None:
    if not told.by.strip():
        raise Refused("name_wanted")
    if told.secret and (told.title or told.keyword or told.chars is not None):
        raise Refused("secret_told")
    if not told.secret and not title_key(told.title or ""):
        raise Refused("title_wanted")
    must_be_one_of(told.kind, KINDS, "kind")
    must_be_one_of(told.medium, MEDIA, "medium")
    if told.chars is not None and told.chars < 1:
        raise Refused("bad_chars")
    must_have_come(house, told.day)


def _row(told: HandPiece, unit: Unit, title: str | None, now: datetime) -> PieceRow:
    arrived = min(datetime.combine(told.day, time(), SHANGHAI), now)
    return PieceRow(
        bureau=told.bureau, number="", unit=unit.id, sender="", year=told.day.year, keyword=_one_line(told.keyword),
        title=title, title_key=title_key(title or ""), chars=told.chars, state=State.RECEIVED.value,
        disposition=Disposition.ACCEPTED.value, arrived_at=arrived, accepted_at=now, updated_at=now, assigned=True,
        genre=told.kind, summary=told.summary, registered_by=told.by.strip(),
    )  # fmt: skip


def _same(session: Session, told: HandPiece, unit: Unit, title: str) -> PieceRow | None:
    """A piece of the unit with this title that came a few days before or after: the same, sent twice."""
    here = datetime.combine(told.day, time(), SHANGHAI)
    wanted = select(PieceRow).where(
        PieceRow.bureau == told.bureau,
        PieceRow.unit == unit.id,
        PieceRow.title_key == title_key(title),
        col(PieceRow.state).not_in(_GONE),
        col(PieceRow.arrived_at) >= here - _NEAR,
        col(PieceRow.arrived_at) < here + _NEAR + timedelta(days=1),
    )
    return session.exec(wanted.order_by(col(PieceRow.id))).first()


def describe(house: House, bureau_id: str, told: Description) -> Described:
    """Tell of a piece on record what it is: news or information, a summary, another title; never guessed (S12).

    Raises:
        Refused: there is no such piece, nothing to change, or it is secret and would get a title.
    """
    must_be_signed(told.reason, told.by)
    must_be_one_of(told.kind, KINDS, "kind")
    title = _one_line(told.title)
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


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text is not None else None
