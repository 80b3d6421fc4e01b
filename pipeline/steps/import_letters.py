"""Take letters from files for good: `baosong ingest`, an archive or letters that came another way."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from pipeline.domain.letter import RawLetter
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import keep, raw_path
from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.steps.files import LetterFile
from pipeline.steps.house import House
from pipeline.steps.keep_rows import keep_rows
from pipeline.steps.process import open_desk
from pipeline.steps.receive import process_unfinished
from pipeline.steps.scratch import scratch_folder
from pipeline.store import letters

_FOLDER = "import"


def import_letters(
    house: House,
    bureau_id: str,
    files: Iterable[LetterFile],
    readers: Readers,
    *,
    receipts: bool,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[int, Counter[Disposition]]:
    """Keep the letters and process them as if they had been fetched; known ones are the same letters.

    Args:
        house: the house.
        bureau_id: whose letters they are.
        files: the letters; they arrived when their topmost Received says, else now.
        readers: the reading children.
        receipts: whether their senders are answered.
        progress: told how many of how many letters are done.

    Returns:
        How many letters were new, and how they ended.
    """
    desk = open_desk(house, bureau_id)
    new = 0
    with house.locked(f"{bureau_id}.receive"):
        for file in files:
            sha256 = keep(file.raw, house.data)
            raw = RawLetter(
                folder=_FOLDER, uidvalidity=0, uid=0, arrived_at=_arrival(house, sha256, readers), raw=file.raw
            )
            with house.database.writing() as session:
                known = letters.find(session, bureau_id, sha256)
                keep_rows(session, house, desk.bureau, [(raw, sha256)], source=_FOLDER, answer=receipts)
            new += known is None
        return new, process_unfinished(desk, readers, progress=progress)


def _arrival(house: House, sha256: str, readers: Readers) -> datetime:
    """When the letter says it was received; now where it does not say, or cannot be read."""
    with scratch_folder(house) as scratch:
        try:
            return readers.read(raw_path(house.data, sha256), scratch).origin.received_at or house.clock()
        except ReadingFailed:
            return house.clock()
