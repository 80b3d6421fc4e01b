"""`baosong demo` as a person runs it: a month of mail on servers of its own."""

import base64
import imaplib
import io
import re
import shlex
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections import Counter
from email import message_from_bytes
from email.policy import default as modern
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from demo.conftest import ROOT, Played, demo

from pipeline.demo.folder import MARKER
from pipeline.demo.month import load_month
from pipeline.settings import load

PHRASE = "青松专项"  # stands in the month's sealed letters and nowhere else
TABLES = (
    "letters", "pieces", "parts", "findings", "decisions", "outbox", "events", "numbers",
    "facts", "entries", "closings",
)  # fmt: skip
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]  # one month is played for them all


def test_every_letter_goes_as_the_months_files_say(played: Played) -> None:
    assert played.told["breaches"] == []
    letters = [(bureau, sent) for bureau, sent in load_month().letters() if sent.copy_of is None]
    assert played.told["letters"] == len(letters) >= 60
    declared = Counter((bureau, sent.expect) for bureau, sent in letters)
    for bureau, told in played.told["bureaus"].items():
        for disposition in ("accepted", "returned", "held", "ignored", "sealed", "quarantined"):
            assert told[disposition] == declared[bureau, disposition], (bureau, disposition)


def test_the_month_holds_mistakes_of_every_kind() -> None:
    finds = {code for _, sent in load_month().letters() for code in sent.finds}
    runs = {row.name for bureau in load(ROOT / "config").bureaus.values() for row in bureau.checks.rows}
    # No unit sends for several, none mixes a piece and a report; every story has a title; no pictured form can be read.
    assert runs - finds == {"subject_unit", "title_present", "report_beside_piece", "form_picture_read"}


def test_no_letter_gets_two_receipts_and_no_mail_stays_behind(played: Played) -> None:
    receipts = played.rows("select letter_id, count(*) from outbox where kind like 'receipt_%' group by letter_id")
    assert {count for _, count in receipts} == {1}
    assert len(receipts) > 50
    assert played.rows("select state from outbox group by state order by state") == [("bounced",), ("sent",)]


def test_the_mail_that_came_back_is_known_and_the_office_told_whom_nothing_reaches(played: Played) -> None:
    assert played.rows("select \"to\", bounce_reason from outbox where state = 'bounced'") == [
        ("gaoqiao@yuhua.test", "full")
    ]
    assert played.rows("select distinct \"to\" from outbox where occasion like 'alert_unreached:%'") != []


def test_an_unknown_sender_never_gets_mail(played: Played) -> None:
    units = [unit for one in load(ROOT / "config").bureaus.values() for unit in one.bureau.roster.units]
    registered = {address for unit in units for address in unit.addresses}
    strangers = {sent.sender for _, sent in load_month().letters() if "@" in sent.sender} - registered
    assert len(strangers) >= 4
    told = {to for (to,) in played.rows('select distinct "to" from outbox')}
    assert told & strangers == set()
    assert {a.rpartition("@")[2] for a in told} == {"yuhua.test", "jinjiang.test"}


def test_what_is_sealed_stands_nowhere_but_in_sealed(played: Played) -> None:
    found = (path for path in played.data.rglob("*") if path.suffix not in {".db-shm", ".db-wal"})  # of who looks now
    files = [path for path in found if path.is_file()]
    sealed = [path for path in files if path.parent == played.data / "sealed"]
    assert len(sealed) == 2
    others = [path for path in files if path not in sealed]
    assert len(others) > 300
    assert [path for path in others if _holds(path.read_bytes())] == []
    assert all(_holds(path.read_bytes()) for path in sealed)


