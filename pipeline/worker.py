"""The clock: which step when. One job a mailbox and one an outbox, coalesced, never two of one kind at once."""

import os
import select
import signal
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from pipeline.domain.timeutil import SHANGHAI, local, system_clock
from pipeline.ingest.readers import Readers
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.counting.reads_wanted import remind_of_reads
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.daily import send_digest
from pipeline.steps.deliver import deliver
from pipeline.steps.health_file import write_health
from pipeline.steps.house import House
from pipeline.steps.outage import is_outage, outage
from pipeline.steps.receive import receive

_log = structlog.get_logger("worker")
_HEALTH_SECONDS = 15
_CLOSING_MINUTE = 0  # of every hour: whether a month is to be closed
_GRACE = 24 * 3600  # a job that was missed while the machine slept is still done, once
_LOOK_SECONDS = 15  # how often the clock is looked at


class Every(IntervalTrigger):  # type: ignore[misc]
    """An interval; what was missed while the clock stood still or was set forward is not counted turn by turn."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """An interval after the time before; after now where that is over, or where there was none."""
        following: datetime = (previous_fire_time or now) + self.interval
        return following if following > now else now + self.interval


class Worker:
    """Runs the steps on time until it is told to stop; then it finishes the letter at hand.

    Args:
        house: the house.
        closes: whether months are closed by the clock; a demo has closed its month itself.
    """

    def __init__(self, house: House, *, closes: bool = True) -> None:
        self._house, self._closes = house, closes
        self._stop = threading.Event()
        self._told: dict[str, str] = {}  # job → the fault it is in, told already
        self._readers = Readers(house.settings.limits, house.settings.intervals.reader_processes)
        self._scheduler = BackgroundScheduler(
            timezone=SHANGHAI,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _GRACE},
        )

    @property
    def jobs(self) -> list[Job]:
        """What the clock does, each with its next time."""
        return list(self._scheduler.get_jobs())

    def run(self) -> None:
        """Work until SIGTERM or SIGINT."""
        told, tells = os.pipe()  # written by the signal itself, whichever thread it reaches: none can be lost
        os.set_blocking(tells, False)
        signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _signum, _frame: None)
        self.start()
        self._until_told(told)
        self.stop()

    def _until_told(self, told: int) -> None:
        """Wait until something is to be read there, and look at the clock meanwhile."""
        while not select.select([told], [], [], _LOOK_SECONDS)[0]:
            self.follow_clock()

    def start(self) -> None:
        """Start the clock; the first round of every mailbox is due at once, and so is a list missed this morning."""
        intervals = self._house.settings.intervals
        missed = local(self._house.clock()).hour >= intervals.digest_hour
        for bureau in self._house.settings.bureaus:
            self._every(f"receive {bureau}", intervals.poll_seconds, partial(self._receive, bureau))
            self._every(f"deliver {bureau}", intervals.deliver_seconds, partial(self._deliver, bureau))
            digest = CronTrigger(hour=intervals.digest_hour, timezone=SHANGHAI)
            self._add(f"digest {bureau}", digest, partial(self._morning, bureau), at_once=missed)
            if self._closes:
                hourly = CronTrigger(minute=_CLOSING_MINUTE, timezone=SHANGHAI)
                self._add(f"close {bureau}", hourly, partial(close_if_due, self._house, bureau), at_once=True)
        self._every("health", _HEALTH_SECONDS, partial(write_health, self._house))
        self._scheduler.start()
        _log.info("worker_started", bureaus=list(self._house.settings.bureaus))

    def follow_clock(self) -> None:
        """Where the clock was set back, make due what would come only in hours: no letter waits for that."""
        now = system_clock().astimezone(SHANGHAI)
        for job in self.jobs:
            due = job.trigger.get_next_fire_time(None, now)
            if job.next_run_time is not None and job.next_run_time > due:
                job.modify(next_run_time=due)

    def stop(self) -> None:
        """End after the letter and the mail at hand."""
        self._stop.set()
        self._scheduler.shutdown(wait=True)
        self._readers.close()
        write_health(self._house, stopped=True)
        _log.info("worker_stopped")

    def _receive(self, bureau: str) -> None:
        done = receive(self._house, bureau, self._readers, stopping=self._stop.is_set, patient=True)
        if done.fetched or done.disposed:
            counts = {name.value: count for name, count in done.disposed.items()}
            _log.info("round_done", bureau=bureau, fetched=done.fetched, **counts)
            self._deliver(bureau)

    def _deliver(self, bureau: str) -> None:
        if not self._stop.is_set():
            deliver(self._house, bureau, stopping=self._stop.is_set, patient=True)

    def _morning(self, bureau: str) -> None:
        """The day's count (reads and duties fall due by the day), the reads to enter, the list of what waits.

        Each by itself: what waits is told whatever becomes of the points.
        """
        for name, act in (("count", count_quietly), ("reads", remind_of_reads), ("list", send_digest)):
            _guarded(f"{name} {bureau}", partial(act, self._house, bureau), self._told)

    def _every(self, name: str, seconds: int, job: Callable[[], Any]) -> None:
        self._add(name, Every(seconds=seconds, timezone=SHANGHAI), job, at_once=True)

    def _add(self, name: str, trigger: Any, job: Callable[[], Any], *, at_once: bool = False) -> None:
        first = {"next_run_time": self._house.clock()} if at_once else {}
        self._scheduler.add_job(partial(_guarded, name, job, self._told), trigger, id=name, name=name, **first)


def _guarded(name: str, job: Callable[[], Any], told: dict[str, str]) -> None:
    """A job's fault is told in the log, once until it is over; the clock goes on."""
    try:
        job()
    except Exception as fault:
        ours = not (isinstance(fault, OSError) and is_outage(fault))
        said = "".join(traceback.format_tb(fault.__traceback__)) if ours else outage(fault)  # type: ignore[arg-type]
        if told.get(name) == said:
            return
        told[name] = said
        if ours:
            _log.exception("job_failed", job=name)
        else:  # told to people as what it is, no fault of ours
            _log.error("job_broken_off", job=name, what=said)
    else:
        if told.pop(name, None) is not None:
            _log.info("job_works_again", job=name)
