"""A domain's public key comes from the folder, else from the DNS; where it cannot be had, there is none."""

from pathlib import Path

import pytest
from builders.signed import key
from servers.names import NameServer

from pipeline.domain.letter import Signature
from pipeline.ingest.key_ring import KeyRing
from pipeline.settings.authentication import AuthenticationSettings, Dkim

MARK = Signature(domain="yuhua.test", selector="s1")
RECORD = key().record


def asking(*servers: str) -> AuthenticationSettings:
    return AuthenticationSettings(dkim=Dkim.DNS, dns_servers=servers, dns_seconds=1)


@pytest.mark.parametrize(
    "text",
    [RECORD, f"{RECORD}\n", f'"{RECORD[:100]}" "{RECORD[100:]}"\n', f"{RECORD[:9]}\n{RECORD[9:]}", f"\ufeff{RECORD}"],
)  # fmt: skip
def test_a_known_key_is_read_from_the_folder_as_people_copy_it(text: str, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "s1._domainkey.yuhua.test.txt").write_text(text, encoding="utf-8")
    ring = KeyRing()
    found = ring.record(MARK, AuthenticationSettings(dkim=Dkim.FOLDER), tmp_path)
    assert found.replace(" ", "") == RECORD.replace(" ", "")  # blanks between its fields mean nothing (RFC 6376 3.2)
    assert ring.record(MARK, AuthenticationSettings(dkim=Dkim.OFF), tmp_path) == ""
    other = Signature(domain="other.test", selector="s1")
    assert ring.record(other, AuthenticationSettings(dkim=Dkim.FOLDER), tmp_path) == ""


def test_a_key_is_asked_of_the_dns_once(tmp_path: Path) -> None:
    ring = KeyRing()
    with NameServer({MARK.name: RECORD}) as server:
        assert [ring.record(MARK, asking(server.address), tmp_path) for _ in range(3)] == [RECORD] * 3
        assert server.asked == [MARK.name]
        none = Signature(domain="none.test", selector="s1")
        assert [ring.record(none, asking(server.address), tmp_path) for _ in range(3)] == [""] * 3
        assert server.asked == [MARK.name, none.name]


def test_a_name_server_that_keeps_silent_gives_no_key_and_is_not_waited_for_twice(tmp_path: Path) -> None:
    ring = KeyRing()
    with NameServer({}, silent=True) as server:
        assert ring.record(MARK, asking(server.address), tmp_path) == ""
        asked = len(server.asked)
        assert ring.record(MARK, asking(server.address), tmp_path) == ""
        assert len(server.asked) == asked > 0


@pytest.mark.parametrize("server", ["127.0.0.1:1", "no address", "127.0.0.1:port"])
def test_a_name_server_that_cannot_be_reached_gives_no_key(server: str, tmp_path: Path) -> None:
    assert KeyRing().record(MARK, asking(server), tmp_path) == ""
