"""Our reading of each kind of part beside the libraries' plain calls on the same bytes, in one run (make bench).

    python bench/parts.py [--rounds N] [--only WORD] [--write]

Processor time, the best of several, in turns; parts are made on the spot, those of LibreOffice where it is installed.
Ratios are the point: the milliseconds are this machine's.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from bench.lib import beside_libraries  # noqa: E402 - the root has just been put on the path
from bench.lib.machine import described, version_of  # noqa: E402
from bench.lib.part_calls import Beside, Case, cases  # noqa: E402
from bench.lib.part_results import Compared, Read, table  # noqa: E402

_RESULTS = Path(__file__).with_name("parts.md")
_ENOUGH = 0.4  # seconds of processor time after which a quick call was called often enough


def measure(case: Case, rounds: int) -> Read:
    """Ours and every call in this process in turn; then the libraries of the other environment, and programs."""
    calls = {"": case.ours} | {one.name: one.call for one in case.beside if one.call is not None}
    for call in calls.values():
        call(case.content)  # imports what it needs
    best = dict.fromkeys(calls, float("inf"))
    began, done = time.process_time(), 0
    while done < rounds or time.process_time() - began < _ENOUGH:
        for name, call in calls.items():
            best[name] = min(best[name], _timed(call, case.content))
        done += 1
    return Read(
        case=case,
        seconds=best[""],
        beside=tuple(
            Compared(beside=one, seconds=best[one.name] if one.call is not None else _elsewhere(one, case, rounds))
            for one in case.beside
        ),
    )


def _timed(call: Callable[[bytes], object], content: bytes) -> float:
    began = time.process_time()
    call(content)
    return time.process_time() - began


def _elsewhere(beside: Beside, case: Case, rounds: int) -> float:
    if beside.program is not None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        beside.program(case.content)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with tempfile.NamedTemporaryFile() as file:
        file.write(case.content)
        file.flush()
        return beside_libraries.seconds(beside.library, Path(file.name), max(rounds, 5))


def main() -> None:
    """Measure, print, and with --write replace parts.md."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--only", default="", help="kinds whose description has this word")
    asked.add_argument("--write", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        machine = described(Path(folder))
    read = [measure(case, wanted.rounds) for case in cases() if wanted.only in case.what]
    others = f"{beside_libraries.versions()}, LibreOffice {version_of('soffice', '--version')}"
    text = table(machine, others, read, wanted.rounds)
    sys.stdout.write(text)
    if wanted.write:
        _RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
