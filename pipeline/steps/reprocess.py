"""Process letters once more: after a fault was mended, or a rule changed."""

from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.steps.find import find
from pipeline.steps.house import House
from pipeline.steps.process import Desk, note_reprocessed, open_desk, settle
from pipeline.steps.reading import read_one
from pipeline.store.tables import LetterRow


def reprocess(house: House, name: str, readers: Readers, *, by: str = "") -> Disposition | None:
    """Read, check and record a letter again; its receipt is not sent twice.

    Returns:
        Its disposition now; None when there is no such letter.
    """
    with house.database.reading() as session:
        found = find(session, name)
    if found is None or found.letter is None:
        return None
    desk = open_desk(house, found.bureau)
    with house.locked(f"{found.bureau}.receive"):
        return read_anew(desk, found.letter, readers, by=by)


def read_anew(desk: Desk, letter: LetterRow, readers: Readers, *, by: str = "") -> Disposition:
    """The same for a letter that was looked up; the caller holds the bureau's lock."""
    reading = read_one(desk.house, letter, readers)
    with desk.house.database.writing() as session:
        note_reprocessed(desk.pen(session), session.get_one(LetterRow, letter.id), by)
    return settle(desk, reading)
