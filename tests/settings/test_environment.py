"""Hosts, ports and security from the environment; nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, load

Change = Callable[[Path, str, str], int]
OnlyError = Callable[[], ConfigError]


def test_host_port_and_security_are_filled_from_the_environment(
    config: Path, yuhua: Path, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(yuhua / "bureau.toml", 'host = "imap.163.com"', 'host = "${TRIAL_HOST}"')
    change(yuhua / "bureau.toml", "port = 993", 'port = "${TRIAL_PORT}"')
    change(yuhua / "bureau.toml", 'security = "tls"', 'security = "${TRIAL_SECURITY:-none}"')
    monkeypatch.setenv("TRIAL_HOST", "localhost")
    monkeypatch.setenv("TRIAL_PORT", "10143")
    imap = load(config).bureaus["yuhua"].imap
    assert (imap.host, imap.port, imap.security) == ("localhost", 10143, "none")


def test_a_default_stands_in_for_an_unset_or_empty_variable(
    config: Path, yuhua: Path, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(yuhua / "bureau.toml", "port = 993", 'port = "${TRIAL_PORT:-1993}"')
    monkeypatch.setenv("TRIAL_PORT", "")
    assert load(config).bureaus["yuhua"].imap.port == 1993


def test_an_unset_variable_is_named(
    yuhua: Path, change: Change, only_error: OnlyError, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRIAL_HOST", raising=False)
    line = change(yuhua / "bureau.toml", 'host = "imap.163.com"', 'host = "${TRIAL_HOST}"')
    error = only_error()
    assert (error.file, error.line) == (yuhua / "bureau.toml", line)
    assert "环境变量 TRIAL_HOST 没有设置" in error.what
    assert "先设置环境变量 TRIAL_HOST" in error.remedy


@pytest.mark.parametrize(
    ("value", "what"), [("abc", "来自 ${TRIAL_PORT}"), ("70000", "70000 超出范围"), ("-5", "来自 ${TRIAL_PORT}")]
)
def test_a_port_that_is_none_is_told(
    yuhua: Path, change: Change, only_error: OnlyError, monkeypatch: pytest.MonkeyPatch, value: str, what: str
) -> None:
    line = change(yuhua / "bureau.toml", "port = 993", 'port = "${TRIAL_PORT}"')
    monkeypatch.setenv("TRIAL_PORT", value)
    error = only_error()
    assert error.line == line
    assert what in error.what


@pytest.mark.parametrize("value", ["${A}.example.test", "${A B}", "${}", "${A", "x${A:-b}"])
def test_only_the_whole_value_may_be_a_variable(yuhua: Path, change: Change, only_error: OnlyError, value: str) -> None:
    change(yuhua / "bureau.toml", 'host = "imap.163.com"', f'host = "{value}"')
    error = only_error()
    assert "环境变量写法" in error.what
    assert "${变量名:-缺省值}" in error.remedy


def test_an_unencrypted_host_from_the_environment_must_be_this_machine(
    yuhua: Path, change: Change, only_error: OnlyError, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(yuhua / "bureau.toml", 'host = "imap.163.com"', 'host = "${TRIAL_HOST}"')
    line = change(yuhua / "bureau.toml", 'security = "tls"', 'security = "none"')
    monkeypatch.setenv("TRIAL_HOST", "192.0.2.7")
    error = only_error()
    assert error.line == line
    assert "192.0.2.7 不是本机" in error.what


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "LOCALHOST"])
def test_this_machine_has_several_names(config: Path, yuhua: Path, change: Change, host: str) -> None:
    change(yuhua / "bureau.toml", 'host = "imap.163.com"', f'host = "{host}"')
    change(yuhua / "bureau.toml", 'security = "tls"', 'security = "none"')
    assert load(config).bureaus["yuhua"].imap.host == host


def test_the_password_is_only_named_and_read_when_asked_for(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BAOSONG_YUHUA_PASSWORD", raising=False)
    imap = load(config).bureaus["yuhua"].imap
    assert imap.password is None
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "secret")
    assert imap.password == "secret"
    assert "secret" not in repr(imap)
