"""Pieces that came on paper, on disc or by WeChat, registered by hand.

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
    must_have_come,
    piece_remark_on,
    unit_called,
)
from pipeline.steps.counting.plan import shift_of
from pipeline.steps.house import House
from pipeline.store import events, numbers
from pipeline.store.tables import PieceRow

KINDS = ("news", "info")  # 新闻宣传, 政务信息
MEDIA = ("paper", "disc", "wechat")
_NEAR = timedelta(days=5)  # as long as a letter's missing parts are waited for (rules.md S4)
_MOST_CHARS = 10_000_000
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


def register(house: House, told: HandPiece) -> Registered:
    """Give a piece its number and put it on record, received and accepted.

    Raises:
        Refused: something is missing or does not fit, or the same piece is on record already.
    """
    bureau = house.bureau(told.bureau).bureau
    unit = unit_called(bureau, told.unit)
    _must_fit(house, told)
    with house.database.writing() as session:
        title = one_line(told.title)
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
            remark=piece_remark_on(session, bureau.id, told.day, shift_of(house, bureau.id)),
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
    if told.chars is not None and not 1 <= told.chars <= _MOST_CHARS:
        raise Refused("bad_chars")
    must_have_come(house, told.day)


def _row(told: HandPiece, unit: Unit, title: str | None, now: datetime) -> PieceRow:
    arrived = min(datetime.combine(told.day, time(), SHANGHAI), now)
    return PieceRow(
        bureau=told.bureau, number="", unit=unit.id, sender="", year=told.day.year, keyword=one_line(told.keyword),
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


def one_line(text: str | None) -> str | None:
    """The text in one line; None of nothing."""
    return " ".join(text.split()) or None if text is not None else None
