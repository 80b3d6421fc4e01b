"""Tables of words that an office may change: strict, so that a slip is told before anything is written with it."""

from string import Formatter
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator


class WordTable(BaseModel):
    """A table of a file of words: every key is needed, no other is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    facts: ClassVar[frozenset[str]] = frozenset()  # what may stand in curly brackets

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse a word in curly brackets that nobody fills in."""
        texts = [text for text in vars(self).values() if isinstance(text, str)]
        asked = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
        if asked - self.facts:
            raise ValueError(f"{sorted(asked - self.facts)}: {sorted(self.facts)}")
        return self
