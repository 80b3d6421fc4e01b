"""Mistakes in settings.toml."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, load

Change = Callable[[Path, str, str], int]
OnlyError = Callable[[], ConfigError]


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("parts = 200", "parts = 0", "limits.parts = 0 超出范围", "1 到"),
        ("parts = 200", "parts = 2.5", "limits.parts 应当是整数，现在是小数", "整数"),
        ("parts = 200", "prats = 200", "不认识的配置项 limits.prats", "拼写"),
        ("kill_switch = false", "kill_switch = 0", "post.kill_switch 应当是 true 或 false", "true"),
        ('outcome = "stop"', 'outcome = "halt"', "post.codes.第1项.outcome 的值“halt”", "retry、tomorrow、operator"),
        ("[530, 534, 535, 538]", "[530, 250]", "codes 里的“250”不是 SMTP 应答码", "400 到 599"),
        ("[530, 534, 535, 538]", '["6xx"]', "codes 里的“6xx”不是 SMTP 应答码", "400 到 599"),
        ("wait_minutes = 30", "wait_minutes = -1", "wait_minutes = -1 超出范围", "0 到"),
        ("digest_hour = 8", "digest_hour = 25", "intervals.digest_hour = 25 超出范围", "0 到 23"),
        ('on = "auto"', 'on = "yes"', 'ocr.on 应当是 "auto" 或 false', "auto"),
        (
            'address = ""',
            'address = "baosong.example"',
            "desk.address 的“baosong.example/”不是审核台的网址",
            "https://",
        ),
        ('address = ""', 'address = "https://a.example/desk"', "不是审核台的网址", "只写到域名"),
        ("dns_servers = []", 'dns_servers = ["223.5.5"]', "dns_servers 的“223.5.5”不是 DNS 服务器的地址", "223.5.5.5"),
        ("dns_servers = []", 'dns_servers = ["1.1.1.1:99999"]', "“1.1.1.1:99999”不是", "[]"),
        ("confidence = 85", "confidence = 850", "ocr.confidence = 850 超出范围", "0 到 100"),
        ('letters_and_forms = "own"', 'letters_and_forms = "new"', "letters_and_forms 的值“new”", "own、shipped"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_remedy(
    config: Path, change: Change, only_error: OnlyError, old: str, new: str, what: str, remedy: str
) -> None:
    line = change(config / "settings.toml", old, new)
    error = only_error()
    assert (error.file, error.line) == (config / "settings.toml", line)
    assert what in error.what
    assert remedy in error.remedy


@pytest.mark.parametrize("hundred", ["4xx", "5xx"])
def test_the_table_of_answers_must_leave_no_answer_open(
    config: Path, change: Change, only_error: OnlyError, hundred: str
) -> None:
    text = (config / "settings.toml").read_text("utf-8")
    start = text.rindex("[[post.codes]]", 0, text.rindex(f'codes = ["{hundred}"]'))
    end = text.index("\n\n", start)
    (config / "settings.toml").write_text(text[:start] + text[end:], "utf-8")
    error = only_error()
    assert f"没有兜底的 {hundred} 行" in error.what
    assert f'codes = ["{hundred}"]' in error.remedy


def test_holidays_are_read_as_working_and_resting_days(config: Path, change: Change) -> None:
    change(config / "settings.toml", "[holidays]", '[holidays]\n"2026-10-10" = "work"\n"2026-10-08" = "rest"')
    assert load(config).holidays == {"2026-10-10": True, "2026-10-08": False}


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ('"2026-02-30" = "work"', "“2026-02-30”不是日期"),
        ('"国庆" = "rest"', "“国庆”不是日期"),
        ('"2026-10-10" = "上班"', "holidays.2026-10-10 的值“上班”"),
    ],
)
def test_a_wrong_holiday_is_told(config: Path, change: Change, only_error: OnlyError, row: str, what: str) -> None:
    line = change(config / "settings.toml", "[holidays]", f"[holidays]\n{row}")
    error = only_error()
    assert (error.line, what in error.what) == (line + 1, True)
    assert error.remedy


def test_what_has_a_default_may_be_left_out(config: Path, change: Change) -> None:
    text = (config / "settings.toml").read_text("utf-8")
    start, end = text.index("[limits]"), text.index("# ── 多久做一次什么")
    (config / "settings.toml").write_text(text[:start] + text[end:], "utf-8")
    assert load(config).limits.parts == 200
