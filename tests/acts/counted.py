"""Jinjiang's office in May 2022 with two pieces of 磁灶, and its reports: for tests of counting as whole acts."""

from collections.abc import Sequence
from datetime import UTC, datetime

from acts.office import JINJIANG, Attached, Office, mail, manuscript, photo, text_of
from acts.reports import annex

from pipeline.score.period import Period, parse_period
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.counting.fact_names import FactLine, facts_listed
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import Settled, SettleOrder
from pipeline.steps.counting.standings import Standing, standings

CIZAO, ANHAI = "cizao@jinjiang.test", "anhai@jinjiang.test"
FIRST, SECOND = "磁灶镇开展退役军人走访慰问活动", "磁灶镇举办退役军人专场招聘会"
END_OF_MAY = datetime(2022, 5, 30, 2, 0, tzinfo=UTC)

Told = tuple[str, str, str, str]  # title, outlet, link, day


def month(text: str) -> Period:
    """The period of that name."""
    found = parse_period(text)
    assert found is not None
    return found


def standing_of(office: Office, unit: str = "cizao", period: str = "2022-05", *, current: bool = False) -> Standing:
    """A unit's line, counted anew."""
    office.clock.forward(seconds=1)
    count_quietly(office.house, "jinjiang")
    found = standings(office.house, "jinjiang", month(period), current=current)
    return next(row for row in found.rows if row.unit == unit)


def piece(title: str, seed: int, sender: str = CIZAO, more: Sequence[Attached] = (), unit: str = "磁灶") -> bytes:
    """A piece of a station."""
    parts = [manuscript(title), photo(seed), *more]
    return mail(f"2022年度+{unit}+{title[3:]}", parts, sender=sender, to=JINJIANG)


def report(rows: Sequence[Told], sender: str = CIZAO) -> bytes:
    """An adoption report."""
    return mail("2022年5月采用情况月报表", [annex(rows)], sender=sender, to=JINJIANG, body="月报表请查收。")


def arrived(office: Office, raw: bytes) -> None:
    """A letter arrives and is settled."""
    office.clock.forward(seconds=1)
    office.arrive(raw, to=JINJIANG)
    office.poll("jinjiang")


def reported(office: Office, rows: Sequence[Told], sender: str = CIZAO) -> str:
    """A report arrives at the end of the month and is answered; the answer's text."""
    office.clock.now = max(office.clock.now, END_OF_MAY)
    before = len(office.mails(sender))
    arrived(office, report(rows, sender))
    return next(text_of(m) for m in office.mails(sender)[before:] if m["In-Reply-To"] and "采用情况表" in m["Subject"])


def row_of(office: Office, period: str, unit: str = "cizao", *, current: bool = False) -> Standing:
    """A unit's line as it was counted last."""
    found = standings(office.house, "jinjiang", month(period), current=current)
    return next(row for row in found.rows if row.unit == unit)


def reported_on(office: Office, day: datetime, rows: Sequence[Told]) -> str:
    """A report of 磁灶 arrives at that moment and is answered; the answer's text."""
    office.clock.now = day
    before = len(office.mails(CIZAO))
    office.arrive(report(rows), to=JINJIANG)
    office.poll("jinjiang")
    return next(text_of(m) for m in office.mails(CIZAO)[before:] if m["In-Reply-To"] and "登记" in text_of(m))


def facts_of(office: Office, state: str | None = None) -> list[FactLine]:
    """The facts on record, of one state or all."""
    return [f for f in facts_listed(office.house, "jinjiang") if state in {None, f.state}]


def settled(office: Office, name: str, **order: object) -> Settled:
    """The office settles a fact."""
    office.clock.forward(seconds=1)
    told = SettleOrder(bureau="jinjiang", name=name, reason="经核实", by="李主任", **order)  # type: ignore[arg-type]
    return settle_fact(office.house, told)


def begin_may(office: Office) -> Office:
    """Two pieces of 磁灶 came on 2 May 2022."""
    office.clock.now = datetime(2022, 5, 2, 2, 0, tzinfo=UTC)
    for seed, title in enumerate((FIRST, SECOND), start=1):
        office.arrive(piece(title, seed), to=JINJIANG)
    assert office.poll("jinjiang")["accepted"] == 2
    return office
