"""The command line as offices script against it: JSON and nothing else, exit codes, global options (design.md §5)."""

import json
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from acts.conftest import ACCEPTANCE, PASSWORDS
from acts.office import JINJIANG, SUBJECT, TITLE, YUHUA, TurnableClock, mail, manuscript, whole_piece
from acts.program import Program
from servers.real import RealServers

POLL_KEYS = [
    "bureau", "fetched", "accepted", "returned", "held", "sealed", "ignored", "quarantined", "sent", "queued"
]  # fmt: skip
CHECK_KEYS = [
    "file", "sha256", "bureau", "kind", "disposition", "number", "sender", "subject", "unit", "year", "keyword",
    "subject_grade", "title", "chars", "parts", "findings",
]  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}.*。")


@pytest.fixture
def servers() -> Iterator[RealServers]:
    with RealServers(PASSWORDS) as running:
        yield running


@pytest.fixture
def program(tmp_path: Path, servers: RealServers) -> Program:
    return Program(data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port)


@pytest.fixture
def alone(tmp_path: Path) -> Program:
    """Without any server: nobody listens on its ports."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Program(data=tmp_path / "data", imap_port=port, smtp_port=port)


@pytest.mark.servers
def test_the_second_poll_fetches_nothing_and_sends_nothing(program: Program, servers: RealServers) -> None:
    raw = whole_piece()
    servers.deliver(YUHUA, raw)
    servers.deliver(YUHUA, raw, folder="垃圾邮件")
    servers.deliver(YUHUA, mail("2020年度+左家塘+活动", [manuscript("没有附表的稿件")]))
    servers.deliver(JINJIANG, mail("自动回复", [], Auto_Submitted="auto-replied"))
    first = program.run("poll", "--json")
    assert first.code == 0
    assert [list(line) for line in first.lines] == [POLL_KEYS] * 2
    jinjiang, yuhua = sorted(first.lines, key=lambda line: str(line["bureau"]))
    nothing = dict.fromkeys(POLL_KEYS[1:], 0)
    assert yuhua == {"bureau": "yuhua"} | nothing | {"fetched": 3, "accepted": 1, "returned": 1, "sent": 2}
    assert jinjiang == {"bureau": "jinjiang"} | nothing | {"fetched": 1, "ignored": 1}
    again = program.run("poll", "--json")
    assert again.code == 0
    assert again.lines == [{"bureau": line["bureau"]} | nothing for line in first.lines]
    only = program.run("poll", "--bureau", "yuhua", "--json")
    assert only.lines == [{"bureau": "yuhua"} | nothing]


@pytest.mark.servers
def test_people_are_shown_a_table_in_chinese(program: Program, servers: RealServers) -> None:
    servers.deliver(YUHUA, whole_piece())
    done = program.run("poll")
    assert (done.code, done.err) == (0, "")
    assert "收取" in done.out
    assert "受理" in done.out


def test_a_server_that_is_down_is_told_in_a_sentence_and_ends_with_1(alone: Program) -> None:
    done = alone.run("poll", "--json")
    assert done.code == 1
    assert [line["fetched"] for line in done.lines] == [0, 0]
    said = [line for line in done.err.splitlines() if not line.startswith("{")]
    assert len(said) == 2
    assert all(CHINESE.search(line) for line in said)
    assert "Traceback" not in done.err


@pytest.mark.servers
def test_an_smtp_server_that_is_down_leaves_the_receipt_in_the_outbox(servers: RealServers, alone: Program) -> None:
    servers.deliver(YUHUA, whole_piece())
    alone.imap_port = servers.imap_port
    done = alone.run("poll", "--bureau", "yuhua", "--json")
    assert done.code == 1
    assert (done.lines[0]["accepted"], done.lines[0]["sent"], done.lines[0]["queued"]) == (1, 0, 1)
    assert "待发箱" in done.err
    alone.smtp_port = servers.smtp_port
    assert alone.poll()["yuhua"]["sent"] == 1


def test_a_wrong_configuration_is_told_whole_and_ends_with_2(alone: Program, tmp_path: Path) -> None:
    alone.config = Path(shutil.copytree(ACCEPTANCE, tmp_path / "config"))
    wrong = alone.config / "bureaus" / "yuhua" / "bureau.toml"
    wrong.write_text(wrong.read_text().replace('mode = "live"', 'mode = "lively"').replace("prefix =", "prefiks ="))
    done = alone.run("poll", "--json")
    assert (done.code, done.out) == (2, "")
    assert "bureau.toml" in done.err
    assert "lively" in done.err
    assert "prefiks" in done.err
    assert not alone.data.exists()


@pytest.mark.parametrize(
    "arguments",
    [["poll", "--bureau", "nowhere"], ["poll", "--no-such-option"], ["no-such-command"], ["check", "/no/such/file"]],
)
def test_wrong_usage_ends_with_2(alone: Program, arguments: list[str]) -> None:
    done = alone.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_the_global_options_are_taken_before_and_after_the_command(alone: Program, tmp_path: Path) -> None:
    config, data = ["--config", str(ACCEPTANCE)], [f"--data={tmp_path / 'elsewhere'}"]
    orders = [[*config, *data, "list"], ["list", *config, *data], [*config, "list", *data, "--json"]]
    for arguments in orders:
        done = alone.run(*arguments)
        assert done.code == 0
        assert str(tmp_path / "elsewhere") in done.err, "where it looked and found nothing on record"
    assert not alone.data.exists()


def test_check_prints_json_and_nothing_else_and_stores_nothing(alone: Program, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(whole_piece())
    (tmp_path / "b.eml").write_bytes(mail("2020年度+左家塘+活动", [manuscript("没有附表的稿件")]))
    (tmp_path / "c.eml").write_bytes(b"\xff\xfe not a letter")
    done = alone.run("check", "--json", *(str(tmp_path / name) for name in ("a.eml", "b.eml", "c.eml")))
    assert done.code == 0
    assert [list(line) for line in done.lines] == [CHECK_KEYS] * 3
    assert [line["disposition"] for line in done.lines[:2]] == ["accepted", "returned"]
    assert (done.lines[0]["title"], done.lines[0]["unit"], done.lines[0]["number"]) == (TITLE, "zuojiatang", None)
    assert not alone.data.exists()


def test_subject_prints_one_json_line_for_each_line_it_is_given(alone: Program) -> None:
    done = alone.run("subject", "--bureau", "yuhua", "--json", given=f"{SUBJECT}\n\n走访慰问活动信息\n")
    assert done.code == 0
    assert [list(line) for line in done.lines] == [["raw", "year", "unit", "unit_text", "keyword", "grade"]] * 3
    assert [line["grade"] for line in done.lines] == ["exact", "unclear", "unclear"]


@pytest.mark.servers
def test_every_other_command_prints_one_json_document(program: Program, servers: RealServers, tmp_path: Path) -> None:
    servers.deliver(YUHUA, whole_piece(), received_at=TurnableClock()())
    program.poll()
    (tmp_path / "old.eml").write_bytes(mail("2020年度+左家塘+旧稿", [manuscript("补录的旧稿件")]))
    commands = [
        ["list", "--json"],
        ["show", "YH-2020-00001", "--json"],
        ["decide", "YH-2020-00001", "return", "--reason", "照片不清", "--by", "李主任", "--json"],
        ["reprocess", "YH-2020-00001", "--json"],
        ["ingest", "--bureau", "yuhua", "--json", str(tmp_path / "old.eml")],
        ["doctor", "--json"],
    ]
    for arguments in commands:
        done = program.run(*arguments)
        assert done.code == 0, (arguments, done.err)
        assert json.loads(done.out), arguments
