"""A house with people in it, and a browser at its desk."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import TurnableClock
from console.browsing import Desk, open_desk_of
from console.letters_there import lay_letters

from pipeline.ingest.readers import Readers
from pipeline.settings import Settings, load
from pipeline.settings.values import Limits
from pipeline.steps.house import House, open_house
from pipeline.store.database import Database

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"


@pytest.fixture
def clock() -> TurnableClock:
    """The office's clock."""
    return TurnableClock()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the acceptance config, which the desk may write into; its servers are out of reach, and two wrong
    passwords are many."""
    copied = shutil.copytree(ACCEPTANCE, tmp_path_factory.mktemp("office") / "config")
    with pytest.MonkeyPatch.context() as patch:
        for side in ("IMAP", "SMTP"):
            patch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
            patch.setenv(f"BAOSONG_{side}_PORT", "1")
        loaded = load(copied)
    return replace(loaded, desk=replace(loaded.desk, login_tries=2))


@pytest.fixture(scope="session")
def empty_data(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables, to be copied: quicker than to make each anew."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_house(settings, folder, url=f"sqlite:///{folder.parent / 'data' / 'baosong.db'}").database.close()
    return folder


def copied_house(settings: Settings, data: Path, to: Path, clock: TurnableClock) -> House:
    """A house over a copy of the folder, whose tables are up to date."""
    shutil.copytree(data, to)
    return House(settings=settings, data=to, database=Database(f"sqlite:///{to / 'baosong.db'}"), clock=clock)


@pytest.fixture
def house(settings: Settings, empty_data: Path, tmp_path: Path, clock: TurnableClock) -> House:
    """A house of the test's own."""
    return copied_house(settings, empty_data, tmp_path / "data", clock)


@pytest.fixture(scope="session")
def no_readers() -> Iterator[Readers]:
    """Reading children that are only started when a letter is to be read."""
    with Readers(Limits(), 1) as pool:
        yield pool


@pytest.fixture
def desk(house: House, no_readers: Readers) -> Desk:
    """The desk over the house."""
    return open_desk_of(house, no_readers)


@pytest.fixture(scope="session")
def filled_data(settings: Settings, tmp_path_factory: pytest.TempPathFactory, no_readers: Readers) -> Path:
    """A data folder with letters on the desk, to be copied."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    folder.mkdir()
    lay_letters(settings, folder, no_readers).database.close()
    return folder


@pytest.fixture
def filled(settings: Settings, filled_data: Path, tmp_path: Path, clock: TurnableClock, no_readers: Readers) -> Desk:
    """A desk with letters on it; the clock stands a day later."""
    clock.forward(days=1)
    return open_desk_of(copied_house(settings, filled_data, tmp_path / "filled", clock), no_readers)


@pytest.fixture
def own_desk(filled: Desk, tmp_path: Path, no_readers: Readers) -> Desk:
    """The desk with a plan of its own, whose files may be written."""
    settings = filled.house.settings
    yuhua = settings.bureaus["yuhua"]
    folder = Path(shutil.copytree(yuhua.folder, tmp_path / "own" / "yuhua"))
    bureaus = settings.bureaus | {"yuhua": replace(yuhua, folder=folder)}
    return open_desk_of(replace(filled.house, settings=replace(settings, bureaus=bureaus)), no_readers)
