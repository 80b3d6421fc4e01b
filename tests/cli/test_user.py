"""`baosong user`: who may log in at the desk."""

from pathlib import Path

import pytest
from cli.conftest import Desk

PASSWORD = b"correct horse 7\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The command line over an empty data folder."""
    return Desk(tmp_path / "data")


def test_someone_is_added_listed_changed_and_removed(desk: Desk) -> None:
    assert "还没有人" in desk("user", "list").out
    assert desk("user", "add", "li", "--name", "李主任", "--role", "yuhua=office", stdin=PASSWORD).code == 0
    assert desk("user", "list", "--json").json == [{"login": "li", "name": "李主任", "roles": {"yuhua": "office"}}]
    assert "管理员" in desk("user", "roles", "li", "--role", "admin").out
    assert set(desk("user", "list", "--json").json[0]["roles"]) == {"yuhua", "jinjiang"}
    assert desk("user", "password", "li", stdin=b"another horse 8\n").code == 0
    assert desk("user", "remove", "li").code == 0
    assert desk("user", "list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("add", "li", "--name", "李"), 2, "--role"),
        (("add", "li", "--name", "李", "--role", "king"), 2, "没有“king”这种身份"),
        (("add", "li", "--name", "李", "--role", "paris=admin"), 2, "没有叫“paris”的局"),
        (("add", "l", "--name", "李", "--role", "admin"), 2, "登录名"),
        (("password", "nobody"), 1, "没有“nobody”"),
        (("remove", "nobody"), 1, "没有“nobody”"),
    ],
)
def test_what_cannot_be_done_is_told(desk: Desk, arguments: tuple[str, ...], code: int, told: str) -> None:
    ran = desk("user", *arguments, stdin=PASSWORD)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_short_password_is_refused(desk: Desk) -> None:
    ran = desk("user", "add", "li", "--name", "李", "--role", "admin", stdin=b"kurz\n")
    assert ran.code == 2
    assert "密码请用" in ran.err
