"""A year of adoptions in a SQLite file: the facts as JSON by piece, and beside them plain rows with ready points."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from pipeline.domain.bureau import Unit
from pipeline.domain.facts import Adoption, Facts, SubmissionFact
from pipeline.domain.words import Group
from pipeline.score.facts_json import fact_to_json
from pipeline.score.load_rulebook import load_rulebook
from pipeline.score.outlets import Outlet, Outlets, load_outlets
from pipeline.score.scoring import Scoring

_FIRST = date(2022, 1, 1)
_TABLES = """
    CREATE TABLE fact (id INTEGER PRIMARY KEY, subject TEXT, kind TEXT, body TEXT);
    CREATE TABLE adoption (id INTEGER PRIMARY KEY, unit TEXT, submission TEXT, day TEXT, points REAL);
    CREATE TABLE entry (id INTEGER PRIMARY KEY, unit TEXT, subject TEXT, rule TEXT, day TEXT, points TEXT, counted INT,
        reason TEXT);
"""
_UNITS = 40
_AT_ONCE = 100_000
_LINKED = 3  # one adoption in so many comes with a link


@dataclass(frozen=True, kw_only=True)
class Year:
    """How much of it there is."""

    adoptions: int
    pieces: int


def bench_desk(config: Path) -> Scoring:
    """The plan and the outlets of a bureau's folder, with a roster of forty units."""
    groups = tuple(Group)
    units = tuple(
        Unit(id=f"u{n}", name=f"{n}号服务站", group=groups[n % len(groups)], aliases=(f"{n}号站",))
        for n in range(_UNITS)
    )
    return Scoring(load_rulebook(config / "rulebook.yaml"), load_outlets(config / "outlets.yaml"), units)


def fill(file: Path, year: Year, desk: Scoring) -> None:
    """Write the year into a new database: pieces of the desk's units, used by its outlets; each use with its worth."""
    random = Random(20220101)
    assert isinstance(desk.outlets, Outlets)
    outlets = [o for o in desk.outlets.register.outlets.values() if not o.condition]
    points = {outlet.id: _worth(desk, outlet) for outlet in outlets}
    units = [unit.name for unit in desk.units or ()]
    base = sqlite3.connect(file)
    base.execute("PRAGMA journal_mode = WAL")
    base.executescript(_TABLES)
    pieces = _pieces(year, units, random)
    base.executemany("INSERT INTO fact VALUES (NULL, ?, 'submission', ?)", (_row(p.id, p) for p in pieces))
    for start in range(0, year.adoptions, _AT_ONCE):
        uses = [
            _use(random.choice(pieces), random.choice(outlets), random)
            for _ in range(min(_AT_ONCE, year.adoptions - start))
        ]
        base.executemany(
            "INSERT INTO fact VALUES (NULL, ?, 'adoption', ?)", (_row(u.submission, u) for u, _, _ in uses)
        )
        base.executemany(
            "INSERT INTO adoption VALUES (NULL, ?, ?, ?, ?)",
            ((piece.unit, piece.id, use.date.isoformat(), points[outlet.id]) for use, piece, outlet in uses),
        )
    base.execute("CREATE INDEX by_subject ON fact (subject)")
    base.commit()
    base.close()


def _worth(desk: Scoring, outlet: Outlet) -> float:
    """What one use by the outlet brings, asked of the desk itself."""
    piece = SubmissionFact(id="S", unit=(desk.units or ())[0].id, date=_FIRST)
    use = Adoption(submission="S", outlet=outlet.name, date=_FIRST, mode=outlet.mode)
    return float(sum(e.points for e in desk.score(Facts(submissions=(piece,), adoptions=(use,))).entries if e.counted))


def _pieces(year: Year, units: list[str], random: Random) -> list[SubmissionFact]:
    return [
        SubmissionFact(
            id=f"2022-{n:06}", unit=random.choice(units), kind=random.choice(("news", "info")),
            date=_FIRST + timedelta(days=random.randrange(334)), title=f"走访慰问辖区老兵{n}", summary=n % 20 == 0,
        )
        for n in range(year.pieces)
    ]  # fmt: skip


def _use(piece: SubmissionFact, outlet: Outlet, random: Random) -> tuple[Adoption, SubmissionFact, Outlet]:
    linked = bool(outlet.domains) and random.randrange(_LINKED) == 0
    url = f"https://{outlet.domains[0]}/2022/{random.randrange(10**8)}.html" if linked else None
    day = piece.date + timedelta(days=random.randrange(31))
    name = random.choice((outlet.name, *outlet.aliases[:3]))
    return Adoption(submission=piece.id, outlet=name, date=day, mode=outlet.mode, url=url), piece, outlet


def _row(subject: str, fact: Adoption | SubmissionFact) -> tuple[str, str]:
    return subject, json.dumps(fact_to_json(fact), ensure_ascii=False)


def facts_in(base: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Every fact with its piece, piece by piece."""
    yield from base.execute("SELECT subject, kind, body FROM fact ORDER BY subject, id")
