"""您的稿件被采用: tell each unit, once, of the uses of its pieces that were entered and counted."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from sqlmodel import Session, col, select

from pipeline.domain.bureau import Unit
from pipeline.report.counting import adopted
from pipeline.report.counting_view import AdoptedView
from pipeline.report.period_view import AdoptionLine
from pipeline.score.booking import booked_for, booked_periods
from pipeline.score.scoring import Scoring
from pipeline.steps.counting import report_lines
from pipeline.steps.counting.names import Names
from pipeline.steps.counting.piece_totals import totals_of
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import closings, ledger, outbox, pieces
from pipeline.store.facts import STANDING
from pipeline.store.tables import FactRow


def announce(house: House, bureau_id: str) -> int:
    """Queue the mails about uses that nobody has been told of yet.

    Returns:
        How many mails were queued.
    """
    with house.database.reading() as session:
        if not _untold(session, bureau_id):
            return 0
    desk = open_desk(house, bureau_id)
    with house.database.writing() as session:
        return _announce(desk.pen(session), plan_of(house, bureau_id))


def _untold(session: Session, bureau: str) -> Sequence[FactRow]:
    wanted = select(FactRow).where(
        FactRow.bureau == bureau,
        FactRow.kind == "adoption",
        FactRow.state == STANDING,
        col(FactRow.announced).is_(False),
    )
    return session.exec(wanted.order_by(col(FactRow.id))).all()


def _announce(pen: Pen, plan: Scoring) -> int:
    names = Names(pen, plan)
    rows = _untold(pen.session, names.bureau)
    lines = report_lines.adoption_lines(pen.session, plan, names, rows)
    of_units: dict[str, list[tuple[FactRow, AdoptionLine]]] = defaultdict(list)
    for row, line in zip(rows, lines, strict=True):
        owner = names.unit_of(row.subject)
        if owner is not None:
            of_units[owner].append((row, line))
        row.announced = True
        pen.session.add(row)
    told = 0
    for unit_id, uses in of_units.items():
        unit = pen.bureau.bureau.roster.by_id(unit_id)
        if unit is not None and unit.addresses:
            written = _tell(pen, plan, names, unit, uses)
            told += written
            for row, _ in uses:
                row.announced = bool(written)  # what could not be put into words is tried again
    return told


def _tell(pen: Pen, plan: Scoring, names: Names, unit: Unit, uses: list[tuple[FactRow, AdoptionLine]]) -> int:
    """One mail to the unit's information officer, in the thread of the piece when there is but one."""
    account, calendar = plan.book.ranked().id, plan.book.calendar
    latest = max(line.date for _, line in uses)
    month = booked_for(latest, closings.frozen(pen.session, names.bureau, calendar.shift), calendar.shift)
    within = calendar.parse(month)  # of a supplement none: it is of the year of its fact
    year = calendar.of(within.first if within else latest, "year")
    own = ledger.sums_by(pen.session, names.bureau, account, booked_periods(year.first, year.last), "booked")
    by_month = own.get(unit.id, {})
    numbers = {row.subject for row, _ in uses}
    number = next(iter(numbers)) if len(numbers) == 1 else None
    piece = pieces.by_number(pen.session, names.bureau, number) if number else None
    ours = [m for m in outbox.of_piece(pen.session, piece) if m.to == unit.addresses[0]] if piece else []
    first, last = uses[0][0].id, uses[-1][0].id
    view = AdoptedView(
        bureau=pen.bureau.bureau, to=unit.addresses[0], unit=unit, uses=tuple(line for _, line in uses),
        month_points=by_month.get(month, Decimal(0)), year_points=sum(by_month.values(), Decimal(0)),
        month=names.period(month), occasion=f"adopted:{names.bureau}:{unit.id}:{first}-{last}", number=number,
        in_reply_to=ours[-1].message_id if ours else None,
        totals=totals_of(pen.session, plan, names.bureau, [row for row, _ in uses]),
    )  # fmt: skip
    return int(pen.attempt(partial(adopted, view, pen.desk), None, piece, to_unit=True))
