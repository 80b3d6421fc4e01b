"""What an import left undone: letters that are kept and not settled, receipts that could not be written."""

from dataclasses import dataclass

from pipeline.steps.find import letter_name
from pipeline.steps.house import House
from pipeline.store import letters, queries


@dataclass(frozen=True, kw_only=True)
class LeftOver:
    """The letters of a bureau that still want something, by the names people call them (L17)."""

    unsettled: tuple[str, ...]  # kept, tried again in the next round
    owed: tuple[str, ...]  # settled, their receipt is not written yet


def left_over(house: House, bureau_id: str) -> LeftOver:
    """What is left to do for a bureau after a round."""
    with house.database.reading() as session:
        return LeftOver(
            unsettled=tuple(letter_name(row) for row in letters.unfinished(session, bureau_id)),
            owed=tuple(letter_name(row) for row in queries.owed_receipts(session, bureau_id)),
        )
