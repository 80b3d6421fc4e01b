"""A piece that comes in several letters, as their subjects say: 第1封 共2封, （1/2）, 之一."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Series:
    """Which of several letters one is."""

    number: int
    total: int | None  # None: how many there will be is not said (之一)
    base: str  # the subject without these words: what the letters of a piece have in common
    key: str  # the same, for comparing

    @property
    def others(self) -> frozenset[int]:
        """The numbers of the other letters, as far as they are known to exist."""
        last = self.total if self.total is not None else self.number
        return frozenset(range(1, last + 1)) - {self.number}

    def fits(self, other: "Series") -> bool:
        """Whether both belong to one piece: the same subject, the same count, not the same place."""
        return (self.key, self.total) == (other.key, other.total) and self.number != other.number
