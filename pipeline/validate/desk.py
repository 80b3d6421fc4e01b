"""What a check is given beside the letter: its terms, the roster, the review chains."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.domain.bureau import ReviewStep, Roster
from pipeline.domain.words import Group
from pipeline.settings.values import TermValue, Usage


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The desk a check sits at; the terms are those of its own table in checks.toml."""

    terms: Mapping[str, TermValue] = field(default_factory=dict)
    roster: Roster
    review: Mapping[Group, tuple[ReviewStep, ...]]
    mailbox: str
    usages: tuple[Usage, ...] = ()

    def number(self, term: str) -> float:
        """A term that is a number.

        Raises:
            TypeError: it is another kind of value; `faults` tells so before any letter is read.
        """
        value = self.terms[term]
        if isinstance(value, int | float):
            return float(value)
        raise TypeError(f"not a number: {term} = {value!r}")

    def words(self, term: str) -> tuple[str, ...]:
        """A term that is a list of words.

        Raises:
            TypeError: it is another kind of value.
        """
        value = self.terms[term]
        if isinstance(value, tuple):
            return value
        raise TypeError(f"not a list of words: {term} = {value!r}")
