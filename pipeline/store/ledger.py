"""The ledger 台账: entries are added, never changed; what is wrong is reversed by a new line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from pipeline.domain.score import ScoreEntry
from pipeline.store.tables import EntryRow
from pipeline.store.tables.columns import points_of

AWARD, REVERSAL, MANUAL = "award", "reversal", "manual"


@dataclass(frozen=True, kw_only=True)
class Booking:
    """Why, when and by whom entries are added."""

    bureau: str
    at: datetime
    cause: str  # count, rescore, adjust
    by: str = ""


def add(session: Session, entry: ScoreEntry, booked: str, booking: Booking, *, kind: str = AWARD) -> EntryRow:
    """Add a line of the period `booked`."""
    row = EntryRow(
        bureau=booking.bureau, unit=entry.unit, subject=entry.subject, account=entry.account, rule=entry.rule,
        clause=entry.clause, points=entry.points, day=entry.date, booked=booked, counted=entry.counted,
        reason=entry.reason, outlet=entry.outlet, level=entry.level, kind=kind, cause=booking.cause,
        by=booking.by, at=booking.at,
    )  # fmt: skip
    session.add(row)
    return row


def reverse(session: Session, row: EntryRow, booked: str, booking: Booking) -> EntryRow:
    """Take a line back: the same with its points the other way round."""
    back = EntryRow(
        bureau=row.bureau, unit=row.unit, subject=row.subject, account=row.account, rule=row.rule, clause=row.clause,
        points=-row.points, day=row.day, booked=booked, counted=row.counted, reason=row.reason, outlet=row.outlet,
        level=row.level, kind=REVERSAL, reverses=row.id, cause=booking.cause, by=booking.by, at=booking.at,
    )  # fmt: skip
    session.add(back)
    return back


def live(session: Session, bureau: str, kinds: Iterable[str] = (AWARD,)) -> Sequence[EntryRow]:
    """Lines of these kinds that were not taken back, oldest first."""
    back = aliased(EntryRow)
    wanted = (
        select(EntryRow)
        .outerjoin(back, col(back.reverses) == col(EntryRow.id))
        .where(EntryRow.bureau == bureau, col(EntryRow.kind).in_(list(kinds)), col(back.id).is_(None))
    )
    return session.exec(wanted.order_by(col(EntryRow.id))).all()


def of_subject(session: Session, bureau: str, subject: str) -> Sequence[EntryRow]:
    """Every line about a piece, activity or call, oldest first."""
    wanted = select(EntryRow).where(EntryRow.bureau == bureau, EntryRow.subject == subject)
    return session.exec(wanted.order_by(col(EntryRow.id))).all()


def booked_in(session: Session, bureau: str, periods: Sequence[str]) -> Sequence[EntryRow]:
    """Every line booked in these periods, oldest first."""
    wanted = select(EntryRow).where(EntryRow.bureau == bureau, col(EntryRow.booked).in_(list(periods)))
    return session.exec(wanted.order_by(col(EntryRow.day), col(EntryRow.id))).all()


def totals_booked(session: Session, bureau: str, account: str, periods: Sequence[str]) -> dict[str, Decimal]:
    """Counted points of each unit in what was booked in these periods: what bulletins say."""
    wanted = select(EntryRow.unit, func.sum(EntryRow.points)).where(
        EntryRow.bureau == bureau,
        EntryRow.account == account,
        col(EntryRow.booked).in_(list(periods)),
        col(EntryRow.counted).is_(True),
    )
    return _sums(session, wanted.group_by(EntryRow.unit))


def totals_dated(session: Session, bureau: str, account: str, first: date, last: date) -> dict[str, Decimal]:
    """Counted points of each unit by the facts' own days: what stands now, corrections in their places."""
    wanted = select(EntryRow.unit, func.sum(EntryRow.points)).where(
        EntryRow.bureau == bureau,
        EntryRow.account == account,
        col(EntryRow.day) >= first,
        col(EntryRow.day) <= last,
        col(EntryRow.counted).is_(True),
    )
    return _sums(session, wanted.group_by(EntryRow.unit))


def _sums(session: Session, wanted: object) -> dict[str, Decimal]:
    rows = session.exec(wanted)  # type: ignore[call-overload]
    return {unit: total if isinstance(total, Decimal) else points_of(total) for unit, total in rows}


def sums_by(
    session: Session, bureau: str, account: str, periods: Sequence[str], what: str
) -> dict[str, dict[str, Decimal]]:
    """Counted points of each unit in these periods, parted by `booked` (the period) or `level` (of the outlet)."""
    column = {"booked": EntryRow.booked, "level": EntryRow.level}[what]
    wanted = select(EntryRow.unit, column, func.sum(EntryRow.points)).where(
        EntryRow.bureau == bureau,
        EntryRow.account == account,
        col(EntryRow.booked).in_(list(periods)),
        col(EntryRow.counted).is_(True),
    )
    found: dict[str, dict[str, Decimal]] = {}
    for unit, part, total in session.exec(wanted.group_by(EntryRow.unit, column)):
        found.setdefault(unit, {})[part] = total
    return found
