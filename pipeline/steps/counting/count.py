"""Count a bureau's points and book what changed: reversals and new entries, in one transaction (issue of the ledger).

Nothing is counted again while facts, pieces, files and the day are the same; `rescore` counts in any case.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import structlog
from sqlmodel import Session, col, func, select

from pipeline.domain.score import ScoreEntry, Unresolved
from pipeline.domain.timeutil import local
from pipeline.score.booking import booked_for
from pipeline.score.difference import Difference, Held, difference
from pipeline.steps.counting.gather import facts_of
from pipeline.steps.counting.plan import files_mark, has_plan, plan_of
from pipeline.steps.counting.texts import say
from pipeline.steps.counting.why_gone import Withdrawn
from pipeline.steps.house import House
from pipeline.store import closings, events, ledger
from pipeline.store.ledger import Booking
from pipeline.store.tables import CountRow, EntryRow, FactRow, PieceRow

_log = structlog.get_logger("count")


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line that is taken back or added."""

    entry: ScoreEntry
    booked: str
    reversal: bool


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What a count changed, and what waits."""

    bureau: str
    changes: tuple[Change, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def count_if_changed(house: House, bureau_id: str) -> Counted:
    """Count, unless nothing has changed since the last count."""
    if not has_plan(house, bureau_id):
        return Counted(bureau=bureau_id)
    return count(house, bureau_id) if is_stale(house, bureau_id) else counted_before(house, bureau_id)


def counted_before(house: House, bureau_id: str) -> Counted:
    """What the last count left open; it changed nothing since."""
    with house.database.reading() as session:
        last = closings.last_count(session, bureau_id)
        return Counted(bureau=bureau_id, unresolved=_open(last) if last else ())


def is_stale(house: House, bureau_id: str) -> bool:
    """Whether facts, pieces, files of the plan or the day are others than at the last count."""
    with house.database.reading() as session:
        last = closings.last_count(session, bureau_id)
        return last is None or last.mark != _mark(house, session, bureau_id)


def count(house: House, bureau_id: str, *, cause: str = "count", by: str = "", dry_run: bool = False) -> Counted:
    """Count everything and book the difference.

    Args:
        house: the house.
        bureau_id: the bureau.
        cause: what made it be counted: count, rescore.
        by: who asked for it; "" is the desk itself.
        dry_run: only say what would change.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    if dry_run:
        with house.database.reading() as session:
            return _counted(house, session, bureau_id)[0]
    with house.locked(f"{bureau_id}.count"), house.database.writing() as session:
        booking = Booking(bureau=bureau_id, at=house.clock(), cause=cause, by=by)
        return count_within(house, session, booking)


def count_within(house: House, session: Session, booking: Booking) -> Counted:
    """The same within a transaction that is open already."""
    mark = _mark(house, session, booking.bureau)  # first: what comes meanwhile is counted next time
    counted, changed, rows = _counted(house, session, booking.bureau)
    gone = len(changed.gone)  # the changes begin with what is taken back
    for name, change in zip(changed.gone, counted.changes[:gone], strict=True):
        ledger.reverse(session, rows[name], change.booked, booking).reason = change.entry.reason
    for change in counted.changes[gone:]:
        ledger.add(session, change.entry, change.booked, booking)
    if changed.gone or changed.new:
        events.note(
            session, booking.at, "points_booked", bureau=booking.bureau, by=booking.by,
            cause=booking.cause, reversed=len(changed.gone), added=len(changed.new),
        )  # fmt: skip
        _log.info("points_booked", bureau=booking.bureau, reversed=len(changed.gone), added=len(changed.new))
    session.flush()
    _remember(session, booking, counted, mark)
    return counted


def _counted(house: House, session: Session, bureau_id: str) -> tuple[Counted, Difference[int], dict[int, EntryRow]]:
    plan = plan_of(house, bureau_id)
    shift = plan.book.calendar.shift
    frozen = closings.frozen(session, bureau_id, shift)
    rows = {row.id or 0: row for row in ledger.live(session, bureau_id)}
    held = [Held(name=name, entry=entry_of(row), frozen=row.booked in frozen) for name, row in rows.items()]
    today = today_of(house)
    scored = plan.score(facts_of(session, bureau_id), until=today)
    changed = difference(held, [entry for entry in scored.entries if entry.date <= today])
    withdrawn = Withdrawn(session, plan, bureau_id) if changed.gone else None
    booked = partial(booked_for, frozen=frozen, shift=shift)
    gone = [(rows[name], withdrawn.why(rows[name]) if withdrawn else "") for name in changed.gone]
    back = [_reversed(row, booked(row.day), why) for row, why in gone]
    new = [Change(entry=e, booked=booked(e.date), reversal=False) for e in changed.new]
    return Counted(bureau=bureau_id, changes=(*back, *new), unresolved=scored.unresolved), changed, rows


def _reversed(row: EntryRow, booked: str, why: str) -> Change:
    reason = say("reversed_why" if why else "reversed", reason=row.reason, why=why)
    entry = replace(entry_of(row), points=-row.points, reason=reason)
    return Change(entry=entry, booked=booked, reversal=True)


def entry_of(row: EntryRow) -> ScoreEntry:
    """A line of the ledger as a value."""
    return ScoreEntry(
        unit=row.unit, subject=row.subject, account=row.account, rule=row.rule, clause=row.clause, points=row.points,
        date=row.day, counted=row.counted, reason=row.reason, outlet=row.outlet, level=row.level,
    )  # fmt: skip


def today_of(house: House) -> date:
    """The office's day."""
    return local(house.clock()).date()


def _remember(session: Session, booking: Booking, counted: Counted, mark: str) -> None:
    row = closings.last_count(session, booking.bureau) or CountRow(
        bureau=booking.bureau, mark="", counted_at=booking.at
    )
    row.mark, row.counted_at = mark, booking.at
    row.open = [[u.fact, u.why, *u.candidates] for u in counted.unresolved]
    session.add(row)


def _open(row: CountRow) -> tuple[Unresolved, ...]:
    return tuple(Unresolved(fact=fact, why=why, candidates=tuple(rest)) for fact, why, *rest in row.open)


def _mark(house: House, session: Session, bureau_id: str) -> str:
    """What a count depends on, as one mark."""
    about_facts = select(FactRow.state, func.count(), func.max(FactRow.id), func.max(FactRow.at))
    about_pieces = select(PieceRow.state, PieceRow.unit, func.count(), func.max(PieceRow.updated_at))
    by_state = session.exec(about_facts.where(FactRow.bureau == bureau_id).group_by(FactRow.state))
    by_unit = session.exec(
        about_pieces.where(PieceRow.bureau == bureau_id).group_by(col(PieceRow.state), col(PieceRow.unit))
    )
    told = sorted(map(repr, (*by_state, *by_unit)))  # by state and unit: a clock that was put back hides no change
    frozen = sorted(closings.frozen(session, bureau_id))
    parts = (today_of(house), files_mark(house.bureau(bureau_id).folder), told, frozen)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
