"""Mistakes in bureau.toml: each told with file, line and remedy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError

Change = Callable[[Path, str, str], int]
OnlyError = Callable[[], ConfigError]


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ('name = "', 'nmae = "样例"\nname = "', "不认识的配置项 nmae", "检查拼写"),
        ('mode = "observe"', 'mode = "test"', "mode 的值“test”不认识", "observe、live"),
        ('prefix = "YH"', 'prefix = "雨花"', "编号前缀“雨花”", "大写字母"),
        ('prefix = "YH"', "prefix = 7", "prefix 应当是带引号的文字，现在是整数", "改成"),
        ("start_date = 2026-12-01", 'start_date = "2026-13-01"', "start_date 的“2026-13-01”不是日期", "2026-10-01"),
        ("port = 993", "port = 99300", "imap.port = 99300 超出范围", "1 到 65535"),
        ("port = 993", 'port = "993x"', "imap.port 应当是整数", "整数"),
        ("port = 993", "port = true", "imap.port 应当是整数", "整数"),
        ('security = "tls"', 'security = "ssl"', "imap.security 的值“ssl”", "tls、starttls、none"),
        ('security = "tls"', 'security = "none"', "服务器 imap.163.com 不是本机", "starttls"),
        ("pacing_seconds = 20", "pacing_seconds = 0", "smtp.pacing_seconds = 0", "20 以上"),
        ("pacing_seconds = 20", "pacing_seconds = -1", "smtp.pacing_seconds = -1 超出范围", "0 到"),
        ("pacing_seconds = 20", 'pacing_seconds = "二十"', "smtp.pacing_seconds 应当是数", "数"),
        ('password_env = "BAOSONG_YUHUA_PASSWORD"', 'password_env = "abcd efgh"', "不是环境变量名", "不要写进文件"),
        ('folders = ["INBOX", "垃圾邮件"]', 'folders = ["INBOX", "INBOX"]', "“INBOX”重复", "只保留一个"),
        ('folders = ["INBOX", "垃圾邮件"]', 'folders = "INBOX"', "imap.folders 应当是由文字组成的列表", "列表"),
        ('folders = ["INBOX", "垃圾邮件"]', "folders = []", "imap.folders 不能空着", "填上"),
        ('digest_to = ["daiban@yuhua.test"]', 'digest_to = ["daiban"]', "“daiban”不是邮箱地址", "name@example.com"),
        ('mailbox = "yhqtyju@163.com"', 'mailbox = "雨花 <a@b.test>"', "mailbox 的“雨花 <a@b.test>”", "只写地址"),
        ('telephone = "0000-00000000"', 'telephone = ""', "office.telephone 不能空着", "填上"),
        ('telephone = "0000-00000000"', 'telephone = "${PHONE}"', "不能写环境变量", "host、port、security"),
        ('state = "reviewed"', 'state = "released"', "steps.第2项.state 的值“released”", "first_review、reviewed"),
        ('form_field = "first_opinion"', 'form_field = "opinion"', "form_field 的值“opinion”", "second_opinion"),
        ("with_letter = true", 'with_letter = "是"', "with_letter 应当是 true 或 false", "true"),
        ("day = 3 ", "day = 31 ", "closing.day = 31 超出范围", "1 到 28"),
        ('lookalikes = "lookalikes.txt"', 'lookalikes = ""', "subject.lookalikes 不能空着", "填上"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_remedy(
    yuhua: Path, change: Change, only_error: OnlyError, old: str, new: str, what: str, remedy: str
) -> None:
    line = change(yuhua / "bureau.toml", old, new)
    error = only_error()
    assert (error.file, error.line) == (yuhua / "bureau.toml", line)
    assert what in error.what
    assert remedy in error.remedy


def test_a_missing_key_points_at_its_table(yuhua: Path, change: Change, only_error: OnlyError) -> None:
    line = change(yuhua / "bureau.toml", "[closing]", "[closing]")
    change(yuhua / "bureau.toml", "approval = true", "")
    error = only_error()
    assert (error.line, error.what) == (line, "缺少配置项 closing.approval")
    assert "补上 closing.approval" in error.remedy


def test_a_missing_table_is_told_once_not_key_by_key(yuhua: Path, only_error: OnlyError) -> None:
    file = yuhua / "bureau.toml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("[closing]")], "utf-8")
    assert only_error().what == "缺少配置项 closing"


def test_steps_out_of_order_are_told(yuhua: Path, change: Change, only_error: OnlyError) -> None:
    change(yuhua / "bureau.toml", 'state = "first_review"', 'state = "approved"')
    line = change(yuhua / "bureau.toml", 'state = "reviewed"', 'state = "reviewed"')
    error = only_error()
    assert error.line == line
    assert "review.section.steps.第2项.state 的“reviewed”次序不对" in error.what
    assert "先后" in error.remedy


@pytest.mark.parametrize(
    ("key", "of_other", "code"),
    [
        ('prefix = "YH"', 'prefix = "JJ"', "编号前缀“JJ”与 jinjiang/bureau.toml 第 6 行相同"),
        ('mailbox = "yhqtyju@163.com"', 'mailbox = "JJTYJ85653620@163.com"', "与 jinjiang/bureau.toml 第 5 行相同"),
    ],
)
def test_what_belongs_to_one_bureau_is_not_used_by_another(
    yuhua: Path, change: Change, only_error: OnlyError, key: str, of_other: str, code: str
) -> None:
    line = change(yuhua / "bureau.toml", key, of_other)
    error = only_error()
    assert (error.file, error.line) == (yuhua / "bureau.toml", line)
    assert code in error.what
    assert "换" in error.remedy


def test_a_copied_folder_tells_everything_that_must_be_changed_in_it(
    config: Path, all_errors: Callable[[], tuple[ConfigError, ...]]
) -> None:
    copy = config / "bureaus" / "zhangjia"
    shutil.copytree(config / "bureaus" / "yuhua", copy)
    told = [e.what for e in all_errors() if e.file == copy / "bureau.toml"]
    assert len(told) == 3
    assert any("编号前缀" in w for w in told)
    assert any("邮箱 yhqtyju@163.com" in w for w in told)
    assert any("收信账号" in w for w in told)


def test_a_clash_of_two_bureaus_names_the_line_of_both_whichever_is_the_new_one(
    config: Path, yuhua: Path, change: Change, all_errors: Callable[[], tuple[ConfigError, ...]]
) -> None:
    copy = config / "bureaus" / "anhai"
    shutil.copytree(yuhua, copy)
    user = change(yuhua / "bureau.toml", 'user = "yhqtyju@163.com"', 'user = "yhqtyju@163.com"')
    told = {e.what: e for e in all_errors() if e.file == yuhua / "bureau.toml"}
    account = next(e for what, e in told.items() if "收信账号" in what)
    assert account.line == user
    assert f"anhai/bureau.toml 第 {user} 行相同" in account.what
    assert "新增的那个局" in account.remedy


def test_a_folder_with_an_unusable_name_is_told(config: Path, only_error: OnlyError) -> None:
    (config / "bureaus" / "yuhua").rename(config / "bureaus" / "雨花")
    error = only_error()
    assert "文件夹名“雨花”不合规定" in error.what
    assert "小写字母" in error.remedy


@pytest.mark.parametrize("name", ["bureau.toml", "units.csv", "checks.toml", "lookalikes.txt"])
def test_a_missing_file_is_told(yuhua: Path, only_error: OnlyError, name: str) -> None:
    (yuhua / name).unlink()
    error = only_error()
    assert (error.file, error.line, error.what) == (yuhua / name, 1, f"缺少文件 {name}")
    assert "复制" in error.remedy


@pytest.mark.parametrize(
    ("key", "what", "remedy"),
    [("age1x", "“age1x”不是 age 公钥", "seal-key new"), ("AGE-SECRET-KEY-1X", "写的是私钥", "另生成一对")],
    ids=["no key", "a private key"],
)
def test_a_key_that_letters_cannot_be_sealed_to_is_told_and_a_private_one_never_shown(
    yuhua: Path, change: Change, only_error: OnlyError, key: str, what: str, remedy: str
) -> None:
    line = change(yuhua / "bureau.toml", "[closing]", f'[sealing]\npublic_keys = ["{key}"]\n\n[closing]')
    error = only_error()
    assert (error.line, what in error.what, remedy in error.remedy) == (line + 1, True, True)
    assert "SECRET" not in str(error)
