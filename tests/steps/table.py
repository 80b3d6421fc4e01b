"""A house with letters on its table, laid once and copied for each test."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pytest
from acts.office import TurnableClock
from sqlmodel import select

from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps.files import LetterFile
from pipeline.steps.house import House, open_house
from pipeline.steps.import_letters import import_letters
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import Refusal
from pipeline.store.database import Database
from pipeline.store.tables import PieceRow

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"
FIRST, SECOND, THIRD = (f"YH-2020-0000{n}" for n in (1, 2, 3))
_FILE = "baosong.db"


@dataclass
class Table:
    """A house with letters on its table."""

    house: House
    readers: Readers
    clock: TurnableClock

    @classmethod
    def laid(cls, folder: Path, readers: Readers) -> Self:
        """An empty one in that folder; its mail servers are out of reach."""
        with pytest.MonkeyPatch.context() as patch:
            for side in ("IMAP", "SMTP"):
                patch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
                patch.setenv(f"BAOSONG_{side}_PORT", "1")
            settings = load(ACCEPTANCE)
        clock = TurnableClock()
        return cls(open_house(settings, folder, url=f"sqlite:///{folder / _FILE}", clock=clock), readers, clock)

    def copy(self, folder: Path) -> Self:
        """The same in another folder, with a clock of its own."""
        data = Path(shutil.copytree(self.house.data, folder / "data"))
        clock = TurnableClock(now=self.clock.now)
        database = Database(f"sqlite:///{data / _FILE}")
        return type(self)(replace(self.house, data=data, database=database, clock=clock), self.readers, clock)

    def come(self, *raws: bytes) -> None:
        """Letters arrive, one an hour."""
        for raw in raws:
            self.clock.forward(hours=1)
            import_letters(self.house, "yuhua", [LetterFile(name="x", raw=raw)], self.readers, receipts=True)

    def piece(self, number: str = FIRST) -> PieceRow:
        """A piece as it stands."""
        with self.house.database.reading() as session:
            return session.exec(select(PieceRow).where(PieceRow.number == number)).one()

    def rows(self, table: type) -> list:
        """All rows of a table."""
        with self.house.database.reading() as session:
            return list(session.exec(select(table).order_by(table.id)))

    def again(self, name: str) -> None:
        """A letter is read once more."""
        self.clock.forward(hours=1)
        assert reprocess(self.house, name, self.readers) is not None


def why_not(act: object, *args: object, **told: object) -> str:
    """The word of the refusal that this act ends in."""
    with pytest.raises(Refusal) as refusal:
        act(*args, **told)  # type: ignore[operator]
    return refusal.value.cause
