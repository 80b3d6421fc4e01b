"""A house on the acceptance config, with a clock whose hands a test turns: facts come in, points are counted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from acts.office import TurnableClock
from sqlmodel import select

from pipeline.domain.facts import Adoption
from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import Disposition, State
from pipeline.score.facts_json import Fact, kind_of
from pipeline.score.period import parse_period
from pipeline.settings import load
from pipeline.steps.counting.count import count_if_changed
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.register import HandPiece, register
from pipeline.steps.counting.standings import Standing, standings
from pipeline.steps.counting.take import Offered, Source, Taken, take
from pipeline.steps.house import House, open_house
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.store import closings
from pipeline.store.tables import ClosingRow, EventRow, FactRow, PieceRow

ACCEPTANCE = Path(__file__).resolve().parents[2] / "acceptance" / "config"
NOON = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
_told = count(1)


@dataclass
class Bureau:
    """One bureau of the house, and what tests do with it."""

    house: House
    clock: TurnableClock
    id: str = "jinjiang"

    @contextmanager
    def pen(self) -> Iterator[Pen]:
        """A pen over a transaction of its own; the clock moves on."""
        self.clock.forward(seconds=1)
        with self.house.database.writing() as session:
            yield open_desk(self.house, self.id).pen(session)

    def piece(self, unit: str = "磁灶", title: str = "磁灶镇走访慰问老兵", **told: Any) -> str:
        """A piece on record; its number."""
        self.clock.forward(seconds=1)
        told = {"day": date(2022, 5, 3), "by": "李主任"} | told
        return register(self.house, HandPiece(bureau=self.id, unit=unit, title=title, **told)).number

    def offer(self, fact: Fact | None, told: dict[str, Any] | None = None, **more: Any) -> Taken:
        """Tell a fact, as a report or a file would."""
        name = more.pop("name", f"row{next(_told)}")
        kind = kind_of(fact) if fact is not None else "adoption"
        offered = Offered(kind=kind, name=name, place=f"《附件2》{name}", told=told or {}, fact=fact, **more)
        with self.pen() as pen:
            return take(pen, plan_of(self.house, self.id), offered, Source(kind="report", unit="cizao"))

    def adopt(self, number: str, outlet: str = "省厅官网", day: date = date(2022, 5, 9), **more: Any) -> Taken:
        """An outlet used the piece."""
        fact = Adoption(submission=number, outlet=outlet, date=day, **more)
        return self.offer(fact, {"title": "", "outlet": outlet})

    def count(self) -> None:
        """Count what changed."""
        self.clock.forward(seconds=1)
        count_if_changed(self.house, self.id)

    def standing(self, unit: str = "cizao", period: str = "2022-05") -> Standing:
        """A unit's line of a period, counted anew."""
        self.count()
        span = parse_period(period)
        assert span is not None
        return next(row for row in standings(self.house, self.id, span).rows if row.unit == unit)

    def points(self, unit: str = "cizao", period: str = "2022-05") -> str:
        """A unit's points in a period, counted anew."""
        return str(self.standing(unit, period).points)

    def fact(self, fact_id: int | None) -> FactRow:
        """A fact as it is on record."""
        with self.house.database.reading() as session:
            return session.get_one(FactRow, fact_id)

    def on_record(self, number: str) -> PieceRow:
        """A piece as it is on record."""
        with self.house.database.reading() as session:
            return next(p for p in session.exec(select(PieceRow)) if p.number == number)

    def events(self, what: str) -> list[EventRow]:
        """Every event of that name."""
        with self.house.database.reading() as session:
            return [e for e in session.exec(select(EventRow)) if e.what == what]

    def set_state(self, number: str, state: State, disposition: Disposition = Disposition.ACCEPTED) -> None:
        """A piece stands elsewhere on its way."""
        with self.pen() as pen:
            row = next(p for p in pen.session.exec(select(PieceRow)) if p.number == number)
            row.state, row.disposition, row.updated_at = state.value, disposition.value, pen.now
            pen.session.add(row)

    def close(self, period: str) -> None:
        """A month was issued."""
        with self.pen() as pen:
            row = ClosingRow(
                bureau=self.id, period=period, year=int(period[:4]), issue=1, state=closings.CLOSED, prepared_at=pen.now
            )
            pen.session.add(row)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the acceptance config, to be written into."""
    for side in ("IMAP", "SMTP"):
        monkeypatch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
        monkeypatch.setenv(f"BAOSONG_{side}_PORT", "1")
    for bureau in ("YUHUA", "JINJIANG"):
        monkeypatch.setenv(f"BAOSONG_{bureau}_PASSWORD", "geheim")
    monkeypatch.delenv("BAOSONG_DATABASE_URL", raising=False)
    return Path(shutil.copytree(ACCEPTANCE, tmp_path / "config"))


@pytest.fixture
def jinjiang(config: Path, tmp_path: Path) -> Bureau:
    """The bureau whose plan has stations, reads and activities."""
    clock = TurnableClock(now=NOON)
    return Bureau(house=open_house(load(config), tmp_path / "data", clock=clock), clock=clock)


@pytest.fixture
def yuhua(jinjiang: Bureau) -> Bureau:
    """The other bureau of the same house."""
    return Bureau(house=jinjiang.house, clock=jinjiang.clock, id="yuhua")


def day_at(text: str) -> datetime:
    """The beginning of a day at the office."""
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), SHANGHAI)
