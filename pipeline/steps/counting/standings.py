"""The standings 名次表 of a period: read off the ledger; a closed month's are what its bulletin said."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pydantic import TypeAdapter
from sqlmodel import Session

from pipeline.domain.timeutil import SHANGHAI
from pipeline.score.booking import booked_periods
from pipeline.score.period import Period
from pipeline.score.ranks import rank
from pipeline.score.scoring import Scoring
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.house import House
from pipeline.store import closings, ledger, tallies

ZERO = Decimal(0)
_CENT = Decimal("0.0001")  # of completion: hundredths of a per cent


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One unit's line."""

    unit: str  # the roster's id
    group: str
    rank: int
    group_rank: int
    points: Decimal
    received: int
    accepted: int
    adopted: int
    target: Decimal | None  # of the year
    completion: Decimal | None  # points of the year so far ÷ target
    corrections: Decimal  # 补计、核减 of closed periods among the points


@dataclass(frozen=True, kw_only=True)
class Standings:
    """All lines of a period, the best first."""

    bureau: str
    period: str
    frozen: bool  # its bulletin was issued, and these are its figures
    rows: tuple[Standing, ...]
    issued: tuple[Standing, ...] = ()  # what its bulletin said, where these rows are the corrected ones


ROWS: TypeAdapter[tuple[Standing, ...]] = TypeAdapter(tuple[Standing, ...])


def standings(house: House, bureau_id: str, period: Period, *, current: bool = False) -> Standings:
    """The standings of a period.

    Args:
        house: the house.
        bureau_id: the bureau.
        period: month, quarter or year.
        current: by the facts' own days as they are known now, whatever was issued.

    Raises:
        ConfigErrors: a file of the plan is wrong.
    """
    plan = plan_of(house, bureau_id)
    with house.database.reading() as session:
        issued = as_issued(session, bureau_id, period)
        if issued is not None and not current:
            return Standings(bureau=bureau_id, period=period.name, frozen=True, rows=issued)
        frozen = set(booked_periods(period.first, period.last)) <= closings.frozen(
            session, bureau_id, plan.book.calendar.shift
        )
        rows = reckon(session, plan, bureau_id, period, current=current)
    frozen = frozen and not current
    return Standings(bureau=bureau_id, period=period.name, frozen=frozen, rows=rows, issued=issued or ())


def as_issued(session: Session, bureau: str, period: Period) -> tuple[Standing, ...] | None:
    """The lines as the period's bulletin told them; None where none was issued."""
    row = closings.of_period(session, bureau, period.name)
    if row is None or row.state != closings.CLOSED or not row.standings:
        return None
    return ROWS.validate_json(row.standings)


def reckon(
    session: Session, plan: Scoring, bureau: str, period: Period, *, current: bool = False
) -> tuple[Standing, ...]:
    """The lines as the ledger has them now: by what was booked in the period, or by the facts' own days."""
    account = plan.book.ranked().id
    booked = ledger.totals_booked(session, bureau, account, booked_periods(period.first, period.last))
    totals, changed = booked, _corrected(session, bureau, account, period)
    if current:
        totals = ledger.totals_dated(session, bureau, account, period.first, period.last)
        changed = {unit: totals.get(unit, ZERO) - booked.get(unit, ZERO) for unit in {*totals, *booked}}
    first, after = bounds(period)
    came = tallies.arrived(session, bureau, first, after)
    used = tallies.adopted(session, bureau, period.first, period.last)
    year = _year_points(session, plan, bureau, period, current=current)
    targets = {unit.id: unit.target for unit in plan.units or ()}
    return tuple(
        Standing(
            unit=line.unit, group=line.group or "", rank=line.rank, group_rank=line.group_rank, points=line.points,
            received=came.get(line.unit, tallies.Arrived()).received,
            accepted=came.get(line.unit, tallies.Arrived()).accepted,
            adopted=used.get(line.unit, 0),
            target=targets.get(line.unit),
            completion=completion(year.get(line.unit, ZERO), targets.get(line.unit)),
            corrections=changed.get(line.unit, ZERO),
        )
        for line in rank(totals, plan.units)
    )  # fmt: skip


def bounds(period: Period) -> tuple[datetime, datetime]:
    """The first moment of the period at the office, and the first after it."""
    first = datetime.combine(period.first, time(), SHANGHAI)
    return first, datetime.combine(period.last + timedelta(days=1), time(), SHANGHAI)


def completion(points: Decimal, target: Decimal | None) -> Decimal | None:
    """How much of the year's target is reached, 0.85; None without a target."""
    return (points / target).quantize(_CENT, ROUND_HALF_UP).normalize() + ZERO if target else None


def year_of(plan: Scoring, period: Period) -> Period:
    """The year up to the period's end."""
    year = plan.book.calendar.of(period.last, "year")
    return Period(name=year.name, first=year.first, last=period.last)


def _year_points(session: Session, plan: Scoring, bureau: str, period: Period, *, current: bool) -> dict[str, Decimal]:
    so_far, account = year_of(plan, period), plan.book.ranked().id
    if current:
        return ledger.totals_dated(session, bureau, account, so_far.first, so_far.last)
    return ledger.totals_booked(session, bureau, account, booked_periods(so_far.first, so_far.last))


def _corrected(session: Session, bureau: str, account: str, period: Period) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    periods = booked_periods(period.first, period.last)
    for row in tallies.corrections(session, bureau, account, periods, period.first):
        found[row.unit] = found.get(row.unit, ZERO) + row.points
    return found
