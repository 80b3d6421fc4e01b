"""Points given or taken by hand 手工调整: a line of the ledger with its reason and name, reversed by another line.

A count never touches them: it takes lines of kind award only.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from pipeline.domain.score import ScoreEntry
from pipeline.score.booking import booked_for
from pipeline.score.numbers import plain
from pipeline.steps.counting import hands
from pipeline.steps.counting.count import today_of
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.texts import say
from pipeline.steps.house import House
from pipeline.store import closings, events, ledger
from pipeline.store.ledger import Booking
from pipeline.store.tables import EntryRow

RULE, CAUSE = "manual", "adjust"
_NAME = re.compile(r"[Ee]?(\d{1,9})", re.ASCII)
_WRITTEN = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?", re.ASCII)
_CENTS = 2  # places behind the point: a share of a split has no more
_MOST = Decimal(1_000_000)  # far above any plan; the ledger keeps points exactly up to there


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """Points by hand."""

    bureau: str
    unit: str  # id, name or alias
    points: str  # +3, -1.5
    reason: str
    by: str
    day: date | None = None  # None: today
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Adjusted:
    """The line that was booked."""

    bureau: str
    name: str  # E12
    unit: str  # the roster's id
    points: str  # a decimal
    day: date
    booked: str  # the period it counts in
    undoes: str | None = None  # the line it takes back
    remark: str = ""  # its own month was closed already


def adjust(house: House, told: Adjustment) -> Adjusted:
    """Book points by hand.

    Raises:
        Refused: something is missing or wrong, or the bureau counts no points.
        ConfigErrors: a file of the plan is wrong.
    """
    hands.must_be_signed(told.reason, told.by)
    unit = hands.unit_called(house.bureau(told.bureau).bureau, told.unit)
    points, day = points_of(told.points), told.day or today_of(house)
    hands.must_have_come(house, day)
    book = hands.plan_wanted(house, told.bureau).book
    shift = book.calendar.shift
    entry = ScoreEntry(
        unit=unit.id, subject="", account=book.ranked().id, rule=RULE,
        clause=told.clause.strip(), points=points, date=day, counted=True,
        reason=say("manual_reason", reason=_one_line(told.reason)),
    )  # fmt: skip
    booking = _booking(house, told.bureau, told.by)
    with house.locked(f"{told.bureau}.count"), house.database.writing() as session:
        booked = booked_for(day, closings.frozen(session, told.bureau, shift), shift)
        row = ledger.add(session, entry, booked, booking, kind=ledger.MANUAL)
        return _noted(session, row, told.reason, shift)


def undo(house: House, bureau_id: str, name: str, *, reason: str, by: str) -> Adjusted:
    """Take back points that were booked by hand.

    Raises:
        Refused: there is no such line, or it was taken back already.
        ConfigErrors: a file of the plan is wrong.
    """
    hands.must_be_signed(reason, by)
    shift = hands.plan_wanted(house, bureau_id).book.calendar.shift
    booking = _booking(house, bureau_id, by)
    with house.locked(f"{bureau_id}.count"), house.database.writing() as session:
        row = _manual(session, bureau_id, name)
        booked = booked_for(row.day, closings.frozen(session, bureau_id, shift), shift)
        back = ledger.reverse(session, row, booked, booking)
        back.reason = say("undone", name=entry_name(row), reason=_one_line(reason))
        return _noted(session, back, reason, shift)


def entry_name(row: EntryRow) -> str:
    """What people call a line of the ledger: E12."""
    return f"E{row.id}"


def points_of(text: str) -> Decimal:
    """Points as people write them: +3, -1.5.

    Raises:
        Refused: it is no number, nought, too fine or too great.
    """
    written = text.strip().replace("－", "-").replace("＋", "+").replace("−", "-")
    if not _WRITTEN.fullmatch(written):
        raise Refused("bad_points", points=text)
    points = Decimal(written)
    if points == 0:
        raise Refused("zero_points")
    if abs(points) > _MOST:
        raise Refused("points_too_great", points=text)
    if points != round(points, _CENTS):
        raise Refused("points_too_fine", points=text)
    return points.normalize() + Decimal(0)


def _manual(session: Session, bureau: str, name: str) -> EntryRow:
    """A line by hand that was not taken back."""
    found = _NAME.fullmatch(name.strip())
    row = session.get(EntryRow, int(found[1])) if found else None
    if row is None or row.bureau != bureau or row.kind != ledger.MANUAL:
        raise Refused("unknown_entry", name=name.strip())
    if all(row.id != live.id for live in ledger.live(session, bureau, (ledger.MANUAL,))):
        raise Refused("entry_undone", name=entry_name(row))
    return row


def _booking(house: House, bureau: str, by: str) -> Booking:
    return Booking(bureau=bureau, at=house.clock(), cause=CAUSE, by=by.strip())


def _noted(session: Session, row: EntryRow, reason: str, shift: int) -> Adjusted:
    session.flush()
    events.note(
        session, row.at, "points_adjusted", bureau=row.bureau, by=row.by,
        entry=row.id, unit=row.unit, points=plain(row.points), booked=row.booked, reason=reason,
    )  # fmt: skip
    return Adjusted(
        bureau=row.bureau, name=entry_name(row), unit=row.unit, points=plain(row.points), day=row.day,
        booked=row.booked, undoes=f"E{row.reverses}" if row.reverses else None,
        remark=hands.remark_on(session, row.bureau, row.day, shift),
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())
