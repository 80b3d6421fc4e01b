"""The worker: ends cleanly when told to, keeps its clock whatever a job does, and says that it lives."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from acts.conftest import PASSWORDS
from acts.office import STATION, YUHUA, Office, mail, manuscript, whole_piece
from acts.program import Program, wait_until
from servers.real import RealServers
from sqlmodel import select

from pipeline.domain.timeutil import SHANGHAI, system_clock
from pipeline.steps.daily import send_digest
from pipeline.steps.health_file import alive, write_health
from pipeline.store.tables import LetterRow, OutboxRow
from pipeline.worker import Worker

MANY = 100  # letters: more than are read while the worker is told to stop


@pytest.fixture
def servers() -> Iterator[RealServers]:
    with RealServers(PASSWORDS) as running:
        yield running


@pytest.fixture
def program(tmp_path: Path, servers: RealServers) -> Program:
    return Program(data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port)


def letters_arrive(servers: RealServers, count: int, extra: bytes = b"") -> None:
    for n in range(count):
        title = f"街道退役军人服务站第{n}次走访慰问老兵"
        more = [("数据.bin", extra + bytes([n]), "application/octet-stream")] if extra else []
        servers.deliver(YUHUA, mail(f"2020年度+左家塘+走访{n}", [manuscript(title), *more]))


def done_letters(program: Program) -> list[LetterRow]:
    return program.rows(select(LetterRow).where(LetterRow.done))


def kept(program: Program) -> int:
    return sum(1 for _ in (program.data / "raw").glob("*/*.eml"))


@pytest.mark.servers
def test_told_to_stop_it_finishes_the_letter_at_hand_and_ends_with_0(program: Program, servers: RealServers) -> None:
    letters_arrive(servers, MANY)
    with program.start("run") as worker:
        wait_until((program.data / "health.json").exists, "the health file")
        wait_until(lambda: len(done_letters(program)) >= 3, "three letters")
        family = worker.family()
        assert worker.terminate() == 0
        assert not any(child.is_running() for child in family)
    assert "Traceback" not in worker.told()
    assert 3 <= len(done_letters(program)) < MANY
    mails: list[OutboxRow] = program.rows(select(OutboxRow))
    assert {one.state for one in mails} <= {"queued", "sent"}
    assert sum(one.kind.startswith("receipt") for one in mails) == len(done_letters(program))
    health = json.loads((program.data / "health.json").read_text())
    assert health["pid"] == worker.process.pid
    assert set(health["bureaus"]) == {"yuhua", "jinjiang"}
    rest = program.poll()["yuhua"]
    assert (len(done_letters(program)), rest["fetched"], rest["queued"]) == (MANY, 0, 0)
    assert len(servers.wait_for_mail(STATION, MANY)) == MANY


@pytest.mark.servers
def test_told_to_stop_while_it_fetches_it_leaves_the_rest_for_the_next_time(
    program: Program, servers: RealServers
) -> None:
    letters_arrive(servers, 25, b"\0" * 5_000_000)
    with program.start("run") as worker:
        wait_until(lambda: kept(program) >= 3, "three letters kept")
        assert worker.terminate() == 0
    fetched = kept(program)
    assert 3 <= fetched < 25
    assert len(program.rows(select(LetterRow))) == fetched
    assert program.poll()["yuhua"]["fetched"] == 25 - fetched
    assert len(done_letters(program)) == 25


@pytest.mark.servers
def test_told_twice_to_stop_it_ends_as_if_told_once(program: Program, servers: RealServers) -> None:
    letters_arrive(servers, 10)
    with program.start("run") as worker:
        wait_until(lambda: kept(program) >= 3, "three letters kept")
        for _ in range(50):
            worker.process.send_signal(15)
            worker.process.send_signal(2)
        assert worker.terminate() == 0


@pytest.mark.servers
def test_a_job_that_fails_does_not_stop_the_clock(program: Program, servers: RealServers) -> None:
    program.data.mkdir()
    (program.data / "raw").write_text("where the letters should go there is a file")
    servers.deliver(YUHUA, whole_piece())
    with program.start("run") as worker:
        wait_until(lambda: "job_failed" in worker.told(), "the job to fail")
        (program.data / "raw").unlink()
        assert len(servers.wait_for_mail(STATION, 1)) == 1
        assert worker.terminate() == 0
    assert [row.disposition for row in done_letters(program)] == ["accepted"]


@pytest.mark.servers
def test_doctor_says_whether_a_worker_lives(program: Program) -> None:
    assert program.run("doctor", "--alive").code == 1
    with program.start("run") as worker:
        wait_until((program.data / "health.json").exists, "the health file")
        assert program.run("doctor", "--alive").code == 0
        worker.kill()
    assert program.run("doctor", "--alive").code == 1
    health = json.loads((program.data / "health.json").read_text())
    long_ago = datetime.fromisoformat(health["written"]) - timedelta(hours=1)
    (program.data / "health.json").write_text(json.dumps(health | {"written": long_ago.isoformat()}))
    dead = program.run("doctor", "--alive")
    assert (dead.code, dead.out) == (1, "")
    assert "健康文件" in dead.err


def test_a_damaged_health_file_is_no_sign_of_life(office: Office) -> None:
    path = write_health(office.house)
    whole = path.read_text()
    assert alive(office.house.data, office.clock(), timedelta(minutes=5))
    for damaged in ("", whole[: len(whole) // 2], "[]", "null", '{"written": 5}', '{"written": "2020-05-07T01:00:00"}'):
        path.write_text(damaged)
        assert not alive(office.house.data, office.clock(), timedelta(minutes=5))


def test_a_health_file_tells_a_worker_that_ended_from_one_on_another_machine(office: Office) -> None:
    path = write_health(office.house)
    health = json.loads(path.read_text())
    within = timedelta(minutes=5)
    nobody = 2**22 + 1  # above every process id Linux gives
    for changed, lives in (
        ({}, True),
        ({"stopped": True}, False),
        ({"pid": nobody}, False),
        ({"pid": nobody, "host": "another"}, True),
        ({"pid": 1}, True),
    ):
        path.write_text(json.dumps(health | changed))
        assert alive(office.house.data, office.clock(), within) is lives
    write_health(office.house, stopped=True)
    assert not alive(office.house.data, office.clock(), within)


def test_the_list_of_what_waits_goes_out_once_a_day(office: Office) -> None:
    [to] = office.house.settings.bureaus["yuhua"].bureau.office.digest_to
    office.arrive(whole_piece(sender="someone@elsewhere.test"))
    office.poll()
    assert send_digest(office.house, "yuhua") == 1
    office.clock.forward(hours=3)
    send_digest(office.house, "yuhua")
    office.deliver()
    assert len(office.mails(to)) == 1
    office.clock.forward(days=1)
    send_digest(office.house, "yuhua")
    office.deliver()
    assert len(office.mails(to)) == 2


def test_nothing_waits_and_no_list_goes_out(office: Office) -> None:
    office.arrive(mail("自动回复：外出", [], Auto_Submitted="auto-replied"))
    office.poll()
    assert send_digest(office.house, "yuhua") == 0


def test_every_bureau_has_its_jobs_each_once_at_a_time_and_late_ones_are_done_once(office: Office) -> None:
    worker = Worker(replace(office.house, clock=system_clock))
    worker.start()
    try:
        jobs = {job.id: job for job in worker.jobs}
        expected = {f"{what} {bureau}" for what in ("receive", "deliver", "digest") for bureau in ("yuhua", "jinjiang")}
        assert set(jobs) == expected | {"health", "close yuhua", "close jinjiang"}
        assert all((job.coalesce, job.max_instances) == (True, 1) for job in jobs.values())
        assert all(job.misfire_grace_time >= 3600 for job in jobs.values())
        wait_until(lambda: jobs["digest yuhua"].next_run_time > system_clock(), "a list that was due at once")
        due = jobs["digest yuhua"].next_run_time.astimezone(SHANGHAI)
        assert (due.hour, due.minute) == (office.house.settings.intervals.digest_hour, 0)
        assert due - system_clock() <= timedelta(days=1)
    finally:
        worker.stop()


def test_a_job_that_takes_longer_than_its_interval_is_done_once_afterwards_and_never_twice_at_once(
    office: Office,
) -> None:
    office.arrive(whole_piece())
    settings = office.house.settings
    busy = replace(settings, intervals=replace(settings.intervals, poll_seconds=1, deliver_seconds=1))
    worker = Worker(replace(office.house, clock=system_clock, settings=busy))
    with office.house.locked("yuhua.deliver"):  # another process sends
        worker.start()
        wait_until(lambda: queued(office) == 1, "the receipt in the outbox")
    wait_until(lambda: len(office.mails()) == 1, "the receipt")
    worker.stop()
    assert (queued(office), len(office.mails())) == (1, 1)


def queued(office: Office) -> int:
    """Receipts; the day's list to the office may go out beside them."""
    with office.house.database.reading() as session:
        return sum(mail.kind.startswith("receipt") for mail in session.exec(select(OutboxRow)))
