"""A rescore of a year beside SQL's own sums over the same rows: wall time and peak memory (make bench).

    python bench/score.py [--rounds N] [--adoptions N] [--pieces N] [--write]

The facts lie in a SQLite file as JSON, as the store keeps them; beside them lie plain rows with the points of each use
ready made, over which SQLite takes the best of each piece and the sum of each unit. Both must give the same totals.
Ratios are the point: the seconds are this machine's.
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from bench.lib.machine import described  # noqa: E402 - the root has just been put on the path
from bench.lib.memory import run_watched  # noqa: E402
from bench.lib.score_results import Counted, table  # noqa: E402
from bench.lib.year import Year, bench_desk, fill  # noqa: E402

_CONFIG = _ROOT / "tests" / "acceptance" / "config" / "bureaus" / "jinjiang"
_RESULTS = Path(__file__).with_name("score.md")
_SUM = "SELECT unit, SUM(points) FROM adoption GROUP BY unit"
_BEST = """
    SELECT unit, SUM(best) FROM (SELECT unit, submission, MAX(points) AS best FROM adoption GROUP BY submission)
    GROUP BY unit
"""


def _asked(database: Path, query: str) -> tuple[float, dict[str, float]]:
    """Seconds a query takes, and its rows."""
    base = sqlite3.connect(database)
    began = time.monotonic()
    rows = base.execute(query).fetchall()
    seconds = time.monotonic() - began
    base.close()
    return seconds, dict(rows)


def _counted(database: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.lib.one_score", str(_CONFIG), str(database)]
    _, _, out = run_watched(command, dict(os.environ) | {"PYTHONPATH": str(_ROOT)})
    told: dict[str, Any] = json.loads(out)
    return told


def measure(year: Year, rounds: int) -> Counted:
    """SQL and the count in turn, so many times; medians."""
    desk = bench_desk(_CONFIG)
    ids = {unit.name: unit.id for unit in desk.units or ()}
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        database = Path(folder) / "year.sqlite"
        fill(database, year, desk)
        runs, sums, bests = [], [], []
        for _ in range(rounds):
            sums.append(_asked(database, _SUM)[0])
            seconds, totals = _asked(database, _BEST)
            bests.append(seconds)
            runs.append(_counted(database))
            if {ids[unit]: points for unit, points in totals.items()} != runs[-1]["totals"]:
                raise SystemExit("SQL and the count do not agree")
    return Counted(
        year=year,
        units=len(ids),
        entries=runs[0]["entries"],
        sums=statistics.median(sums),
        bests=statistics.median(bests),
        seconds={step: statistics.median(run[step] for run in runs) for step in ("award", "write", "standings")},
        busy=statistics.median(run["busy"] for run in runs),
        peak=max(run["peak"] for run in runs),
    )


def main() -> None:
    """Measure, print, and with --write replace score.md."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=1)
    asked.add_argument("--adoptions", type=int, default=1_000_000)
    asked.add_argument("--pieces", type=int, default=300_000)
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        machine = described(Path(folder))
    text = table(machine, measure(Year(adoptions=wanted.adoptions, pieces=wanted.pieces), wanted.rounds), wanted.rounds)
    sys.stdout.write(text)
    if wanted.write:
        _RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
