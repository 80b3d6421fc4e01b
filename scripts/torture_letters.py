"""Send thousands of spoilt, cut, swollen and hostile letters the whole way (make torture).

    python scripts/torture_letters.py [--letters N] [--seed N] [--bureau B] [--fuzz SECONDS]

A matrix of Chinese text in every charset, label, place and split must be read rightly; golden letters and files of
every kind are spoilt along their structure; bombs are made on the fly; a good letter is cut at every per cent. Each
must end in a disposition, within its limits, with every byte on disk. Letters that break the rule are kept in
build/torture/. With --fuzz, atheris looks for inputs on its own for so many seconds, where it is installed.
"""

import argparse
import importlib.util
import logging
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]  # this very tree, not an installed one

from torture.bombs import bombs  # noqa: E402
from torture.matrix import matrix, misread  # noqa: E402
from torture.ordeal import Ordeal, Watched, ordeal  # noqa: E402
from torture.spoiling import cut_letters, golden, spoilt_files, spoilt_letters  # noqa: E402

from pipeline.cli.context import set_up_log  # noqa: E402
from pipeline.settings import Settings, load  # noqa: E402
from pipeline.steps.house import open_house  # noqa: E402

_CONFIG = _ROOT / "tests" / "acceptance" / "config"
_CUT = 5  # golden letters that are cut at every per cent


def main() -> int:
    """Try them; 1 when a letter broke the rule."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=2_000, help="of each family")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("--bureau", default="yuhua")
    asked.add_argument("--fuzz", type=int, default=0, metavar="SECONDS")
    wanted = asked.parse_args()
    set_up_log(logging.CRITICAL)
    print(f"seed {wanted.seed}")
    wrong = _matrix(wanted.seed) + _ordeals(_settings(), wanted.bureau, wanted.seed, wanted.letters)
    if wanted.fuzz:
        wrong += _fuzz(wanted.fuzz)
    print("no letter broke the rule" if not wrong else f"{wrong} broke the rule")
    return int(wrong > 0)


def _settings() -> Settings:
    for side in ("IMAP", "SMTP"):  # never asked: letters come from here
        os.environ.update({f"BAOSONG_{side}_HOST": "127.0.0.1", f"BAOSONG_{side}_PORT": "1"})
    return load(_CONFIG)


def _matrix(seed: int) -> int:
    wrong = list(misread(seed))
    print(f"matrix: {sum(1 for _ in matrix(seed))} letters, {len(wrong)} misread")
    print("\n".join(wrong[:20]), end="\n" if wrong else "")
    return len(wrong)


def _families(seed: int, count: int) -> Iterator[tuple[str, Iterator[tuple[str, bytes]]]]:
    yield "bombs", ((name, make()) for name, make in bombs().items())
    yield "letters", spoilt_letters(seed, count)
    yield "files", spoilt_files(seed, count)
    chosen = random.Random(seed).sample(golden(), _CUT)  # noqa: S311 - letters are drawn, not secrets
    yield "cut", ((f"{n}-{name}", raw) for n, good in enumerate(chosen) for name, raw in cut_letters(good))


def _ordeals(settings: Settings, bureau: str, seed: int, count: int) -> int:
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="baosong-torture-") as folder:
        house = open_house(settings, Path(folder) / "data")
        with Watched(settings.limits, settings.intervals.reader_processes) as readers:
            for family, letters in _families(seed, count):
                found = ordeal(house, bureau, letters, readers, spare=_ROOT / "build" / "torture")
                _tell(family, found)
                wrong += len(found.faults)
        house.database.close()
    return wrong


def _tell(family: str, found: Ordeal) -> None:
    ended = ", ".join(f"{name} {count}" for name, count in found.ended.most_common())
    given_up = ", ".join(f"{reason} {count}" for reason, count in found.given_up.items()) or "none"
    print(
        f"{family}: {found.letters} letters in {found.seconds:.0f} s; slowest {found.worst_seconds:.1f} s"
        f" ({found.worst}), most memory {found.peak_mb} MB; {ended}; readings given up: {given_up}",
        flush=True,
    )
    print("\n".join(found.faults[:20]), end="\n" if found.faults else "", flush=True)


def _fuzz(seconds: int) -> int:
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris")
        return 1
    command = [sys.executable, str(_ROOT / "scripts" / "fuzz_letters.py"), f"-max_total_time={seconds}"]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own script


if __name__ == "__main__":
    sys.exit(main())
