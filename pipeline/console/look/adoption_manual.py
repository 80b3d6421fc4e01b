"""手工登记: points by hand, calls and what was delivered for them, who is named, the bureau's figures."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from pipeline.console.look.adoption_points import signed
from pipeline.console.look.plans import plan_there
from pipeline.console.web.visit import Visit
from pipeline.domain.facts import Call
from pipeline.score.facts_json import FactJsonError, fact_from_json
from pipeline.score.numbers import plain
from pipeline.steps.counting.adjust import entry_name
from pipeline.steps.counting.fact_names import fact_name
from pipeline.store import facts, ledger
from pipeline.store.tables import EntryRow, FactRow

TABS = ("points", "calls", "named", "figures")
_MOST = 50  # lines of each, the newest
TAB_OF_KIND = {"call": "calls", "named": "named", "figure": "figures"}


@dataclass(frozen=True, kw_only=True)
class PointsLine:
    """Points by hand."""

    name: str  # E12
    unit: str
    points: str
    day: date
    booked: str
    reason: str
    clause: str
    by: str
    at: datetime
    undone: bool
    undoes: str  # the line it takes back


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """A call, a name or a figure."""

    id: int
    name: str  # F17
    state: str
    day: date | None
    told: dict[str, str]
    by: str
    call: Call | None = None
    units: tuple[tuple[str, int, tuple[str, ...]], ...] = ()  # of a call: unit, pieces delivered, on which days


@dataclass(frozen=True, kw_only=True)
class ManualView:
    """One tab with its newest lines."""

    tab: str
    seen: str  # the newest line there is: what was entered meanwhile changes it
    points: tuple[PointsLine, ...] = ()
    notes: tuple[NoteLine, ...] = field(default=())
    kinds: tuple[str, ...] = ()  # of calls, that the plan gives days for


def manual_view(visit: Visit, tab: str) -> ManualView:
    """The tab that is asked for."""
    with visit.console.house.database.reading() as session:
        seen = seen_now(session, visit.id)
        if tab == "points":
            return ManualView(tab=tab, seen=seen, points=_points(visit, session))
        wanted = select(FactRow).where(
            FactRow.bureau == visit.id, col(FactRow.kind).in_([kind for kind, own in TAB_OF_KIND.items() if own == tab])
        )
        rows = session.exec(wanted.order_by(col(FactRow.id).desc()).limit(_MOST)).all()
        return ManualView(tab=tab, seen=seen, notes=tuple(_note(visit, row) for row in rows), kinds=_kinds(visit))


def _kinds(visit: Visit) -> tuple[str, ...]:
    plan = plan_there(visit)
    duties = plan.book.duties if plan is not None else ()
    return tuple(dict.fromkeys(kind for duty in duties for kind in duty.calls))


def seen_now(session: Session, bureau: str) -> str:
    """The number of the newest line by hand: a form sent twice is told from two forms."""
    wanted = select(EntryRow.id).where(EntryRow.bureau == bureau, col(EntryRow.cause) == "adjust")
    return f"E{session.exec(wanted.order_by(col(EntryRow.id).desc()).limit(1)).first() or 0}"


def _points(visit: Visit, session: Session) -> tuple[PointsLine, ...]:
    wanted = select(EntryRow).where(EntryRow.bureau == visit.id, col(EntryRow.cause) == "adjust")
    rows = session.exec(wanted.order_by(col(EntryRow.id).desc()).limit(_MOST)).all()
    gone = {row.reverses for row in session.exec(
        select(EntryRow).where(col(EntryRow.reverses).in_([row.id for row in rows]))
    )}  # fmt: skip
    return tuple(_points_line(visit, row, undone=row.id in gone) for row in rows)


def _points_line(visit: Visit, row: EntryRow, *, undone: bool) -> PointsLine:
    unit = visit.bureau.bureau.roster.by_id(row.unit)
    return PointsLine(
        name=entry_name(row), unit=unit.name if unit else row.unit, points=signed(plain(row.points)), day=row.day,
        booked=row.booked, reason=row.reason, clause=row.clause, by=row.by, at=row.at,
        undone=undone or row.kind != ledger.MANUAL, undoes=f"E{row.reverses}" if row.reverses else "",
    )  # fmt: skip


def _note(visit: Visit, row: FactRow) -> NoteLine:
    roster = visit.bureau.bureau.roster
    call = _call(row)
    told = {key: str(value) for key, value in row.told.items() if isinstance(value, str)}
    unit = roster.by_id(told.get("unit"))
    units = []
    for name in call.units if call else ():
        found = roster.by_id(name)
        own = [one for one in call.answered if one.unit == name] if call else []
        units.append(
            (found.name if found else name, sum(one.pieces for one in own), tuple(str(one.date) for one in own))
        )
    return NoteLine(
        id=row.id or 0, name=fact_name(row), state=row.state, day=row.day, by=row.by, call=call, units=tuple(units),
        told=told | ({"unit": unit.name} if unit else {}),
    )  # fmt: skip


def _call(row: FactRow) -> Call | None:
    try:
        fact = fact_from_json(row.kind, row.fact) if row.kind == "call" and row.fact else None
    except FactJsonError:
        return None
    return fact if isinstance(fact, Call) and row.state == facts.STANDING else None
