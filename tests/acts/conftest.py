"""Offices for whole acts: on the embedded servers, and on Dovecot with exim4."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from acts.office import JINJIANG, YUHUA, Office, open_office
from servers.real import RealServers

from pipeline.demo.servers import MailServers
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings, load

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"
PASSWORDS = {YUHUA: "yuhua-geheim", JINJIANG: "jinjiang-geheim"}


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Reading children, shared by all acts."""
    from pipeline.settings.values import Limits

    with Readers(Limits(), 2) as pool:
        yield pool


def settings_for(servers: MailServers | RealServers, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The acceptance config, pointed at these servers."""
    for side, port in (("IMAP", servers.imap_port), ("SMTP", servers.smtp_port)):
        monkeypatch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
        monkeypatch.setenv(f"BAOSONG_{side}_PORT", str(port))
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", PASSWORDS[YUHUA])
    monkeypatch.setenv("BAOSONG_JINJIANG_PASSWORD", PASSWORDS[JINJIANG])
    return load(ACCEPTANCE)


@pytest.fixture
def office(tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office on servers of its own."""
    with MailServers(PASSWORDS) as servers:
        yield open_office(settings_for(servers, monkeypatch), tmp_path / "data", servers, readers)


@pytest.fixture
def real_office(tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office on Dovecot and exim4, servers of its own."""
    with RealServers(PASSWORDS) as servers:
        yield open_office(settings_for(servers, monkeypatch), tmp_path / "data", servers, readers)
