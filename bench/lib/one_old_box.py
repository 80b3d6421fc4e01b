"""The first rounds at an old mailbox and idle rounds after them, in a process of its own: prints a JSON object.

    python -m bench.lib.one_old_box CONFIG DATA BUREAU

Rounds are made as the worker makes them, until nothing is left to fetch or to read; then idle ones.
"""

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from bench.lib.memory import peak
from pipeline.cli.context import set_up_log
from pipeline.domain.words import OutboxState
from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps.deliver import deliver
from pipeline.steps.house import House, open_house
from pipeline.steps.receive import receive
from pipeline.store import letters, outbox

_IDLE = 9


def main(config: Path, data: Path, bureau: str) -> None:
    """Take the mailbox over, then look again."""
    set_up_log()
    settings = load(config)
    house = open_house(settings, data)
    disposed: Counter[str] = Counter()
    fetched, rounds, new, began = 0, 0, 1, time.monotonic()
    with Readers(settings.limits, settings.intervals.reader_processes) as readers:
        while new or _left(house, bureau):
            done = receive(house, bureau, readers)
            new = done.fetched
            fetched, rounds = fetched + new, rounds + 1
            disposed.update({name.value: count for name, count in done.disposed.items()})
        seconds = time.monotonic() - began
        children = [peak(pid) for pid in sorted(readers.pids)]
        idle = []
        for _ in range(_IDLE):
            began = time.monotonic()
            receive(house, bureau, readers)
            deliver(house, bureau)
            idle.append(time.monotonic() - began)
    with house.database.reading() as session:
        answered = outbox.count(session, bureau, *OutboxState)
    told = {
        "seconds": seconds, "rounds": rounds, "fetched": fetched, "disposed": dict(disposed), "answered": answered,
        "idle": statistics.median(idle), "peak": peak("self"), "children": children,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


def _left(house: House, bureau: str) -> bool:
    with house.database.reading() as session:
        return bool(letters.unfinished_ids(session, bureau))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
