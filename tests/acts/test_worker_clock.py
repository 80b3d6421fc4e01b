"""The worker's own clock: set back or forward by hours or years, the next round comes in its time."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from acts.office import Office
from acts.program import wait_until

from pipeline import worker as worker_module
from pipeline.domain.timeutil import system_clock
from pipeline.worker import Every, Worker

AHEAD = timedelta(days=365)


@pytest.fixture
def worker(office: Office) -> Iterator[Worker]:
    """One whose first rounds are over."""
    worker = Worker(replace(office.house, clock=system_clock))
    worker.start()
    wait_until(lambda: all(job.next_run_time > system_clock() for job in worker.jobs), "the first rounds")
    yield worker
    worker.stop()


def test_a_clock_that_was_set_back_keeps_no_job_waiting_for_a_year(worker: Worker) -> None:
    before = {job.id: job.next_run_time for job in worker.jobs}
    for job in worker.jobs:
        job.modify(next_run_time=job.next_run_time + AHEAD)  # as it is when the clock ran a year ahead
    worker.follow_clock()
    for job in worker.jobs:
        timely = job.trigger.interval if isinstance(job.trigger, Every) else before[job.id] - system_clock()
        assert job.next_run_time - system_clock() <= timely + timedelta(seconds=1), job.id


def test_a_clock_that_runs_well_is_left_alone(worker: Worker) -> None:
    before = {job.id: job.next_run_time for job in worker.jobs if not isinstance(job.trigger, Every)}
    worker.follow_clock()
    after = {job.id: job.next_run_time for job in worker.jobs}
    assert {name: after[name] for name in before} == before


def test_the_clock_is_looked_at_while_the_worker_runs(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "_LOOK_SECONDS", 0.01)
    [job] = [job for job in worker.jobs if job.id == "health"]
    job.modify(next_run_time=job.next_run_time + AHEAD)
    told, tells = os.pipe()
    waiting: Any = worker._until_told
    thread = threading.Thread(target=waiting, args=(told,))
    thread.start()
    wait_until(lambda: job.next_run_time - system_clock() < timedelta(minutes=1), "the clock to be looked at")
    os.write(tells, b"x")
    thread.join(10)
    assert not thread.is_alive()


def test_years_that_a_clock_is_set_forward_are_not_gone_through_turn_by_turn() -> None:
    now = datetime(2026, 11, 22, 9, 0).astimezone()
    every = Every(seconds=15)
    assert every.get_next_fire_time(now - 10 * AHEAD, now) == now + timedelta(seconds=15)
    assert every.get_next_fire_time(now - timedelta(seconds=5), now) == now + timedelta(seconds=10)
