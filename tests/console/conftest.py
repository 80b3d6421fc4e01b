"""A house with people in it, and a browser at its desk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from acts.office import TurnableClock
from console.browsing import Desk, open_desk_of

from pipeline.ingest.readers import Readers
from pipeline.settings import Settings, load
from pipeline.settings.values import Limits
from pipeline.steps.house import House, open_house

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"


@pytest.fixture
def clock() -> TurnableClock:
    """The office's clock."""
    return TurnableClock()


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The acceptance config; its servers are out of reach."""
    with pytest.MonkeyPatch.context() as patch:
        for side in ("IMAP", "SMTP"):
            patch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
            patch.setenv(f"BAOSONG_{side}_PORT", "1")
        return load(ACCEPTANCE)


@pytest.fixture(scope="session")
def empty_data(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables, to be copied: quicker than to make each anew."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_house(settings, folder, url=f"sqlite:///{folder.parent / 'data' / 'baosong.db'}").database.close()
    return folder


@pytest.fixture
def house(
    settings: Settings, empty_data: Path, tmp_path: Path, clock: TurnableClock, monkeypatch: pytest.MonkeyPatch
) -> House:
    """A house of the test's own."""
    monkeypatch.delenv("BAOSONG_DATABASE_URL", raising=False)
    return open_house(settings, Path(shutil.copytree(empty_data, tmp_path / "data")), clock=clock)


@pytest.fixture(scope="session")
def no_readers() -> Iterator[Readers]:
    """Reading children that are only started when a letter is to be read."""
    with Readers(Limits(), 1) as pool:
        yield pool


@pytest.fixture
def desk(house: House, no_readers: Readers) -> Desk:
    """The desk over the house."""
    return open_desk_of(house, no_readers)
