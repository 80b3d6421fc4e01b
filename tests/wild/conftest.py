"""An office whose mailbox lies at a server that behaves like 163.com."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from acts.office import Office, TurnableClock
from servers.at_163 import CODE, At163

from pipeline.ingest.readers import Readers
from pipeline.settings import Settings, load
from pipeline.settings.values import Limits
from pipeline.steps.house import open_house

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """One reading child, shared by all."""
    with Readers(Limits(), 1) as pool:
        yield pool


@pytest.fixture(scope="session")
def acceptance() -> Settings:
    """The acceptance config; its servers are named by `At163.at`."""
    with pytest.MonkeyPatch.context() as patch:
        for side in ("IMAP", "SMTP"):
            patch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
            patch.setenv(f"BAOSONG_{side}_PORT", "1")
        return load(ACCEPTANCE)


@pytest.fixture
def office_163(
    acceptance: Settings, readers: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An office with its mailbox at 163; `servers.imap` and `servers.post` take the troubles."""
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", CODE)
    clock = TurnableClock()
    with At163() as servers:
        house = open_house(servers.at(acceptance, "yuhua"), tmp_path / "data", clock=clock)
        yield Office(house=house, servers=servers, readers=readers, clock=clock)
        house.database.close()
