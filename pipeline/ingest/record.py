"""The door to what is on record, as far as a new letter needs it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pipeline.domain.letter import Letter
from pipeline.domain.piece import Earlier


class Record(Protocol):
    """The pieces known so far; none of the answers may be the letter's own piece."""

    @property
    def whole(self) -> bool:
        """Whether every piece is known; False in a dry run, where only the given files are."""
        ...

    @property
    def again(self) -> Earlier | None:
        """The piece this very letter belongs to already, without the letter's own parts; None for a new letter."""
        ...

    @property
    def first(self) -> bool:
        """Whether the piece that `again` tells of began with this letter."""
        ...

    def answers_ours(self, letter: Letter, arrived_at: datetime | None) -> bool:
        """Whether it answers a mail of ours: by our Message-ID, or because one went to its sender shortly before.

        `arrived_at` None asks for the Message-ID only.
        """
        ...

    def by_number(self, number: str) -> Earlier | None:
        """The piece of that number (YH-2020-00012), whatever its state."""
        ...

    def same_content(self, unit_id: str, letter: Letter) -> Earlier | None:
        """The unit's newest piece with this letter's content (domain.content.content_key)."""
        ...

    def like_title(self, unit_id: str, title: str, since: datetime, percent: float) -> tuple[Earlier, ...]:
        """The unit's open pieces of this title or one nearly the same, that arrived since then; newest first."""
        ...

    def of_subject(
        self, unit_id: str, fits: Callable[[str], bool], since: datetime, until: datetime
    ) -> tuple[tuple[str, Earlier | None], ...]:
        """The unit's letters of that time whose subject fits, each with its piece: None where that is the own one."""
        ...

    def by_title(self, unit_id: str, title: str, since: datetime) -> Earlier | None:
        """The unit's newest piece of this title (domain.text.title_key) that arrived since then, or None."""
        ...
