"""Our polls beside known programs on the same mailboxes: mbsync, django-mailbox, plain Pillow (make bench).

    python bench/poll.py [--rounds N] [--small N] [--large N] [--old N,N] [--write]

Dovecot and exim4 run on loopback under a throwaway configuration; mbsync and we sync what we write to disk, and the
mailbox lies in the page cache for all, since mbsync copies it once unmeasured. django-mailbox, in an environment of its
own under build/, comes last: it empties the mailbox. Ratios are the point: the seconds are this machine's.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

import PIL  # noqa: E402 - tests/ has just been put on the path
from servers.real import RealServers  # noqa: E402 - tests/ has just been put on the path

from bench.lib import beside_django  # noqa: E402
from bench.lib.letters import LARGE, SMALL, Kind, letters  # noqa: E402
from bench.lib.machine import described  # noqa: E402
from bench.lib.mbsync import Copied, copy  # noqa: E402
from bench.lib.memory import run_watched  # noqa: E402
from bench.lib.old_box import Old, take_over  # noqa: E402
from bench.lib.pictures import look  # noqa: E402
from bench.lib.results import Everything, Measured, page  # noqa: E402
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
        before = _processor()
        seconds, _, out = run_watched(command, self.environment())
        spent = _processor() - before
        told: dict[str, Any] = json.loads(out)
        told["seconds"]["start"] = seconds - sum(told["seconds"].values())
        told["processor"] = spent
        return told

    def django(self) -> beside_django.Taken:
        """Let django-mailbox take it in; it is empty then."""
        where = {"host": self.servers.host, "port": self.servers.imap_port}
        return beside_django.take(**where, user=_USER, password=_PASSWORD)


def _processor() -> float:
    """Seconds of user and system time of every process that was waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(kind: Kind, count: int, rounds: int) -> Measured:
    """All programs in turn, mbsync and we so many times; medians."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder, RealServers({_USER: _PASSWORD}) as servers:
        bench = Bench(servers, Path(folder))
        weight = bench.fill(kind, count)
        bench.mbsync()  # unmeasured: Dovecot writes its index, the letters come into the page cache
        copies, polls = [], []
        for _ in range(rounds):
            copies.append(bench.mbsync())
            polls.append(bench.poll())
        django = bench.django() if kind is SMALL else None
    if any(c.letters != count for c in copies) or any(p["disposed"] != {"accepted": count} for p in polls):
        raise SystemExit(f"not every letter came through: {copies} {polls}")
    return Measured(
        what=f"{count:,} letters of {kind.name} ({weight / 1e6:.0f} MB)",
        letters=count,
        mbsync=statistics.median(c.seconds for c in copies),
        mbsync_peak=max(c.peak for c in copies),
        seconds={name: statistics.median(p["seconds"][name] for p in polls) for name in polls[0]["seconds"]},
        processor=statistics.median(p["processor"] for p in polls),
        django=django,
        peak_fetch=max(p["peak_fetch"] for p in polls),
        peak=max(p["peak"] for p in polls),
        children=tuple(max(peaks) for peaks in zip(*(p["children"] for p in polls), strict=False)),
    )


def old_box(count: int) -> Old:
    """The first rounds at a mailbox of so many old letters, and the rounds after them."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder, RealServers({_USER: _PASSWORD}) as servers:
        account = {"config": str(_CONFIG), "bureau": _BUREAU, "user": _USER, "password": _PASSWORD}
        return take_over(servers, Bench(servers, Path(folder)).environment(), account, count)


def main() -> None:
    """Measure, print, and with --write replace results.md."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--small", type=int, default=3000)
    asked.add_argument("--large", type=int, default=40)
    asked.add_argument("--old", default="100,10000", help="old mailboxes of so many letters; 100000 takes a while")
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        machine = [*described(Path(folder)), beside_django.versions() + ", Pillow " + PIL.__version__]
    done = Everything(
        machine=tuple(machine),
        rounds=wanted.rounds,
        boxes=tuple(measure(kind, n, wanted.rounds) for kind, n in ((LARGE, wanted.large), (SMALL, wanted.small)) if n),
        old=tuple(old_box(int(count)) for count in wanted.old.split(",") if count),
        pictures=tuple(look(wanted.rounds)),
    )
    text = page(done)
    sys.stdout.write(text)
    if wanted.write:
        _RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
