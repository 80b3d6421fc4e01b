"""The log on a terminal: every event in a clerk's words, and no word of the program's own."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import structlog
from cli.conftest import ACCEPTANCE
from cli.test_terminal import on_a_terminal
from structlog.testing import capture_logs

from pipeline.cli.context import set_up_log
from pipeline.cli.log_lines import LINES, line_of

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
AT = {"timestamp": "2020-05-06T01:30:00Z", "level": "info"}


def logged() -> set[str]:
    """The name of every event that is written out where it is logged."""
    calls = (
        node
        for module in PIPELINE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS
        if ast.unparse(node.func.value) == "_log"
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_event_that_is_logged_has_its_line() -> None:
    names = logged()
    assert len(names) >= 15
    assert names - set(LINES) == set()
    assert [line for line in LINES.values() if not re.search(r"[\u4e00-\u9fff{]", line)] == []


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (
            {"event": "round_done", "bureau": "yuhua", "fetched": 3, "accepted": 2, "sealed": 1, "held": 0},
            "09:30:00  yuhua：收取 3 封来信。受理 2、封存 1",
        ),
        (
            {"event": "raw_unreadable", "bureau": "yuhua", "letter": 7, "level": "error"},
            "09:30:00  出错  yuhua：来信 L7 的原件打不开，请检查数据文件夹",
        ),
        ({"event": "mail_tried", "bureau": "yuhua", "outcome": "sent", "code": 250}, "09:30:00  yuhua：一封邮件已发出"),
        ({"event": "plan_wrong", "mistakes": ["甲", "乙"], "level": "error"}, "config check。甲；乙"),
        ({"event": "settle_failed", "letter": 2, "exception": "Traceback:\n  line"}, "开发人员：\nTraceback:\n  line"),
        ({"event": "something_new", "n": 1}, "09:30:00  something_new"),
    ],
)
def test_an_event_is_a_line_with_its_facts_by_the_offices_clock(event: dict[str, object], told: str) -> None:
    line = line_of(None, "", AT | event)
    assert line.endswith(told)
    assert line.startswith("09:30:00")


def test_on_a_terminal_nothing_of_the_log_is_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = on_a_terminal("poll", "--data", str(tmp_path / "data"))
    assert [line for line in quiet if "{" in line] == []
    assert not [line for line in quiet if "收信没有成功" in line], "the command tells the fault itself"
    monkeypatch.setenv("BAOSONG_LOG", "info")
    asked = on_a_terminal("poll", "--data", str(tmp_path / "data"))
    assert [line for line in asked if "{" in line] == []
    assert [line for line in asked if re.match(r"\d\d:\d\d:\d\d  注意  yuhua：收信没有成功", line)]


def test_a_service_manager_gets_json(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "poll", "--config", str(ACCEPTANCE), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert {event["event"] for event in told} >= {"mailbox_fault"}


def test_a_log_that_was_written_to_before_follows_the_newest_setting() -> None:
    log = structlog.get_logger("written_before")
    set_up_log()
    log.warning("round_done")
    set_up_log()
    with capture_logs() as told:
        log.warning("post_fault")
    assert [line["event"] for line in told] == ["post_fault"]
