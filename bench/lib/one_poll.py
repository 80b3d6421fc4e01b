"""One poll in a process of its own, its steps timed one by one: prints a JSON object.

    python -m bench.lib.one_poll CONFIG DATA BUREAU

It does what `baosong poll` does, by the same public functions: fetch and keep, then read, check and record, then
deliver.
"""

import json
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from bench.lib.memory import peak
from pipeline.cli.context import set_up_log
from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps.deliver import deliver
from pipeline.steps.fetch import fetch_new
from pipeline.steps.house import open_house
from pipeline.steps.process import open_desk
from pipeline.steps.receive import process_unfinished


def main(config: Path, data: Path, bureau: str) -> None:
    """Poll once."""
    set_up_log()
    settings = load(config)
    house = open_house(settings, data)
    desk = open_desk(house, bureau)
    tally: Counter[str] = Counter()
    marks = [time.monotonic()]
    with Readers(settings.limits, settings.intervals.reader_processes) as readers:
        fetch_new(house, desk.bureau, tally)
        marks.append(time.monotonic())
        fetching = peak("self")
        disposed = process_unfinished(desk, readers)
        marks.append(time.monotonic())
        children = [peak(pid) for pid in sorted(readers.pids)]
    delivery = deliver(house, bureau)
    marks.append(time.monotonic())
    seconds = [after - before for before, after in pairwise(marks)]
    told = {
        "fetched": tally["fetched"],
        "disposed": {name.value: count for name, count in disposed.items()},
        "sent": delivery.sent,
        "seconds": dict(zip(("fetch", "read", "deliver"), seconds, strict=True)),
        "peak_fetch": fetching,
        "peak": peak("self"),
        "children": children,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
