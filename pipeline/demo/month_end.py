"""What the month came to: standings, papers, what the office did beside the letters, what still waits for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from pipeline.demo.month.shapes import BureauMonth, Month
from pipeline.demo.records import number_of
from pipeline.domain.bureau import Unit
from pipeline.domain.words import OutgoingKind
from pipeline.report.bulletin_wording import bulletin_wording
from pipeline.score.numbers import plain
from pipeline.steps.counting.fact_names import FactLine, facts_listed
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.standings import Standing, standings
from pipeline.steps.house import House
from pipeline.store import closings
from pipeline.store.tables import OutboxRow

_ORDER = (".docx", ".xlsx", ".png")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A unit's line of the month."""

    id: str
    unit: str  # its name
    rank: int
    points: str
    received: int
    accepted: int
    adopted: int
    mail: str | None  # name of its monthly mail among the mails


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something the office did."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MonthEnd:
    """One bureau's month."""

    bureau: str
    name: str  # the bureau's
    period: str
    issue: int | None
    places: tuple[Place, ...]
    papers: tuple[Path, ...]  # of the month, as issued
    fees: tuple[Path, ...]  # of the part of the year that fees are paid for, so far
    statement: Path | None  # of these fees
    deeds: tuple[Deed, ...]
    waiting: tuple[FactLine, ...]

    @property
    def title(self) -> str:
        """2026年5月."""
        year, month = self.period.split("-")
        return f"{year}年{int(month)}月"

    @property
    def chart(self) -> Path | None:
        """The month's picture."""
        return next((paper for paper in self.papers if paper.suffix == ".png"), None)

    @property
    def scorers(self) -> tuple[Place, ...]:
        """The units with points."""
        return tuple(place for place in self.places if place.points != "0")


def month_ends(house: House, session: Session, month: Month) -> dict[str, MonthEnd]:
    """Every bureau's month, as it stands now; those that count no points have none.

    Raises:
        ConfigErrors: a file of a plan is wrong.
    """
    return {one.bureau: _end(house, session, month, one) for one in month.bureaus if has_plan(house, one.bureau)}


def _end(house: House, session: Session, month: Month, one: BureauMonth) -> MonthEnd:
    period = plan_of(house, one.bureau).book.calendar.parse(month.plan.closes)
    found = standings(house, one.bureau, period).rows if period else ()
    row = closings.of_period(session, one.bureau, month.plan.closes)
    bureau = house.bureau(one.bureau).bureau
    units = {unit.id: unit for unit in bureau.roster.units}
    mails = dict(_monthly(session, one.bureau))
    fees = tuple(_fee_papers(house, one.bureau, month.plan.closes))
    statement = bulletin_wording(house.settings.forms).files.fees.rpartition("}")[2]
    return MonthEnd(
        bureau=one.bureau,
        name=bureau.name,
        period=month.plan.closes,
        issue=row.issue if row and row.state == closings.CLOSED else None,
        places=tuple(_place(line, units[line.unit], mails) for line in found if line.unit in units),
        papers=tuple(month_papers(house, one.bureau, month.plan.closes)),
        fees=fees,
        statement=next((paper for paper in fees if paper.name.endswith(statement)), None),
        deeds=tuple(sorted(_deeds(house, one), key=lambda deed: deed.at)),
        waiting=facts_listed(house, one.bureau, waiting=True),
    )


def _place(line: Standing, unit: Unit, mails: dict[str, str]) -> Place:
    return Place(
        id=unit.id, unit=unit.name, rank=line.rank, points=plain(line.points), received=line.received,
        accepted=line.accepted, adopted=line.adopted, mail=next((mails[a] for a in unit.addresses if a in mails), None),
    )  # fmt: skip


def _monthly(session: Session, bureau: str) -> Iterator[tuple[str, str]]:
    """Address → the monthly mail it got; of several the first, which is told last."""
    wanted = select(OutboxRow).where(OutboxRow.bureau == bureau, OutboxRow.kind == OutgoingKind.UNIT_MONTH.value)
    for row in session.exec(wanted.order_by(col(OutboxRow.id).desc())):
        yield row.to, mail_name(row)


def mail_name(row: OutboxRow) -> str:
    """What a mail's files are called, without an ending."""
    return f"{row.id:04d}-{row.kind}"


def month_papers(house: House, bureau: str, period: str) -> list[Path]:
    """The papers of a period as they were issued; what was only prepared is left out."""
    found = _papers(house.data / "out" / bureau / period)
    preview = bulletin_wording(house.settings.forms).files.preview.partition("{")[0]
    return [paper for paper in found if not paper.name.startswith(preview)]


def _papers(folder: Path) -> list[Path]:
    """Bulletin, tally, chart, and what else there is."""
    found = [paper for paper in folder.iterdir() if paper.suffix in _ORDER] if folder.is_dir() else []
    return sorted(found, key=lambda paper: (_ORDER.index(paper.suffix), paper.name))


def _fee_papers(house: House, bureau: str, period: str) -> Iterator[Path]:
    """The fee statement so far, and what goes with it."""
    plan = plan_of(house, bureau)
    month = plan.book.calendar.parse(period)
    for fee in plan.book.fees:
        if month is None:
            return
        folder = house.data / "out" / bureau / plan.book.calendar.of(month.last, fee.every).name
        yield from _papers(folder)


def _deeds(house: House, one: BureauMonth) -> Iterator[Deed]:
    for entering in one.enters:
        number = number_of(house, entering.letter) if entering.letter else None
        yield Deed(at=entering.moment, by=entering.by, text=entering.tells.format(number=number or ""))
    for done in (*one.registers, *one.settles):
        yield Deed(at=done.moment, by=done.by, text=done.tells)
