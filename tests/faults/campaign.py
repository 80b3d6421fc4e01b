"""Many trials side by side, noted one by one in a file, so that what was interrupted goes on where it ended."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from faults.doors import Point
from faults.stage import Stage
from faults.trial import Outcome, try_point

_ROOT = Path(__file__).resolve().parents[2]
_LOOKED_AT = ("pipeline", "config", "tests", "scripts")


_WIDTH, _SHOWN = 240, 4  # characters of a violation and violations of a trial in the summary; the file has all


def state_of_code() -> str:
    """The commit, and what was changed since: results of one state say nothing about another."""
    commit = _git("rev-parse", "--short=12", "HEAD").decode().strip() or "none"
    changed = _git("diff", "HEAD", "--", *_LOOKED_AT)
    return commit + (f"-{hashlib.sha256(changed).hexdigest()[:8]}" if changed else "")


def _git(*words: str) -> bytes:
    return subprocess.run(["git", "-C", str(_ROOT), *words], capture_output=True, check=False).stdout


def every(stride: int, all_points: Sequence[Point]) -> list[Point]:
    """Every so many-th point of each family, from its first on."""
    return [point for own in _by_family(all_points).values() for point in own[::stride]]


def family(point: Point) -> str:
    """Which line of the result a point counts for: its scene, or else its door."""
    return point.scene or point.door


def _by_family(all_points: Iterable[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for point in all_points:
        found.setdefault(family(point), []).append(point)
    return found


def drawn(number: int, seed: int, all_points: Sequence[Point]) -> list[Point]:
    """So many points by lot, of as many families as can be."""
    dice = random.Random(seed)
    mixed = {name: dice.sample(own, len(own)) for name, own in _by_family(all_points).items()}
    order = dice.sample(list(mixed), len(mixed))
    return [mixed[order[n % len(order)]][n // len(order)] for n in range(number)]


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
        before_now = done_before(self.file)
        open_ones = [point for point in self.points if str(point) not in before_now]
        random.Random(len(self.points)).shuffle(open_ones)  # what is broken off has seen something of everything
        pids = [self._fork(open_ones[n :: self.jobs]) for n in range(min(self.jobs, len(open_ones)))]
        began, before = time.monotonic(), len(self.points) - len(open_ones)
        try:
            self._watch(pids, lambda: told(self._progress(before, began)))
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGTERM)
                os.waitpid(pid, 0)
        done = done_before(self.file)
        return {str(point): done[str(point)] for point in self.points if str(point) in done}

    def _fork(self, own: Sequence[Point]) -> int:
        pid = os.fork()
        if pid:
            return pid
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            for point in own:
                self._note(try_point(self.stage, point))
        except Exception:
            traceback.print_exc()
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


def summary(outcomes: Iterable[Outcome], there: Sequence[Point], disks: str) -> Iterator[str]:
    """The result in plain words: a line a family of points, then the whole.

    Args:
        outcomes: of the trials that were made.
        there: every point there is.
        disks: why no small disk could be tried, "" where they could.
    """
    done = list(outcomes)
    families = Counter(family(point) for point in there)
    covered = Counter(family(Point.of(one.point)) for one in done if one.reached)
    broken = Counter(family(Point.of(one.point)) for one in done if one.violations)
    yield f"{'':<12}{'points':>8}{'covered':>9}{'violations':>12}"
    for name, number in [*families.items(), ("together", families.total())]:
        tallies = (covered, broken) if name in families else ({name: covered.total()}, {name: broken.total()})
        yield f"{name:<12}{number:>8}{tallies[0].get(name, 0):>9}{tallies[1].get(name, 0):>12}"
    yield (
        f"{covered.total()} of {families.total()} fault points were covered; "
        f"in {broken.total()} trials an invariant was violated."
    )
    yield from _remarks(done, disks)
    yield from (f"  {one.point}: {words[:_WIDTH]}" for one in done for words in one.violations[:_SHOWN])


def _remarks(done: Sequence[Outcome], disks: str) -> Iterator[str]:
    if missed := sum(1 for one in done if not one.reached):
        yield f"In {missed} trials the point was not reached (a race went another way, or the disk was large enough)."
    if unknown := sum(one.unknown for one in done):
        yield f"{unknown} mails were of unknown outcome for a while and were settled by looking into the Sent folder."
    if disks:
        yield f"Small disks could not be tried, since the system does not permit it: {disks}"
