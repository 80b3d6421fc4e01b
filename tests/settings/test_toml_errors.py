"""What holds for every TOML file of config/: strict, and everything told at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, ConfigErrors, load

Change = Callable[[Path, str, str], int]
OnlyError = Callable[[], ConfigError]
AllErrors = Callable[[], tuple[ConfigError, ...]]


def test_a_key_written_twice_is_told_where_the_second_stands(
    yuhua: Path, change: Change, only_error: OnlyError
) -> None:
    line = change(yuhua / "bureau.toml", 'mode = "observe"', 'mode = "observe"\nmode = "live"')
    error = only_error()
    assert (error.file, error.line) == (yuhua / "bureau.toml", line + 1)
    assert "写了两次" in error.what
    assert "只保留一处" in error.remedy


def test_a_table_written_twice_is_told(yuhua: Path, change: Change, only_error: OnlyError) -> None:
    line = change(yuhua / "bureau.toml", "[office]", '[imap]\nhost = "other"\n[office]')
    error = only_error()
    assert (error.line, "写了两次" in error.what) == (line, True)


def test_a_slip_in_the_writing_is_told_with_its_line(yuhua: Path, change: Change, only_error: OnlyError) -> None:
    line = change(yuhua / "bureau.toml", 'telephone = "0000-00000000"', "telephone = “0000-00000000”")
    error = only_error()
    assert error.line == line
    assert "用了全角符号 “ ”" in error.what
    assert "英文符号" in error.remedy


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("approval = true", "approval = yes", "开关写法有误", "true 或 false"),
        ("approval = true", "approval = 是", "开关写法有误", "true 或 false"),
        ("approval = true", "approval = False", "开关写法有误", "小写"),
        ("start_date = 2026-12-01", "start_date = 2026-12-1", "日期写法有误", "2026-10-01"),
        ("start_date = 2026-12-01", "start_date = 2026/12/01", "日期写法有误", "2026-10-01"),
        ("start_date = 2026-12-01", "start_date = 2026年12月1日", "日期写法有误", "2026-10-01"),
        ("start_date = 2026-12-01", "start_date = 2026-13-01", "日期写法有误", "2026-10-01"),
        ("day = 3", "day ＝ 3", "全角符号 ＝", "英文符号"),
        ('["INBOX", "垃圾邮件"]', '["INBOX"，"垃圾邮件"]', "全角符号 ，", "英文符号"),
        ('"0000-00000000"', "局办公室", "文字没有加引号：telephone = 局办公室", "英文引号"),
        ("port = 993", "port = 9 93", "TOML 写法有误", "成对"),
    ],
)
def test_a_line_that_is_refused_is_told_with_the_remedy_it_needs(
    yuhua: Path, change: Change, only_error: OnlyError, old: str, new: str, what: str, remedy: str
) -> None:
    line = change(yuhua / "bureau.toml", old, new)
    error = only_error()
    assert (error.file, error.line) == (yuhua / "bureau.toml", line)
    assert what in error.what
    assert remedy in error.remedy


def test_a_misspelt_key_or_table_is_told_with_the_one_that_was_meant(
    yuhua: Path, change: Change, all_errors: AllErrors
) -> None:
    change(yuhua / "bureau.toml", "[office]", "[offcie]")
    change(yuhua / "bureau.toml", "prefix =", "perfix =")
    change(yuhua / "checks.toml", "[title_present]", "[title_presnet]")
    told = [e.remedy for e in all_errors()]
    for word in ("office", "prefix", "title_present"):
        assert any(f"是不是要写 {word}？" in remedy for remedy in told), word


def test_missing_settings_are_to_be_had_from_the_program_not_from_a_bureau(config: Path, only_error: OnlyError) -> None:
    (config / "settings.toml").unlink()
    error = only_error()
    assert (error.file, error.what) == (config / "settings.toml", "缺少文件 settings.toml")
    assert "随程序发布的 config" in error.remedy


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_that_was_only_renamed_is_told(yuhua: Path, only_error: OnlyError, content: bytes) -> None:
    (yuhua / "units.csv").write_bytes(content)
    error = only_error()
    assert "Excel 工作簿" in error.what
    assert "CSV UTF-8" in error.remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "begins"),
    [
        ("bureaus/yuhua/bureau.toml", '["INBOX", "垃圾邮件"]', '["INBOX", "垃圾邮件"', "folders ="),
        ("bureaus/yuhua/bureau.toml", '"fenguan@yuhua.test"]  #', '"fenguan@yuhua.test"  #', "reviewers ="),
        ("settings.toml", '不宜公开的内容",\n]', '不宜公开的内容",', "return_reasons ="),
    ],
)
def test_a_list_without_its_end_is_told_where_it_begins_and_nothing_else_is(
    config: Path, change: Change, only_error: OnlyError, file: str, old: str, new: str, begins: str
) -> None:
    change(config / file, old, new)
    line = change(config / file, begins, begins)
    error = only_error()
    assert (error.file, error.line) == (config / file, line)
    assert "方括号没有收尾" in error.what
    assert "英文方括号 ]" in error.remedy


@pytest.mark.parametrize("name", ["bureau.toml", "lookalikes.txt"])
def test_a_text_that_was_saved_by_word_or_excel_is_told_to_be_taken_from_the_backup(
    yuhua: Path, all_errors: AllErrors, name: str
) -> None:
    (yuhua / name).write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    [error] = [e for e in all_errors() if e.file.name == name]
    assert "Excel 或 Word 文件" in error.what
    assert ("记事本" in error.remedy, "CSV" in error.remedy) == (True, False)


def test_a_list_that_is_never_closed_is_told_where_it_begins(yuhua: Path, only_error: OnlyError) -> None:
    file = yuhua / "bureau.toml"
    text = file.read_text("utf-8")
    file.write_text(text + "\n[sealing]\npublic_keys = [\n", "utf-8")
    error = only_error()
    assert (error.line, "方括号没有收尾" in error.what) == (text.count("\n") + 3, True)


def test_a_comma_left_out_of_a_list_of_several_lines_is_told(
    config: Path, change: Change, only_error: OnlyError
) -> None:
    line = change(config / "settings.toml", '"请补交信息稿件审核表",', '"请补交信息稿件审核表"')
    error = only_error()
    assert (error.file.name, error.line) == ("settings.toml", line + 1)
    assert ("少了逗号" in error.what, "上一行" in error.remedy) == (True, True)


def test_an_empty_file_is_told(yuhua: Path, all_errors: AllErrors) -> None:
    (yuhua / "bureau.toml").write_text("")
    assert {"缺少配置项 name", "缺少配置项 imap", "缺少配置项 review"} <= {e.what for e in all_errors()}


def test_a_file_that_is_not_utf8_is_told(yuhua: Path, only_error: OnlyError) -> None:
    (yuhua / "bureau.toml").write_bytes('name = "x"\nmode = "观察"'.encode("gbk"))
    error = only_error()
    assert (error.line, error.what) == (2, "文件不是 UTF-8 编码")
    assert "另存为" in error.remedy


def test_a_folder_in_place_of_a_file_is_told(yuhua: Path, only_error: OnlyError) -> None:
    (yuhua / "bureau.toml").unlink()
    (yuhua / "bureau.toml").mkdir()
    error = only_error()
    assert "文件读不出来" in error.what
    assert "权限" in error.remedy


def test_a_config_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors) as caught:
        load(tmp_path / "nowhere")
    (error,) = caught.value.errors
    assert (error.file, error.line) == (tmp_path / "nowhere", 1)
    assert "--config" in error.remedy


def test_an_empty_config_folder_names_everything_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors) as caught:
        load(tmp_path)
    assert {e.file.name for e in caught.value.errors} == {"settings.toml", "bureaus", "letters", "forms"}


def test_mistakes_of_all_files_are_told_at_once_in_the_order_of_the_files(
    config: Path, yuhua: Path, change: Change, all_errors: AllErrors
) -> None:
    jinjiang = config / "bureaus" / "jinjiang"
    expected = {
        (jinjiang / "bureau.toml", change(jinjiang / "bureau.toml", "port = 993", "port = 0")),
        (jinjiang / "units.csv", change(jinjiang / "units.csv", "station", "town")),
        (
            yuhua / "bureau.toml",
            change(yuhua / "bureau.toml", 'mode = "observe"', 'mode = "observe"\nmode = "live"') + 1,
        ),
        (yuhua / "bureau.toml", change(yuhua / "bureau.toml", 'telephone = "', "telephone = “")),
        (yuhua / "bureau.toml", change(yuhua / "bureau.toml", "[closing]", 'colour = "red"\n[closing]')),
        (yuhua / "checks.toml", change(yuhua / "checks.toml", 'follows = "return"', 'follows = "retrun"')),
        (yuhua / "lookalikes.txt", change(yuhua / "lookalikes.txt", "侯候", "侯")),
        (config / "settings.toml", change(config / "settings.toml", "parts = 200", "parts = 0")),
    }
    errors = all_errors()
    assert {(e.file, e.line) for e in errors} == expected
    assert len(errors) == len(expected)
    assert list(errors) == sorted(errors, key=lambda e: (str(e.file), e.line))


def test_the_exception_itself_tells_everything_in_chinese(yuhua: Path, change: Change, config: Path) -> None:
    line = change(yuhua / "bureau.toml", "port = 993", "port = 0")
    change(yuhua / "bureau.toml", "hour = 9", "hour = 24")
    with pytest.raises(ConfigErrors) as caught:
        load(config)
    text = str(caught.value)
    assert f"{yuhua / 'bureau.toml'}:{line}：imap.port = 0 超出范围。请填 1 到 65535 之间的数。" in text
    assert "closing.hour = 24" in text
