"""An address or another name of a unit is written into units.csv, and the next letter is read with it."""

import shutil
from pathlib import Path

import pytest
from acts.office import TurnableClock, mail, manuscript

from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.settings.values import Limits
from pipeline.steps.files import LetterFile
from pipeline.steps.house import House, open_house
from pipeline.steps.import_letters import import_letters
from pipeline.steps.refusal import Refusal
from pipeline.steps.remember import RememberOrder, remember
from pipeline.store import letters

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"
NEW = "xinren@yuhua.test"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house over a config of its own."""
    for side in ("IMAP", "SMTP"):
        monkeypatch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
        monkeypatch.setenv(f"BAOSONG_{side}_PORT", "1")
    for bureau in ("YUHUA", "JINJIANG"):
        monkeypatch.setenv(f"BAOSONG_{bureau}_PASSWORD", "geheim")
    config = Path(shutil.copytree(ACCEPTANCE, tmp_path / "config"))
    return open_house(load(config), tmp_path / "data", clock=TurnableClock())


def teach(house: House, **told: str) -> str:
    return remember(house, RememberOrder(**{"bureau": "yuhua", "unit": "左家塘", "by": "李主任"} | told)).kept


def test_the_next_letter_is_read_with_it_and_the_old_roster_is_kept(house: House) -> None:
    kept = teach(house, address=NEW.upper(), alias="左家塘站所")
    folder = house.bureau("yuhua").folder
    assert NEW not in (folder / kept).read_text("utf-8")
    unit = load(house.settings.folder).bureaus["yuhua"].bureau.roster.by_id("zuojiatang")
    assert unit is not None
    assert (unit.addresses[-1], unit.aliases[-1]) == (NEW, "左家塘站所")
    raw = mail("2020年度+左家塘站所+走访", [manuscript()], sender=NEW)
    with Readers(Limits(), 1) as readers:
        import_letters(house, "yuhua", [LetterFile(name="x", raw=raw)], readers, receipts=True)
    with house.database.reading() as session:
        row = letters.by_id(session, 1)
    assert row is not None
    assert (row.unit, row.disposition) == ("zuojiatang", "returned")


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({}, "nothing_to_remember"),
        ({"address": "不是地址"}, "bad_address"),
        ({"alias": "甲;乙"}, "bad_alias"),
        ({"alias": "=1+1"}, "bad_alias"),
        ({"alias": "左家塘街道退役军人服务站"}, "known_so"),
        ({"address": "zuojiatang@yuhua.test", "unit": "东塘"}, "known_of_another"),
        ({"address": NEW, "unit": "没有"}, "unknown_unit"),
        ({"address": NEW, "by": ""}, "name_wanted"),
    ],
)
def test_what_does_not_fit_leaves_the_roster_as_it_is(house: House, told: dict[str, str], cause: str) -> None:
    file = house.bureau("yuhua").folder / "units.csv"
    before = file.read_bytes()
    with pytest.raises(Refusal) as refusal:
        teach(house, **told)
    assert refusal.value.cause == cause
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob("units*")] == ["units.csv"]
