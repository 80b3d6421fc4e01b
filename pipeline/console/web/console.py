"""The desk as its pages see it: the house, the readers, the words, the link of the first admin."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.console.web.figures import Figures
from pipeline.ingest.readers import Readers
from pipeline.report.words import Words, read_words
from pipeline.settings import BureauSettings
from pipeline.steps.house import House

_FIRST_LINK = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Console:
    """What every page may need."""

    house: House
    readers: Readers = field(repr=False)
    words: dict[str, Words] = field(repr=False)  # bureau → the words of its letters
    figures: Figures = field(repr=False)
    opened_at: datetime
    first_key: str = field(repr=False)  # lets the first admin in

    def bureau(self, bureau_id: str) -> BureauSettings | None:
        """The settings of a bureau, None where there is no such bureau."""
        return self.house.settings.bureaus.get(bureau_id)

    def first_key_fits(self, key: str) -> bool:
        """Whether it is the link's key, and the link is not too old."""
        in_time = self.house.clock() - self.opened_at <= _FIRST_LINK
        return in_time and secrets.compare_digest(key.encode(), self.first_key.encode())


def new_key() -> str:
    """A key for the link of the first admin."""
    return secrets.token_urlsafe(24)


def open_console(house: House, readers: Readers, first_key: str) -> Console:
    """The desk of a house; the words are read once."""
    settings = house.settings
    words = {
        name: read_words(settings.letters / "words.toml", bureau.folder / "letters" / "words.toml")
        for name, bureau in settings.bureaus.items()
    }
    return Console(
        house=house, readers=readers, words=words, figures=Figures(house), opened_at=house.clock(), first_key=first_key
    )
