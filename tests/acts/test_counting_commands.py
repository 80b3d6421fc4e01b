"""The counting commands as scripts use them, in the real program: letters from files, then points."""

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from acts.conftest import PASSWORDS
from acts.counted import FIRST, SECOND, piece, report
from acts.program import Program, wait_until
from sqlmodel import select

from pipeline.demo.servers import MailServers
from pipeline.store.tables import ClosingRow, OutboxRow


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with MailServers(PASSWORDS) as servers:
        yield Program(data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port)


def saved(folder: Path, name: str, raw: bytes, received: str) -> str:
    """A letter as a file that says when it was received."""
    letter = message_from_bytes(raw, policy=policy.SMTP)
    letter["Received"] = f"from units.test by mx.baosong.test; {received}"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(letter.as_bytes())
    return str(folder / name)


def document(program: Program, *arguments: str) -> Any:
    """The one JSON document a command prints; nothing else stands on standard output."""
    done = program.run(*arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def points(program: Program, *more: str) -> str:
    told = document(program, "standings", "--bureau", "jinjiang", "--period", "2022-05", *more)
    return next(str(row["points"]) for row in told["rows"] if row["unit"] == "cizao")


def test_letters_taken_from_files_are_counted_and_those_of_an_archive_tell_nobody(
    program: Program, tmp_path: Path
) -> None:
    assert points(program) == "0"
    files = tmp_path / "letters"
    saved(files, "1.eml", piece(FIRST, 1), "Mon, 2 May 2022 10:00:00 +0800")
    saved(files, "2.eml", piece(SECOND, 2), "Mon, 2 May 2022 10:00:00 +0800")
    rows = [(FIRST, "泉州晚报", "", "2022年5月6日")]
    saved(files, "3.eml", report(rows), "Mon, 30 May 2022 10:00:00 +0800")
    assert document(program, "ingest", "--bureau", "jinjiang", str(files))["accepted"] == 3
    assert points(program) == "8"
    assert program.rows(select(OutboxRow)) == []
    late = saved(
        tmp_path / "late",
        "4.eml",
        report([(SECOND, "福建日报", "", "2022年5月9日")]),
        "Tue, 31 May 2022 10:00:00 +0800",
    )
    document(program, "ingest", "--bureau", "jinjiang", "--receipts", late)
    assert points(program) == "23"
    assert [mail.kind for mail in program.rows(select(OutboxRow))] == ["receipt_report", "adopted"]


def test_a_decision_and_a_letter_read_again_are_counted_at_once(program: Program, tmp_path: Path) -> None:
    files = tmp_path / "letters"
    saved(files, "1.eml", piece(FIRST, 1), "Mon, 2 May 2022 10:00:00 +0800")
    saved(files, "2.eml", report([(FIRST, "泉州晚报", "", "2022年5月6日")]), "Mon, 30 May 2022 10:00:00 +0800")
    document(program, "ingest", "--bureau", "jinjiang", str(files))
    told = ("--reason", "经核实", "--by", "李主任")
    document(program, "decide", "JJ-2022-00001", "assign", "--unit", "安海", *told)
    assert points(program) == "0"
    document(program, "decide", "JJ-2022-00001", "assign", "--unit", "磁灶", *told)
    assert points(program) == "8"
    document(program, "reprocess", "JJ-2022-00001")
    assert points(program) == "8"


def test_two_processes_that_close_a_month_at_once_issue_it_once(program: Program) -> None:
    order = ("close-month", "--bureau", "jinjiang", "--period", "2022-05", "--json")
    with program.start(*order) as first, program.start(*order) as second:
        assert [run.process.wait(timeout=180) for run in (first, second)] == [0, 0]
    assert document(program, *order[:-1])["again"] is True
    occasions = [mail.occasion for mail in program.rows(select(OutboxRow))]
    units = document(program, "standings", "--bureau", "jinjiang", "--period", "2022-05")["rows"]
    assert len(occasions) == len(set(occasions)) == len(units) + 2  # the office and the service centre too
    assert all(mail.state == "sent" for mail in program.rows(select(OutboxRow)))


def test_a_month_whose_closing_was_killed_is_closed_whole_or_not_at_all(program: Program) -> None:
    order = ("close-month", "--bureau", "jinjiang", "--period", "2022-05", "--json")
    with program.start(*order) as closing:
        wait_until((program.data / "out" / "jinjiang" / "2022-05").exists, "the first document")
        closing.kill()
    closed = bool(program.rows(select(ClosingRow)))
    assert bool(program.rows(select(OutboxRow))) is closed
    assert document(program, *order[:-1])["again"] is closed
    units = document(program, "standings", "--bureau", "jinjiang", "--period", "2022-05")
    assert units["frozen"] is True
    assert len(program.rows(select(OutboxRow))) == len(units["rows"]) + 2
