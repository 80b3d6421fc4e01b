"""kill -9 at any moment: every letter kept, one disposition each, no receipt twice, none lost (design.md §4.2)."""

import os
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import psutil
import pytest
from acts.conftest import PASSWORDS
from acts.office import (
    DOCX,
    JINJIANG,
    STATION_NAME,
    YUHUA,
    TurnableClock,
    form,
    mail,
    manuscript,
    photo,
    whole_piece,
)
from acts.program import Program, Running, wait_until
from servers.real import RealServers
from sqlmodel import select

from pipeline.store.tables import HealthRow, LetterRow, OutboxRow, PieceRow

pytestmark = [pytest.mark.servers, pytest.mark.slow]

SEED = int(os.environ.get("BAOSONG_KILL_SEED", "0")) or random.randrange(1, 10**6)
KILLS = int(os.environ.get("BAOSONG_KILLS", "7"))
LETTERS = 60
EVENTS = 318  # lines of the log when all is done: kept and disposed, opened, changed state, queued, sent
STATIONS = ("zuojiatang", "gaoqiao", "dongtang", "guitang", "lituo")


def letters() -> Iterator[tuple[str, bytes]]:
    """Sixty letters to both bureaus, of every fate: address and bytes."""
    for n in range(LETTERS):
        yield _letter(n)


def _letter(n: int) -> tuple[str, bytes]:
    sender = f"{STATIONS[n % 5]}@yuhua.test"
    title = f"街道退役军人服务站第{n}次走访慰问老兵"
    subject = f"2020年度+走访慰问{n}"
    match n % 10:
        case 0:  # returned: no form
            return YUHUA, mail(subject, [manuscript(title), photo(n)], sender=sender)
        case 1:  # sealed
            return YUHUA, mail(f"{subject} 机密★5年", [manuscript(title), form(title)], sender=sender)
        case 2:  # held for the leader in charge
            return YUHUA, mail(subject, [manuscript(title), form(title, sensitive=True), photo(n)], sender=sender)
        case 3:  # an unknown sender: held, never answered
            return YUHUA, whole_piece(subject, sender=f"someone{n}@elsewhere.test", title=title, seed=n)
        case 4:  # machine-made: ignored
            return YUHUA, mail("自动回复：外出", [], sender=sender, Auto_Submitted="auto-replied")
        case 5:  # a large one
            return YUHUA, mail(subject, [manuscript(title), form(title), ("数据.bin", _bulk(n), DOCX)], sender=sender)
        case 6:
            parts = [manuscript(title), photo(n)]
            return JINJIANG, mail(f"2022年+青阳+走访{n}", parts, sender="qingyang@jinjiang.test", to=JINJIANG)
        case _:
            return YUHUA, whole_piece(f"2020年度+{STATION_NAME}+走访{n}", title=title, seed=n)


def _bulk(n: int) -> bytes:
    return random.Random(n).randbytes(700_000)


@pytest.fixture
def servers() -> Iterator[RealServers]:
    with RealServers(PASSWORDS) as running:
        yield running


@pytest.fixture
def program(tmp_path: Path, servers: RealServers) -> Program:
    return Program(data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port)


def test_killed_at_random_moments_nothing_is_lost_and_nothing_is_answered_twice(
    program: Program, servers: RealServers
) -> None:
    print(f"BAOSONG_KILL_SEED={SEED} BAOSONG_KILLS={KILLS}")
    dice = random.Random(SEED)
    sent = {sha256(raw).hexdigest(): raw for raw in _arrive(servers)}
    orphans: list[psutil.Process] = []
    for moment in sorted(dice.uniform(0, 0.97) for _ in range(KILLS)):
        orphans += _kill_one(program, dice, moment)
    _poll_until_quiet(program)
    _wait_for_exim(servers)
    assert psutil.wait_procs(orphans, timeout=10)[1] == []
    _every_letter_is_kept(program, sent)
    _every_letter_has_one_disposition_and_every_submission_one_piece(program)
    _every_receipt_is_there_once(program, servers)


def _arrive(servers: RealServers) -> Iterator[bytes]:
    at = TurnableClock()
    for address, raw in letters():
        at.forward(minutes=1)
        servers.deliver(address, raw, received_at=at())
        yield raw


