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
    assert "TOML 写法有误" in error.what
    assert "英文符号" in error.remedy


def test_a_list_without_its_end_is_told(yuhua: Path, change: Change, all_errors: AllErrors) -> None:
    change(yuhua / "bureau.toml", '["INBOX", "垃圾邮件"]', '["INBOX", "垃圾邮件"')
    assert any("TOML 写法有误" in e.what and e.file.name == "bureau.toml" for e in all_errors())


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
