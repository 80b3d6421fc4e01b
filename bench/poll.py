"""A poll beside mbsync copying the same mailbox: wall time and peak memory, fetch and keep told apart (make bench).

    python bench/poll.py [--rounds N] [--small N] [--large N] [--write]

Dovecot and exim4 run on loopback under a throwaway configuration; both programs sync what they write to disk, and
the mailbox lies in the page cache for both, since mbsync copies it once unmeasured. Ratios are the point: the
seconds are this machine's.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

from servers.real import RealServers  # noqa: E402 - tests/ has just been put on the path

from bench.lib.letters import LARGE, SMALL, Kind, letters  # noqa: E402
from bench.lib.machine import described  # noqa: E402
from bench.lib.mbsync import Copied, copy  # noqa: E402
from bench.lib.memory import run_watched  # noqa: E402
from bench.lib.results import Measured, table  # noqa: E402
from pipeline.settings import load  # noqa: E402

_CONFIG = _ROOT / "tests" / "acceptance" / "config"
_RESULTS = Path(__file__).with_name("results.md")
_BUREAU, _USER, _PASSWORD = "yuhua", "yuhua@baosong.test", "bench-geheim"


@dataclass(frozen=True)
class Bench:
    """One mailbox on servers of its own, and where both programs write."""

    servers: RealServers
    folder: Path

    def environment(self) -> dict[str, str]:
        """For our own process."""
        s = self.servers
        ours = {
            "BAOSONG_IMAP_HOST": s.host, "BAOSONG_IMAP_PORT": str(s.imap_port), "BAOSONG_YUHUA_PASSWORD": _PASSWORD,
            "BAOSONG_SMTP_HOST": s.host, "BAOSONG_SMTP_PORT": str(s.smtp_port), "BAOSONG_JINJIANG_PASSWORD": "-",
        }  # fmt: skip
        return dict(os.environ) | ours | {"PYTHONPATH": str(_ROOT)}

    def fill(self, kind: Kind, count: int) -> int:
        """Lay the letters into the mailbox; returns their bytes."""
        units = tuple(u for u in load(_CONFIG).bureaus[_BUREAU].bureau.roster.units if u.group == "station")
        weight = 0
        for arrived_at, raw in letters(kind, count, units, _USER):
            self.servers.deliver(_USER, raw, received_at=arrived_at)
            weight += len(raw)
        return weight

    def mbsync(self) -> Copied:
        """Let mbsync copy it."""
        where = {"host": self.servers.host, "port": self.servers.imap_port}
        return copy(self.folder / "copy", **where, user=_USER, password=_PASSWORD)

    def poll(self) -> dict[str, Any]:
        """Poll it on an empty data folder."""
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        command = [sys.executable, "-m", "bench.lib.one_poll", str(_CONFIG), str(data), _BUREAU]
        seconds, _, out = run_watched(command, self.environment())
        told: dict[str, Any] = json.loads(out)
        told["seconds"]["start"] = seconds - sum(told["seconds"].values())
        return told


def measure(kind: Kind, count: int, rounds: int) -> Measured:
    """Both programs in turn, so many times; medians."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder, RealServers({_USER: _PASSWORD}) as servers:
        bench = Bench(servers, Path(folder))
        weight = bench.fill(kind, count)
        bench.mbsync()  # unmeasured: Dovecot writes its index, the letters come into the page cache
        copies, polls = [], []
        for _ in range(rounds):
            copies.append(bench.mbsync())
            polls.append(bench.poll())
    if any(c.letters != count for c in copies) or any(p["disposed"] != {"accepted": count} for p in polls):
        raise SystemExit(f"not every letter came through: {copies} {polls}")
    return Measured(
        what=f"{count:,} letters of {kind.name} ({weight / 1e6:.0f} MB)",
        letters=count,
        mbsync=statistics.median(c.seconds for c in copies),
        mbsync_peak=max(c.peak for c in copies),
        seconds={name: statistics.median(p["seconds"][name] for p in polls) for name in polls[0]["seconds"]},
        peak_fetch=max(p["peak_fetch"] for p in polls),
        peak=max(p["peak"] for p in polls),
        children=tuple(max(peaks) for peaks in zip(*(p["children"] for p in polls), strict=False)),
    )


def main() -> None:
    """Measure, print, and with --write replace results.md."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--small", type=int, default=3000)
    asked.add_argument("--large", type=int, default=40)
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        machine = described(Path(folder))
    done = [measure(kind, n, wanted.rounds) for kind, n in ((LARGE, wanted.large), (SMALL, wanted.small)) if n]
    text = table(machine, done, wanted.rounds)
    sys.stdout.write(text)
    if wanted.write:
        _RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