def _kill_one(program: Program, dice: random.Random, moment: float) -> list[psutil.Process]:
    """Start the worker or a poll, and kill it once that share of the work is done, a little sooner or later.

    One kill in seven falls into the start of the program.
    """
    command = dice.choice([["run"], ["poll", "--json"]])
    with program.start(*command) as running:
        if dice.random() < 1 / 7:
            time.sleep(dice.uniform(0, 3))
        else:
            end = time.monotonic() + 120
            while _progress(program.data) < moment and running.process.poll() is None:
                assert time.monotonic() < end, _standstill(program, running)
                time.sleep(0.002)
            time.sleep(dice.uniform(0, 0.06))
        ended = running.process.poll()
        assert ended in (None, 0), running.told()
        return running.kill()


def _standstill(program: Program, running: Running) -> str:
    health = [row.model_dump() for row in program.rows(select(HealthRow))]
    outbox = Counter((row.state, row.answer) for row in program.rows(select(OutboxRow)))
    return f"the work does not go on: {health}\n{outbox}\n{running.told()[-3000:]}"


def _progress(data: Path) -> float:
    """The share of the work that is done, by the letters on disk and the lines of the log."""
    kept = sum(1 for pattern in ("raw/*/*.eml", "sealed/*.eml") for _ in data.glob(pattern))
    try:
        with closing(sqlite3.connect(f"file:{data / 'baosong.db'}?mode=ro", uri=True, timeout=0.5)) as db:
            events = db.execute("SELECT count(*) FROM events").fetchone()[0]
    except sqlite3.Error:
        events = 0
    return float(kept * 2 + events) / (2 * LETTERS + EVENTS)


def _poll_until_quiet(program: Program) -> None:
    for _ in range(5):
        done = program.poll()
        if not any(line["fetched"] or line["sent"] for line in done.values()):
            return
    raise AssertionError(f"never quiet: {done}")


def _wait_for_exim(servers: RealServers) -> None:
    spool = servers.folder / "spool" / "input"
    wait_until(lambda: not spool.exists() or not any(spool.iterdir()), "exim to deliver what it took")


def _every_letter_is_kept(program: Program, sent: dict[str, bytes]) -> None:
    assert len(sent) == LETTERS
    for name, raw in sent.items():
        open_one = program.data / "raw" / name[:2] / f"{name}.eml"
        sealed_one = program.data / "sealed" / f"{name}.eml"
        assert open_one.exists() != sealed_one.exists()
        assert (open_one if open_one.exists() else sealed_one).read_bytes() == raw


def _every_letter_has_one_disposition_and_every_submission_one_piece(program: Program) -> None:
    rows: list[LetterRow] = program.rows(select(LetterRow))
    assert len(rows) == LETTERS
    assert all(row.done for row in rows)
    assert Counter(row.disposition for row in rows) == {
        "accepted": 30, "returned": 6, "sealed": 6, "held": 12, "ignored": 6,
    }  # fmt: skip
    pieces: list[PieceRow] = program.rows(select(PieceRow))
    assert len(pieces) == len({piece.number for piece in pieces}) == LETTERS - 6  # the machine's letters are none
    assert Counter(row.piece_id for row in rows if row.piece_id) == {piece.id: 1 for piece in pieces}
    for prefix in ("YH-2020-", "JJ-2020-"):
        numbers = sorted(int(p.number.removeprefix(prefix)) for p in pieces if p.number.startswith(prefix))
        assert numbers == list(range(1, len(numbers) + 1))


def _every_receipt_is_there_once(program: Program, servers: RealServers) -> None:
    """Told apart: certainly sent, and of unknown fate because the kill fell between the handing over and the answer."""
    outbox: list[OutboxRow] = program.rows(select(OutboxRow))
    rows: list[LetterRow] = program.rows(select(LetterRow))
    fate = Counter(row.state for row in outbox)
    print("outbox:", dict(fate))
    assert set(fate) <= {"sent", "unknown"}
    answered = {one.letter_id for one in outbox if one.kind.startswith("receipt")}
    assert answered == {row.id for row in rows if row.unit is not None and row.disposition != "ignored"}
    assert len(answered) == LETTERS - 12
    arrived: Counter[str] = Counter()
    for address in {row.to for row in outbox}:
        for raw in servers.mailbox(address):
            arrived[str(message_from_bytes(raw, policy=policy.default)["Message-ID"])] += 1
    assert set(arrived.values()) <= {1}
    assert {m.message_id for m in outbox if m.state == "sent"} <= set(arrived)
    assert set(arrived) <= {m.message_id for m in outbox}
