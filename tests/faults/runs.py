"""The program's runs in a fork: the command `poll` as the command line calls it, or what the worker does."""

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from acts.conftest import ACCEPTANCE
from faults import quick_children
from faults.servers_apart import SENT_FOLDER

from pipeline.cli import app, polling
from pipeline.cli.context import Context
from pipeline.domain.timeutil import Clock
from pipeline.settings import Settings
from pipeline.steps.house import open_house
from pipeline.worker import Worker

_NOW = datetime(2022, 5, 30, 0, 30, tzinfo=UTC)  # the first look into the mailboxes, 8:30 in Shanghai; hourly then
_BETWEEN = timedelta(minutes=31)  # so long after a mail's outcome became unknown it is looked for
_PASSES, _PAUSE = 3, 0.01  # of the worker's jobs; seconds


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the program runs."""

    settings: Settings
    data: Path
    keeper: Path  # of the reading children
    ports: dict[str, int]
    wave: int

    def clock(self, later: timedelta) -> Clock:
        """The time of the wave, and so much later; it goes on from now."""
        began = time.monotonic()
        return lambda: _NOW + timedelta(hours=self.wave, seconds=time.monotonic() - began) + later

    def at_servers(self) -> Settings:
        """The settings, pointed at the trial's own servers."""
        bureaus = {
            name: replace(
                one,
                imap=replace(one.imap, port=self.ports["imap"], sent_folder=SENT_FOLDER),
                smtp=replace(one.smtp, port=self.ports["smtp"]),
            )
            for name, one in self.settings.bureaus.items()
        }
        return replace(self.settings, bureaus=bureaus)


def polls(place: Place, rounds: int, later: timedelta) -> int:
    """`baosong poll`, that often, each half an hour later than the one before; the worst exit code."""
    quick_children.use(place.keeper)
    settings = place.at_servers()
    return max(_poll(place, settings, place.clock(later + n * _BETWEEN)) for n in range(rounds))


def follows(place: Place, first: int) -> int:
    """`baosong poll` again and again while that process is at work, and once more; the worst exit code."""
    quick_children.use(place.keeper)
    settings, codes = place.at_servers(), [0]
    while _lives(first):
        codes.append(_poll(place, settings, place.clock(timedelta())))
    return max(*codes, _poll(place, settings, place.clock(timedelta())))


def _lives(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def _poll(place: Place, settings: Settings, clock: Clock) -> int:
    """The command's own function, with its faults told as on the command line."""
    return asked(place, settings, clock, lambda ctx: polling.poll(ctx, None, as_json=True))


def orders(place: Place, order: Callable[[Any], None], later: timedelta) -> int:
    """A person's command, so much later."""
    quick_children.use(place.keeper)
    return asked(place, place.at_servers(), place.clock(later), order)


def asked(place: Place, settings: Settings, clock: Clock, act: Callable[[Any], None]) -> int:
    """A command's own function within what the command line puts around it; its exit code."""
    context = Context(config=ACCEPTANCE, data=place.data)

    def command(**_how: object) -> None:
        house = open_house(settings, place.data, clock=clock)
        vars(context).update(settings=settings, house=house)
        try:
            act(SimpleNamespace(obj=context))
        finally:
            house.database.close()

    app.app = command  # type: ignore[assignment]
    try:
        app.run([])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def works(place: Place) -> int:
    """What the worker does, all its jobs at once, each as often as there is something to do."""
    quick_children.use(place.keeper)
    house = open_house(place.at_servers(), place.data, clock=place.clock(timedelta()))
    worker = Worker(house, closes=False)
    with ThreadPoolExecutor() as threads:
        reading = [threads.submit(_again, partial(worker._receive, bureau)) for bureau in house.settings.bureaus]
        for bureau in house.settings.bureaus:
            threads.submit(_until, reading, partial(worker._deliver, bureau))
    worker._readers.close()
    return 0


def _again(job: Callable[[], None]) -> None:
    for _ in range(_PASSES):
        job()
        time.sleep(_PAUSE)


def _until(others: Iterable[Future[None]], job: Callable[[], None]) -> None:
    """Beside the others, and once more after them."""
    while not all(other.done() for other in others):
        job()
        time.sleep(_PAUSE)
    job()