def _holds(content: bytes) -> bool:
    """Whether the phrase stands in it, in any coding and inside letters and documents too."""
    texts = [PHRASE.encode(codec) for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    longer = [f"{PHRASE}名单".encode(codec) for codec in ("utf-8", "gb18030")]
    codes = {base64.b64encode(b"x" * shift + text)[4:-4] for text in longer for shift in range(3)}
    if any(sign in content for sign in [*texts, *codes, PHRASE.encode("unicode_escape")]):
        return True
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                return any(_holds(package.read(name)) for name in package.namelist())
        except (zipfile.BadZipFile, zipfile.LargeZipFile):
            return False
    if re.match(rb"[A-Za-z-]+: ", content):
        leaves = [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
        return any(_holds(leaf.get_payload(decode=True) or b"") for leaf in leaves if leaf.as_bytes() != content)
    return False


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [unquote(value or "") for name, value in attrs if tag == "a" and name == "href"]


def test_every_mail_that_was_sent_can_be_opened(played: Played) -> None:
    out = played.data / "out"
    mails, page = out / "mails", (out / "index.html").read_text("utf-8")
    links = _Links(page).found
    assert [f'id="{link[1:]}"' in page for link in links if link.startswith("#")] == [True, True]
    assert [link for link in links if not (link.startswith("#") or (out / link).is_file())] == []
    sent = played.rows("select subject, mime from outbox order by id")
    kept = {path.read_bytes() for path in mails.glob("*.eml")}
    assert kept == {mime for _, mime in sent}
    pages = "".join(path.read_text("utf-8") for path in mails.glob("*.html"))
    assert all(str(message_from_bytes(mime, policy=modern)["Subject"]) == subject for subject, mime in sent)
    assert "审核表（东塘）.docx" in pages


def test_played_again_it_adds_nothing_and_then_goes_on_until_it_is_stopped(played: Played, tmp_path: Path) -> None:
    played = Played(Path(shutil.copytree(played.data, tmp_path / "data")), played.told)
    before = {table: played.rows(f"select count(*) from {table}") for table in TABLES}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = demo("--port", port, "--data", played.data)
    said = _until(running, "BAOSONG_DEMO_PASSWORD=demo")
    try:
        assert {table: played.rows(f"select count(*) from {table}") for table in TABLES} == before
        ports = re.search(r"127\.0\.0\.1:(\d+).*127\.0\.0\.1:(\d+)", said)
        assert ports is not None
        _try_out(said)
        _ask_the_desk(int(ports[1]), int(ports[2]))
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).read().decode()
        assert "为什么要写年度" in page
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert "演示已结束" in out
    assert played.rows("select distinct period from closings") == [("2026-05",)]  # whatever the machine's month is


def _try_out(said: str) -> None:
    """The commands that are told for looking can be typed as they stand; closing again changes nothing."""
    looks = r" (list|show|standings|explain|facts|rescore|close-month) .*--data "
    commands = [shlex.split(line) for line in said.splitlines() if re.search(looks, line)]
    assert len(commands) == 7
    for command in commands:
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60).returncode == 0


def _until(running: "subprocess.Popen[str]", mark: str) -> str:
    said = ""
    assert running.stdout is not None
    for line in running.stdout:
        said += line
        if mark in line:
            return said
    raise AssertionError(f"ended before: {said} {running.communicate()}")


def _ask_the_desk(imap: int, smtp: int) -> None:
    """As a person does with a mail program: a letter from a unit, and its receipt in the unit's mailbox."""
    unit = "lituo@yuhua.test"
    head = f"From: {unit}\r\nTo: yuhua@baosong.test\r\nSubject: 为什么要写年度\r\nMessage-ID: <ask@yuhua.test>\r\n"
    with smtplib.SMTP("127.0.0.1", smtp, timeout=30) as client:
        client.login(unit, "demo")
        client.sendmail(unit, ["yuhua@baosong.test"], f"{head}\r\n请问\r\n".encode())
    deadline = time.monotonic() + 60
    with imaplib.IMAP4("127.0.0.1", imap, timeout=30) as box:
        box.login(unit, "demo")
        while time.monotonic() < deadline:
            box.select(readonly=True)
            if box.uid("SEARCH", "HEADER", "In-Reply-To", "<ask@yuhua.test>")[1] != [b""]:
                return
            time.sleep(0.5)
    raise AssertionError("no receipt came")


def test_stopped_on_the_way_it_says_so_and_leaves_no_traceback(tmp_path: Path) -> None:
    data = tmp_path / "data"
    running = demo("--once", "--data", data)
    deadline = time.monotonic() + 60
    while not list((data / "raw").rglob("*.eml")) and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert err.startswith("演示已停止")
    assert len(err.splitlines()) == 1


def test_a_folder_that_no_demo_made_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "baosong.db").write_bytes(b"records of an office")
    running = demo("--once", "--fresh", "--data", tmp_path)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "演示不会动它" in err
    assert [path.name for path in tmp_path.iterdir()] == ["baosong.db"]


def test_json_is_for_a_demo_that_ends(tmp_path: Path) -> None:
    running = demo("--json", "--data", tmp_path / "data")
    _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "--once" in err
    assert not (tmp_path / "data").exists()


def test_without_its_servers_it_says_what_to_install(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['pymap'] = None\n"
        "from pipeline.cli.app import run\n"
        f"run(['demo', '--once', '--data', {str(tmp_path / 'data')!r}])"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ended.returncode == 2
    assert "pymap" in ended.stderr
    assert "baosong[demo]" in ended.stderr
    assert not (tmp_path / "data" / MARKER).exists()
