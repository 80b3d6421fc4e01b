"""Mistakes in a rulebook or in facts, told with the sentences of this room beside those of settings."""

from pipeline.score.messages import MESSAGES
from pipeline.settings.errors import Complaints, ConfigError, Place


class Notes(Complaints):
    """Complaints that also know the codes of `messages.py`."""

    def add(self, place: Place, code: str, **facts: object) -> None:
        """Note one mistake; a code that this room does not word is worded by settings."""
        if code not in MESSAGES:
            super().add(place, code, **facts)
            return
        what, remedy = MESSAGES[code]
        error = ConfigError(file=place.file, line=place.line, what=what.format(**facts), remedy=remedy.format(**facts))
        if error not in self.errors:
            self.errors.append(error)
