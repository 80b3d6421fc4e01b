"""Two at the same data folder, a server that restarts, a folder that was rebuilt: nothing is counted twice."""

from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from acts.conftest import PASSWORDS
from acts.office import STATION, YUHUA, mail, manuscript, whole_piece
from acts.program import Program, wait_until
from servers.real import RealServers
from sqlmodel import select

from pipeline.store.tables import CursorRow, LetterRow, OutboxRow, PieceRow, SightingRow

pytestmark = pytest.mark.servers


@pytest.fixture
def servers() -> Iterator[RealServers]:
    with RealServers(PASSWORDS) as running:
        yield running


@pytest.fixture
def program(tmp_path: Path, servers: RealServers) -> Program:
    return Program(data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port)


def pieces_arrive(servers: RealServers, count: int) -> None:
    for n in range(count):
        title = f"街道退役军人服务站第{n}次走访慰问老兵"
        servers.deliver(YUHUA, whole_piece(f"2020年度+左家塘+走访{n}", title=title, seed=n))


def settled_once(program: Program, servers: RealServers, count: int) -> None:
    """So many letters, pieces and receipts, each once, and every uid accounted for."""
    rows: list[LetterRow] = program.rows(select(LetterRow))
    pieces: list[PieceRow] = program.rows(select(PieceRow))
    mails = [mail for mail in program.rows(select(OutboxRow)) if mail.kind.startswith("receipt")]  # no daily list
    assert len(rows) == len(pieces) == len(mails) == count
    assert {row.disposition for row in rows} == {"accepted"}
    assert len({piece.number for piece in pieces}) == count
    assert {one.state for one in mails} == {"sent"}
    arrived = servers.wait_for_mail(STATION, count)
    subjects = Counter(str(message_from_bytes(raw, policy=policy.default)["Subject"]) for raw in arrived)
    assert subjects == {one.subject: 1 for one in mails}


def test_two_workers_share_the_letters_between_them(program: Program, servers: RealServers) -> None:
    with program.start("run") as first, program.start("run") as second:
        wait_until(lambda: "worker_started" in first.told(), "the workers")
        pieces_arrive(servers, 12)
        wait_until(lambda: len(servers.mailbox(STATION)) >= 12, "twelve receipts")
        assert (first.terminate(), second.terminate()) == (0, 0)
    settled_once(program, servers, 12)


def test_a_poll_beside_a_worker_takes_its_turn(program: Program, servers: RealServers) -> None:
    pieces_arrive(servers, 12)
    with program.start("run") as worker:
        assert program.run("poll").code == 0
        wait_until(lambda: len(servers.mailbox(STATION)) >= 12, "twelve receipts")
        assert worker.terminate() == 0
    settled_once(program, servers, 12)


def test_a_mail_server_that_restarts_in_the_middle_of_a_poll_loses_nothing(
    program: Program, servers: RealServers
) -> None:
    bulk = b"\0" * 9_000_000
    for n in range(12):
        title = f"街道退役军人服务站第{n}次走访慰问老兵"
        parts = [manuscript(title), ("数据.bin", bulk + bytes([n]), "application/octet-stream")]
        servers.deliver(YUHUA, mail(f"2020年度+左家塘+走访{n}", parts))
    with program.start("poll", "--json") as running:
        wait_until(lambda: any((program.data / "raw").glob("*/*.eml")), "the first letter")
        servers.restart_imap()
        assert running.process.wait(timeout=120) in (0, 1)
    done = program.poll()["yuhua"]
    rows: list[LetterRow] = program.rows(select(LetterRow))
    assert (len(rows), {row.disposition for row in rows}) == (12, {"returned"})
    assert done["queued"] == 0
    assert program.poll()["yuhua"]["fetched"] == 0
    assert len(servers.wait_for_mail(STATION, 12)) == 12


def test_a_folder_that_was_rebuilt_is_read_again_and_nothing_counts_twice(
    program: Program, servers: RealServers
) -> None:
    pieces_arrive(servers, 3)
    assert program.poll()["yuhua"]["accepted"] == 3
    [before] = program.rows(select(CursorRow).where(CursorRow.bureau == "yuhua"))
    servers.rebuild(YUHUA)
    program.poll()
    [after] = program.rows(select(CursorRow).where(CursorRow.bureau == "yuhua"))
    assert after.uidvalidity != before.uidvalidity
    settled_once(program, servers, 3)
    assert len(program.rows(select(SightingRow))) == 6
    title = "重建以后的新稿件"
    servers.deliver(YUHUA, whole_piece("2020年度+左家塘+新稿", title=title, seed=9))
    again = program.poll()["yuhua"]
    assert (again["fetched"], again["accepted"]) == (1, 1)


def test_a_letter_that_appears_in_a_second_folder_later_is_the_letter_we_know(
    program: Program, servers: RealServers
) -> None:
    raw = whole_piece()
    servers.deliver(YUHUA, raw)
    assert program.poll()["yuhua"]["accepted"] == 1
    servers.deliver(YUHUA, raw, folder="垃圾邮件")
    again = program.poll()["yuhua"]
    assert (again["fetched"], again["accepted"], again["ignored"], again["sent"]) == (1, 0, 0, 0)
    settled_once(program, servers, 1)
