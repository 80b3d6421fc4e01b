"""The review desk with 100,000 pieces on record, its pages beside a bare FastAPI page (make bench).

    python bench/desk.py [--rounds N] [--pieces N] [--waiting N] [--write]

Pieces are two that really came by mail, their rows laid again; every page is asked for over one kept connection to a
process that serves both, in turn, so that all meet the same machine. Aim: each page under 100 ms at the median.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]
os.environ |= {f"BAOSONG_{side}_{what}": value for side in ("IMAP", "SMTP") for what, value in (("HOST", "127.0.0.1"), ("PORT", "1"))}  # fmt: skip  # noqa: E501

import httpx2  # noqa: E402 - the root has just been put on the path

from bench.lib.desk_data import BUREAU, SETTLED, WAITING, Size, filled_house  # noqa: E402
from bench.lib.desk_results import Answered, table  # noqa: E402
from bench.lib.machine import described  # noqa: E402
from pipeline.settings import load  # noqa: E402

_CONFIG = _ROOT / "tests" / "acceptance" / "config"
_RESULTS = Path(__file__).with_name("desk.md")
_PAGES = (
    ("待办", "waiting"),
    ("待办, its last page", "waiting?page=99999"),
    ("一件, settled", f"pieces/{SETTLED}"),
    ("一件, waiting", f"pieces/{WAITING}"),
    ("审批", "approvals"),
    ("稿件, the newest", "pieces"),
    ("稿件, two characters", f"pieces?words={quote('烈属')}"),
    ("稿件, words, unit and month", f"pieces?words={quote('双拥 军属')}&unit=zuojiatang&month=2020-06"),
    ("采用", "adoptions"),
    ("通报, a month", "standings?period=2020-06"),
    ("通报, a year", "standings?period=2020"),
    ("规则", "rules"),
    ("名册", "roster"),
    ("操作记录", "log"),
)


@dataclass
class Served:
    """A process that serves the desk and the bare page."""

    process: subprocess.Popen[str]
    desk: str
    bare: str
    client: httpx2.Client

    def ask(self, address: str) -> tuple[float, int]:
        """Seconds and bytes of one answer."""
        began = time.perf_counter()
        answer = self.client.get(address)
        seconds = time.perf_counter() - began
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        return seconds, len(answer.content)

    def peak(self) -> int:
        """End the process; the most memory it had, in bytes."""
        out, _ = self.process.communicate()
        return int(json.loads(out)["peak"])


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Serve a data folder."""
    command = [sys.executable, "-m", "bench.lib.one_desk", str(_CONFIG), str(data), BUREAU]
    environment = dict(os.environ) | {"PYTHONPATH": str(_ROOT)}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        with httpx2.Client(cookies={"baosong": told["cookie"]}, timeout=60) as client:
            yield Served(process, told["desk"], told["bare"], client)


def measure(served: Served, rounds: int) -> list[Answered]:
    """Every page in turn, so many times."""
    pages = [("a bare page", served.bare, "/")]
    pages += [(name, f"{served.desk}{BUREAU}/{path}", f"/{BUREAU}/{path}") for name, path in _PAGES]
    times: dict[str, list[float]] = {name: [] for name, *_ in pages}
    sizes = {name: served.ask(address)[1] for name, address, _ in pages}
    for _ in range(rounds):
        for name, address, _ in pages:
            times[name].append(served.ask(address)[0])
    return [
        Answered(
            name=name, path=path, median=statistics.median(times[name]), slowest=max(times[name]), size=sizes[name]
        )
        for name, _, path in pages
    ]


def main() -> None:
    """Measure, print, and with --write replace desk.md."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=31)
    asked.add_argument("--pieces", type=int, default=100_000)
    asked.add_argument("--waiting", type=int, default=1000)
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        machine = described(Path(folder))
        size = Size(pieces=wanted.pieces, waiting=wanted.waiting)
        filled_house(load(_CONFIG), Path(folder), size).database.close()
        with served(Path(folder)) as desk:
            answers = measure(desk, wanted.rounds)
            peak = desk.peak()
    scene = f"{size.pieces:,} settled pieces, each adopted once, and {size.waiting:,} that wait; {wanted.rounds} rounds"
    text = table(machine, scene, answers, peak)
    sys.stdout.write(text)
    if wanted.write:
        _RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
