"""A letter that was split stays split, however often it is read again: each piece gets the parts that are its own.

Every further piece has a copy of the letter (LetterRow.copy_of); a decision of each letter says which parts count.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.domain.finding import Verdict
from pipeline.domain.letter import Letter, Part
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition
from pipeline.settings import BureauSettings
from pipeline.steps.pen import Pen
from pipeline.store import letters
from pipeline.store.tables import DecisionRow, LetterRow, PartRow
from pipeline.validate.engine import run_checks

SPLIT = "split"  # verb of a decision that divides a letter's parts among pieces
ONLY, WITHOUT = "only", "without"  # what it tells: the parts that count here, or those that count elsewhere


def key_of(part: Part | PartRow) -> str:
    """What a part is known by when its letter is read again."""
    return f"{part.sha256} {part.path}"


def share_of(letter: Letter, decisions: Iterable[DecisionRow]) -> Letter:
    """The letter with the parts that count for its piece; the whole of it where nobody has split it."""
    told = [row.told or {} for row in decisions if row.verb == SPLIT]
    if not told:
        return letter
    parts = letter.parts
    for one in told:
        parts = tuple(
            p for p in parts if key_of(p) in one.get(ONLY, [key_of(p)]) and key_of(p) not in one.get(WITHOUT, ())
        )
    return replace(letter, parts=parts)


def checked_whole(incoming: Incoming, letter: Letter, settings: BureauSettings) -> Verdict:
    """What the checks say of a letter's share; a secrecy marking anywhere in the letter seals the share as well.

    Args:
        incoming: what the share brings.
        letter: the whole letter.
        settings: whose checks run.
    """
    verdict = run_checks(incoming, settings)
    if incoming.letter is letter or verdict.disposition is Disposition.SEALED:
        return verdict
    whole = run_checks(replace(incoming, letter=letter), settings)
    return whole if whole.disposition is Disposition.SEALED else verdict


def seal_others(pen: Pen, row: LetterRow) -> None:
    """The copies of a letter that is sealed hold the same words: they are read again in the next round."""
    for other in letters.family(pen.session, row):
        if other.id != row.id and other.disposition != Disposition.SEALED.value:
            other.done, other.attempts = False, 0
            pen.session.add(other)
