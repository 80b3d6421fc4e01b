"""A short form of make torture: spoilt, cut, swollen letters end in a disposition, in bounds, with every byte kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from torture.bombs import bombs
from torture.matrix import matrix, misread
from torture.ordeal import Named, Watched, ordeal
from torture.spoiling import cut_letters, golden, spoilt_files, spoilt_letters

from pipeline.settings import Settings, load
from pipeline.steps.house import House, open_house

CONFIG = Path(__file__).resolve().parents[1] / "acceptance" / "config"
QUICK = ("30000 entries", "a rar of zeros", "tables in tables", "entities in entities", "a picture of 10 gigapixels",
         "a rar of 100000 headers", "a 7z of a million files", "a text of beginnings")  # fmt: skip


@pytest.fixture(scope="module")
def settings() -> Settings:
    """The acceptance config with half the memory and a third of the seconds."""
    with pytest.MonkeyPatch.context() as patch:
        for side in ("IMAP", "SMTP"):
            patch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
            patch.setenv(f"BAOSONG_{side}_PORT", "1")
        loaded = load(CONFIG)
    return replace(loaded, limits=replace(loaded.limits, seconds=20, memory_mb=512, office_seconds=0))


@pytest.fixture(scope="module")
def house(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for all of them."""
    data = tmp_path_factory.mktemp("torture") / "data"
    opened = open_house(settings, data, url=f"sqlite:///{data / 'baosong.db'}")
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def readers(settings: Settings) -> Iterator[Watched]:
    """One child for all of them."""
    with Watched(settings.limits, 1) as pool:
        yield pool


def test_chinese_text_is_read_rightly_in_every_charset_label_place_and_split() -> None:
    assert len(list(matrix(3))) > 800
    assert list(misread(3)) == []


@pytest.mark.parametrize(
    "letters",
    [
        lambda: spoilt_letters(11, 40),
        lambda: spoilt_files(12, 60),
        lambda: cut_letters(golden()[40], 5),
        lambda: ((name, make()) for name, make in bombs().items() if name in QUICK),
    ],
    ids=["spoilt letters", "spoilt files", "a letter cut anywhere", "bombs"],
)
def test_every_letter_ends_in_a_disposition_within_its_limits_and_is_kept(
    letters: Callable[[], Iterator[Named]], house: House, readers: Watched
) -> None:
    found = ordeal(house, "yuhua", letters(), readers)
    assert found.faults == []
    assert sum(found.ended.values()) == found.letters > 0
