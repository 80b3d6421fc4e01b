"""Arguments: the global options before and after, help and mistakes in Chinese."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli.conftest import ACCEPTANCE, Desk, command
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import commands
from pipeline.cli.app import hoisted

COMMANDS = ["poll", "check", "ingest", "subject", "show", "list", "decide", "reprocess", "run", "doctor", "config"]
ENGLISH = re.compile(
    r"\b(?:Usage|Options?|Commands?|Arguments?|Error|Show|this|Try|required|default|Missing|No such)\b"
)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], []),
        (["list"], ["list"]),
        (["--config", "a", "list"], ["--config", "a", "list"]),
        (["list", "--config", "a"], ["--config", "a", "list"]),
        (["list", "--config=a", "--json"], ["--config=a", "list", "--json"]),
        (["list", "--data", "d", "--unit", "u", "--config=c"], ["--data", "d", "--config=c", "list", "--unit", "u"]),
        (["config", "check", "--config", "a"], ["--config", "a", "config", "check"]),
        (["--data=d", "config", "check"], ["--data=d", "config", "check"]),
        (["check", "--", "--config", "a"], ["check", "--", "--config", "a"]),
        (["check", "--config", "a", "--", "--data"], ["--config", "a", "check", "--", "--data"]),
        (["list", "--config"], ["list", "--config"]),
        (["list", "--configuration", "a"], ["list", "--configuration", "a"]),
        (["decide", "L1", "accept", "--reason", "data"], ["decide", "L1", "accept", "--reason", "data"]),
    ],
)  # fmt: skip
def test_the_global_options_are_moved_to_the_front(given_: list[str], expected: list[str]) -> None:
    assert hoisted(given_) == expected


@given(st.lists(st.sampled_from(["--config", "--data", "--config=x", "--", "--json", "list", "a", "b"]), max_size=8))
def test_nothing_is_lost_and_the_rest_keeps_its_order(words: list[str]) -> None:
    moved = hoisted(words)
    assert sorted(moved) == sorted(words)
    assert hoisted(moved) == moved
    if "--" in words:
        behind = words[words.index("--") :]
        if not (words.index("--") and words[words.index("--") - 1] in {"--config", "--data"}):
            assert moved[-len(behind) :] == behind


@pytest.mark.parametrize("place", ["before", "after", "after, with ="])
def test_config_and_data_are_taken_before_and_after_the_command(looking: Desk, place: str) -> None:
    own = ["--config", str(looking.config), "--data", str(looking.data)]
    if place == "after, with =":
        own = [f"--config={looking.config}", f"--data={looking.data}"]
    asked = ["list", "--state", "held", "--json"]
    done = command([*own, *asked] if place == "before" else [*asked, *own])
    assert (done.code, done.err) == (0, "")
    assert [row["number"] for row in done.json] == ["YH-2020-00003", "YH-2020-00004"]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["config"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_chinese_throughout(arguments: list[str]) -> None:
    done = command(arguments)
    told = done.out + done.err
    assert told.startswith("用法：baosong")
    assert "显示这份说明" in told
    assert ENGLISH.findall(told) == []
    assert done.code == (0 if "--help" in arguments else 2)
    assert max(len(line) for line in told.splitlines()) <= 80


def test_the_first_help_lists_every_command_with_a_word_of_what_it_does() -> None:
    told = dict(re.findall(r"^  ([a-z-]+) +(\S+)", command([]).err, re.MULTILINE))
    assert set(told) >= {*COMMANDS, *commands.COMMANDS}
    assert all(re.match(r"[\u4e00-\u9fff]", word) for word in told.values())


def test_every_room_with_commands_is_in_the_table_with_all_of_them() -> None:
    rooms = Path(commands.__file__).parent
    added: dict[str, set[str]] = {}
    for module in rooms.glob("*.py"):
        source = module.read_text(encoding="utf-8")
        if "def add_to(" in source and module.stem != "commands":
            added[module.stem] = set(re.findall(r'app\.command\("([a-z-]+)"|add_typer\(\w+, name="([a-z-]+)"', source))
    told = {(entry.room, name) for name, entry in commands.COMMANDS.items()}
    assert told == {(room, first or second) for room, names in added.items() for first, second in names}


@pytest.mark.parametrize("given_", [["--help"], ["lisst"], ["subject", "--bureau", "yuhua"]])
def test_help_and_subjects_load_no_database_and_read_no_files_of_letters(given_: list[str]) -> None:
    """They are asked for again and again by hand: what takes most of a second to load is left alone."""
    heavy = "sqlalchemy", "alembic", "apscheduler", "docx", "PIL"
    program = (
        "import sys\nfrom pipeline.cli.app import run\n"
        f"try:\n    run({[*given_, '--config', str(ACCEPTANCE)]!r})\n"
        f"except SystemExit:\n    print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"",
        capture_output=True,
        cwd=Path(commands.__file__).parents[2],
        check=True,
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["lisst"], ["没有“lisst”这个命令", "是不是要写 list", "baosong --help"]),
        (["xyz"], ["没有“xyz”这个命令", "baosong --help"]),
        (["list", "--jsn"], ["没有“--jsn”这个选项", "--json", "baosong list --help"]),
        (["show"], ["还缺“编号”", "YH-2020-00012", "baosong show [选项] 编号"]),
        (["show", "a", "b"], ["多写了“b”"]),
        (["ingest", "x.eml"], ["还缺“--bureau”", "baosong ingest --help"]),
        (["check"], ["还缺“文件…”", "Maildir"]),
        (["list", "--period"], ["“--period”后面要写内容"]),
        (["list", "--config"], ["“--config”后面要写内容"]),
        (["--data"], ["“--data”后面要写内容"]),
        (["list", "--json=yes"], ["“--json”后面不用写内容"]),
        (["config", "chek"], ["没有“chek”这个命令", "check"]),
        (["register", "--chars", "很多"], ["“--chars”写得不对：请写整数，只用数字。"]),
        (["roster", "suggest", "--days", "0"], ["“--days”写得不对：请写不小于 1 的整数。"]),
        (["roster", "suggest", "--days", "99999"], ["请写不大于 36500 的整数。"]),
        (["call", "约3", "--kind", "x"], ["“--kind”写得不对：请从这些里选一个：general、comprehensive。"]),
    ],
)
def test_a_mistake_on_the_command_line_is_told_with_what_to_do(arguments: list[str], told: list[str]) -> None:
    done = command(arguments)
    assert (done.code, done.out) == (2, "")
    assert [word for word in told if word not in done.err] == []
    assert ENGLISH.findall(done.err) == []


@pytest.mark.parametrize("name", ["poll", "list", "doctor"])
def test_a_bureau_that_is_not_there_is_told_with_those_that_are(empty: Desk, name: str) -> None:
    done = empty(name, "--bureau", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "没有叫“nowhere”的局" in done.err
    assert "yuhua" in done.err
    assert "jinjiang" in done.err
    assert not empty.data.exists()
