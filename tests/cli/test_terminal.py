"""On a terminal of 80 columns: no number and no date is broken, and no line is too long."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from cli.conftest import ACCEPTANCE
from rich.cells import cell_len

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def on_a_terminal(*arguments: str, columns: int = 80) -> list[str]:
    """The lines a command shows on a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR"}}
    running = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments, "--config", str(ACCEPTANCE)],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    told = b""
    while True:
        try:
            more = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        told += more
    os.close(ours)
    running.wait(60)
    shown = told.decode().replace("\r\x1b[2K", "\n")  # a bar that is wiped out leaves its line to what comes next
    return [line.rstrip() for line in ESCAPES.sub("", shown).replace("\r", "").splitlines()]


def test_a_list_breaks_titles_and_nothing_else(record: Path) -> None:
    lines = on_a_terminal("list", "--data", str(record))
    assert [line for line in lines if cell_len(line) > 80] == []
    table = lines[: lines.index("")]
    rows = [line for line in table if line.startswith("YH-")]
    assert len(rows) == 5
    assert [row for row in rows if not re.match(r"YH-2020-0000\d  \S+ .* 2020-05-06 18:00$", row)] == []
    continued = [line for line in table[1:] if not line.startswith("YH-")]
    title_column = cell_len(rows[0][: rows[0].index("左家塘街道")])
    assert {len(line) - len(line.lstrip()) for line in continued} == {title_column}


def test_what_is_continued_in_a_record_stands_under_its_own_beginning(record: Path) -> None:
    lines = on_a_terminal("show", "YH-2020-00002", "--data", str(record))
    assert [line for line in lines if cell_len(line) > 80] == []
    at = next(i for i, line in enumerate(lines) if line.startswith("    需处理："))
    assert re.match(r" {4}\S", lines[at + 1])
    assert "[第1期]" in "".join(line.strip() for line in lines), "square brackets are shown as they stand"


def test_the_commands_a_record_offers_are_never_broken(record: Path) -> None:
    for name in ("YH-2020-00003", "YH-2020-00004", "YH-2020-00005", "L6"):
        lines = on_a_terminal("show", name, "--data", str(record))
        commands = [line.strip() for line in lines if line.lstrip().startswith("baosong ")]
        assert len(commands) >= 2
        assert [command for command in commands if not command.endswith("--by 姓名")] == []


def test_what_the_doctor_says_fits_too(record: Path) -> None:
    lines = on_a_terminal("doctor", "--bureau", "yuhua", "--data", str(record))
    assert [line for line in lines if cell_len(line) > 80] == []
    assert sum("需处理" in line for line in lines) == 2
