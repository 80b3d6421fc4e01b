"""A whole count in a process of its own, its steps timed one by one: prints a JSON object.

    python -m bench.lib.one_score CONFIG DATABASE

Facts are read part by part from the database, awarded, written to its plain table of entries; then standings are made
twice: by the count itself, and from the entries as the ledger does, by one sum and `rank`.
"""

import json
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bench.lib.memory import peak
from bench.lib.year import bench_desk, facts_in
from pipeline.domain.score import ScoreEntry
from pipeline.score.bundle import in_parts
from pipeline.score.facts_json import fact_from_json
from pipeline.score.ranks import rank

_AT_ONCE = 5000


@dataclass
class Writing:
    """Entries on their way into the database."""

    base: sqlite3.Connection
    waiting: list[tuple[object, ...]] = field(default_factory=list)
    seconds: float = 0
    count: int = 0

    def take(self, entry: ScoreEntry) -> None:
        """One entry."""
        row = (entry.unit, entry.subject, entry.rule, entry.date.isoformat(), str(entry.points), entry.counted)
        self.waiting.append((*row, entry.reason))
        if len(self.waiting) >= _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write those that wait."""
        began = time.monotonic()
        self.base.executemany("INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", self.waiting)
        self.seconds += time.monotonic() - began
        self.count += len(self.waiting)
        self.waiting.clear()


def main(config: Path, database: Path) -> None:
    """Count once."""
    desk = bench_desk(config)
    base, reader = sqlite3.connect(database), sqlite3.connect(database)
    base.execute("DELETE FROM entry")
    base.commit()
    writing = Writing(base)
    began, busy = time.monotonic(), time.process_time()
    rows = facts_in(reader)
    parts = in_parts((subject, fact_from_json(kind, json.loads(body))) for subject, kind, body in rows)
    scored = desk.score_parts(parts, writing.take)
    writing.write()
    counted = time.monotonic()
    base.commit()
    written, busy = time.monotonic(), time.process_time() - busy
    sums = base.execute("SELECT unit, SUM(points) FROM entry WHERE counted GROUP BY unit").fetchall()
    ranks = rank({unit: Decimal(str(points)) for unit, points in sums}, desk.units)
    stood = time.monotonic()
    if [(r.unit, r.points) for r in ranks] != [(r.unit, r.points) for r in scored.ranks]:
        raise SystemExit("the entries in the database and the count do not agree")
    told = {
        "entries": writing.count,
        "unresolved": len(scored.unresolved),
        "totals": {unit: float(points) for unit, points in scored.totals.items()},
        "award": counted - began - writing.seconds,
        "write": writing.seconds + written - counted,
        "standings": stood - written,
        "busy": busy,
        "peak": peak("self"),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
