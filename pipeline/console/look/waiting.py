"""待办: everything that waits for a person at one bureau, oldest first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.console.look.days import waited
from pipeline.console.look.waiting_lines import Detail, details
from pipeline.console.look.waiting_rows import Row, rows_of
from pipeline.domain.timeutil import local
from pipeline.report.words import Words
from pipeline.settings import BureauSettings
from pipeline.steps.house import House

PAGE = 50  # lines


class Kind(StrEnum):
    """What it is that waits."""

    HELD = "held"  # 待人工核对
    LETTER = "letter"  # 来信: no piece, or a reply put aside
    QUARANTINED = "quarantined"  # 读取失败
    REVIEW = "review"  # 等审批
    FACT = "fact"  # 采用待核对
    MONTH = "month"  # 通报待印发
    MAIL = "mail"  # 没有送达的邮件
    SEALED = "sealed"  # 封存


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that waits."""

    kind: Kind
    name: str  # YH-2020-00012, L17, F3, 2020-05
    href: str  # "" where there is no page of it
    unit: str
    title: str  # "" where it is sealed
    reasons: tuple[str, ...]
    since: datetime
    days: int  # working days
    verbs: tuple[str, ...]  # what may be decided of several at once
    seen: str  # the mark of what is shown


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines are wanted."""

    kind: Kind | None = None
    unit: str | None = None
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class WaitingList:
    """A page of what waits."""

    lines: tuple[Line, ...]
    counts: dict[Kind, int]  # of the unit asked for, whatever the kind
    total: int  # of the kind asked for
    pages: int
    asked: Asked


def waiting_list(house: House, bureau: BureauSettings, words: Words, asked: Asked) -> WaitingList:
    """What waits at a bureau, as far as it is asked for."""
    with house.database.reading() as session:
        rows = sorted(rows_of(session, bureau, words), key=lambda row: (row.since, row.name))
        mine = [row for row in rows if asked.unit in {None, row.unit}]
        counts = Counter(Kind(row.kind) for row in mine)
        wanted = [row for row in mine if asked.kind in {None, row.kind}]
        pages = max(1, -(-len(wanted) // PAGE))
        number = min(max(1, asked.page), pages)
        shown = wanted[(number - 1) * PAGE : number * PAGE]
        return WaitingList(
            lines=tuple(_lines(house, bureau, shown, details(session, bureau, words, shown))),
            counts={kind: counts[kind] for kind in Kind if counts[kind]},
            total=len(wanted),
            pages=pages,
            asked=Asked(kind=asked.kind, unit=asked.unit, page=number),
        )


def _lines(house: House, bureau: BureauSettings, rows: list[Row], told: dict[tuple[str, str], Detail]) -> list[Line]:
    today = local(house.clock()).date()
    days = waited([_day(row) for row in rows], today, house.settings.holidays)
    return [_line(bureau, row, told[row.kind, row.name], days[_day(row)]) for row in rows]


def _day(row: Row) -> date:
    return local(row.since).date()


def _line(bureau: BureauSettings, row: Row, detail: Detail, days: int) -> Line:
    unit = bureau.bureau.roster.by_id(row.unit)
    page = f"/{bureau.bureau.id}/pieces/{row.about}" if row.about else ""
    if row.kind == "fact":
        page = f"/{bureau.bureau.id}/adoptions/facts/{row.name[1:]}"
    if row.kind == Kind.MONTH:
        page = f"/{bureau.bureau.id}/standings/{row.name}"
    return Line(
        kind=Kind(row.kind),
        name=row.name,
        href=page,
        unit=unit.name if unit else row.sender,
        title=row.title or detail.title,
        reasons=detail.reasons,
        since=row.since,
        days=days,
        verbs=detail.verbs,
        seen=detail.seen,
    )
