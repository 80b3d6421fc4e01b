"""Many trials side by side, noted one by one in a file, so that what was interrupted goes on where it ended."""

import hashlib
import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from faults.doors import DOORS, Point
from faults.stage import Stage
from faults.trial import Outcome, points, try_point

_ROOT = Path(__file__).resolve().parents[2]
_LOOKED_AT = ("pipeline", "config", "tests", "scripts")


def state_of_code() -> str:
    """The commit, and what was changed since: results of one state say nothing about another."""
    commit = _git("rev-parse", "--short=12", "HEAD").decode().strip() or "none"
    changed = _git("diff", "HEAD", "--", *_LOOKED_AT)
    return commit + (f"-{hashlib.sha256(changed).hexdigest()[:8]}" if changed else "")


def _git(*words: str) -> bytes:
    return subprocess.run(["git", "-C", str(_ROOT), *words], capture_output=True, check=False).stdout


def every(stride: int, all_points: Sequence[Point]) -> list[Point]:
    """Every so many-th point of each door, from its first on."""
    return [point for door in DOORS for point in [p for p in all_points if p.door == door][::stride]]


def drawn(number: int, seed: int, all_points: Sequence[Point]) -> list[Point]:
    """So many points by lot, of as many doors as can be."""
    dice = random.Random(seed)
    by_door = {door: dice.sample(own, len(own)) for door in DOORS if (own := [p for p in all_points if p.door == door])}
    order = dice.sample(list(by_door), len(by_door))
    return [by_door[order[n % len(order)]][n // len(order)] for n in range(number)]


def done_before(file: Path) -> dict[str, Outcome]:
    """What the file tells of trials that are over; a line that was cut off tells nothing."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            outcome = Outcome(**json.loads(line))
        except ValueError:
            continue
        found[outcome.point] = outcome
    return found


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """Trials of these points, written to a file."""

    stage: Stage
    points: Sequence[Point]
    file: Path
    jobs: int

    def run(self, told: Callable[[str], None]) -> dict[str, Outcome]:
        """Try every point that is not in the file; told how it goes. The outcomes of these points, old and new."""
        open_ones = [point for point in self.points if str(point) not in done_before(self.file)]
        pids = [self._fork(open_ones[n :: self.jobs]) for n in range(min(self.jobs, len(open_ones)))]
        began, before = time.monotonic(), len(self.points) - len(open_ones)
        try:
            self._watch(pids, lambda: told(self._progress(before, began)))
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGTERM)
        done = done_before(self.file)
        return {str(point): done[str(point)] for point in self.points if str(point) in done}

    def _fork(self, own: Sequence[Point]) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(SystemExit(1)))
            for point in own:
                self._note(try_point(self.stage, point))
        finally:
            os._exit(0)

    def _note(self, outcome: Outcome) -> None:
        with self.file.open("ab", buffering=0) as file:
            file.write(json.dumps(asdict(outcome), ensure_ascii=False).encode() + b"\n")

    def _progress(self, before: int, began: float) -> str:
        done = done_before(self.file)
        here = [done[str(point)] for point in self.points if str(point) in done]
        fresh = len(here) - before
        pace = (time.monotonic() - began) / fresh if fresh else 0.0
        left = f", about {pace * (len(self.points) - len(here)) / 60:.0f} min left" if fresh else ""
        bad = sum(1 for one in here if one.violations)
        return f"{len(here)} of {len(self.points)} points, {bad} with violations{left}"

    @staticmethod
    def _watch(pids: list[int], told: Callable[[], None]) -> None:
        last = 0.0
        while pids:
            pid, _status = os.waitpid(-1, os.WNOHANG)
            if pid in pids:
                pids.remove(pid)
            if time.monotonic() > last + 1:
                last = time.monotonic()
                told()
            time.sleep(0.05)
        told()


def summary(outcomes: Iterable[Outcome], counts: dict[str, int]) -> Iterator[str]:
    """The result in plain words: a line a door, then the whole."""
    done = list(outcomes)
    covered = Counter(one.point.partition(":")[0] for one in done if one.reached)
    broken = Counter(one.point.partition(":")[0] for one in done if one.violations)
    there = Counter(point.door for point in points(counts))
    yield f"{'door':<10}{'calls':>7}{'points':>8}{'covered':>9}{'violations':>12}"
    for door in DOORS:
        yield f"{door:<10}{counts[door]:>7}{there[door]:>8}{covered[door]:>9}{broken[door]:>12}"
    yield f"{'together':<10}{sum(counts.values()):>7}{there.total():>8}{covered.total():>9}{broken.total():>12}"
    missed = sum(1 for one in done if not one.reached)
    unknown = sum(1 for one in done if one.unknown)
    yield (
        f"{covered.total()} of {there.total()} fault points were covered, {broken.total()} of them violated an "
        f"invariant; {missed} points were not reached in their trial; in {unknown} trials a mail was of unknown "
        "outcome for a while and was settled by looking into the Sent folder."
    )
    for one in done:
        for words in one.violations:
            yield f"  {one.point}: {words}"
