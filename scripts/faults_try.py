"""Cut the program off at every call by which it touches the world, and see that nothing is lost (make faults).

    python scripts/faults_try.py [--jobs N] [--stride N] [--sample N [--seed N]] [--file FILE] [POINT…]

Sixty mixed letters come in six waves; at the n-th call of a door (a write, a commit, the answer to a mail …) the
program is killed with SIGKILL, or told that the disk is full; then it is started again, and what stands is held
against a run that nothing disturbed. docs/faults.md tells the doors, the invariants and how to read the result.
Trials that are in the file already, for the same state of the code, are not done again.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]  # this very tree, not an installed one

from faults.campaign import Campaign, drawn, every, state_of_code, summary  # noqa: E402
from faults.doors import Point  # noqa: E402
from faults.rehearsal import set_stage  # noqa: E402
from faults.small_disk import why_not  # noqa: E402
from faults.trial import points  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the points that were asked for; 1 when an invariant was violated, or a trial is missing."""
    asked = _asked(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # its trials end with it, however it is told to end
    state = state_of_code()
    file = asked.file or _ROOT / "build" / "faults" / f"{state}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    memory = Path("/dev/shm")  # noqa: S108 - a kill leaves what was written, on whatever disk: one of memory is faster
    folder = Path(tempfile.mkdtemp(prefix="baosong-faults-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        print(f"code {state}, results in {file}")
        stage = set_stage(folder)
        disks = why_not()
        there = points(stage, disks=not disks)
        chosen = _chosen(asked, there)
        outcomes = Campaign(stage=stage, points=chosen, file=file, jobs=asked.jobs).run(_line)
        print()
        print("\n".join(summary(outcomes.values(), there, disks)))
    except KeyboardInterrupt:
        print("\ninterrupted; started again it goes on where it ended")
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(len(outcomes) < len(chosen) or any(one.violations for one in outcomes.values()))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="trials side by side")
    parser.add_argument("--stride", type=int, default=1, help="only every so many-th point of a door")
    parser.add_argument("--sample", type=int, help="so many points by lot, over all doors")
    parser.add_argument("--seed", type=int, default=0, help="of the lot; 0 draws one and tells it")
    parser.add_argument("--file", type=Path, help="where the results are noted")
    parser.add_argument("points", nargs="*", type=Point.of, metavar="POINT", help="door:call:how, as a result names it")
    return parser.parse_args(arguments)


def _chosen(asked: argparse.Namespace, there: list[Point]) -> list[Point]:
    if asked.points:
        return list(asked.points)
    if asked.sample:
        seed = asked.seed or random.randrange(1, 10**6)  # noqa: S311 - no secret
        print(f"seed {seed}")
        return drawn(asked.sample, seed, there)
    return every(asked.stride, there)


def _line(text: str) -> None:
    """How it goes: on a terminal always the same line, elsewhere nothing."""
    if sys.stdout.isatty():
        print(f"\r{text:<78}", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
