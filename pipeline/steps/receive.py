"""One round of a mailbox: fetch, keep, read, check, record (design.md §1)."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import structlog

from pipeline.domain.words import Disposition
from pipeline.ingest.imap_faults import DeadlinePassed, MailboxFault
from pipeline.ingest.readers import Readers
from pipeline.steps.clean import clean
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.fetch import fetch_new
from pipeline.steps.house import House
from pipeline.steps.mailbox_health import may_try, note_fault, note_success
from pipeline.steps.process import Desk, open_desk, settle_or_note
from pipeline.steps.progress import Progress, logged, unheard
from pipeline.steps.reading import read_ahead
from pipeline.steps.reprocess import read_anew
from pipeline.steps.sealing import is_locked
from pipeline.steps.split_copy import drop_copies
from pipeline.steps.together import settle_together
from pipeline.store import letters, queries
from pipeline.store.tables import LetterRow

_log = structlog.get_logger("receive")
_AT_ONCE = 200  # rows of letters in memory


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round of receiving did."""

    bureau: str
    fetched: int  # messages downloaded, copies of known letters included
    disposed: Counter[Disposition] = field(default_factory=Counter)
    fault: str | None = None  # why the mailbox could not be read, in the office's words
    stopped: bool = False  # the mailbox waits for a person and was not tried


def receive(
    house: House,
    bureau_id: str,
    readers: Readers,
    *,
    stopping: Callable[[], bool] = lambda: False,
    fetching: Progress = unheard,
    progress: Progress = unheard,
    patient: bool = False,
) -> Round:
    """One round for one bureau; two workers at the same mailbox take turns.

    Args:
        house: the house.
        bureau_id: the bureau.
        readers: the reading children.
        stopping: asked between letters, of fetching as of reading; True ends the round after the letter at hand.
        fetching: told how many of how many letters are kept.
        progress: told how many of how many letters are done.
        patient: as the worker does, leave a mailbox alone that another process is at, or that could not be read, until
            its back-off ends.
    """
    desk = open_desk(house, bureau_id)
    with house.locked(f"{bureau_id}.receive", wait=not patient) as ours:
        if not ours:
            return Round(bureau=bureau_id, fetched=0)
        fetched, fault, stopped = _fetch(desk, stopping, logged("fetching", bureau_id, fetching), patient=patient)
        disposed = process_unfinished(desk, readers, stopping=stopping, progress=progress)
        if not stopping():
            count_quietly(house, bureau_id)
    return Round(bureau=bureau_id, fetched=fetched, disposed=disposed, fault=fault, stopped=stopped)


def _fetch(
    desk: Desk, stopping: Callable[[], bool], progress: Progress, *, patient: bool
) -> tuple[int, str | None, bool]:
    """Fetch what is new, unless the mailbox is stopped; a fault is noted and told, never raised."""
    house, bureau = desk.house, desk.bureau
    if not may_try(desk, patient=patient):
        return 0, None, True
    tally: Counter[str] = Counter()
    try:
        fetch_new(house, bureau, tally, stopping=stopping, progress=progress)
    except MailboxFault as fault:
        if not (isinstance(fault, DeadlinePassed) and tally["fetched"]):
            another = note_fault(desk, fault.advice, refused=fault.shut_out)
            if another or not patient:  # the worker would tell it for days
                _log.warning("mailbox_fault", bureau=bureau.bureau.id, cause=fault.cause, detail=fault.detail)
            return tally["fetched"], fault.advice, False
        _log.info("deadline_passed", bureau=bureau.bureau.id)  # what came is good, the next round goes on from there
    note_success(desk)
    return tally["fetched"], None, False


def process_unfinished(
    desk: Desk,
    readers: Readers,
    *,
    stopping: Callable[[], bool] = lambda: False,
    progress: Progress = unheard,
) -> Counter[Disposition]:
    """Bring every kept letter without a disposition to one, the archived ones last.

    Of those only as many as a poll's time allows: an old mailbox is read over several rounds, new letters in between.
    """
    house = desk.house
    bureau = desk.bureau.bureau.id
    shutil.rmtree(house.scratch / bureau, ignore_errors=True)
    drop_copies(house, bureau)
    clean(house)
    with house.database.reading() as session:
        ids = letters.unfinished_ids(session, bureau)
    disposed: Counter[Disposition] = Counter()
    tell, done = logged("reading", bureau, progress), 0
    wanted = _in_time(desk, ids, stopping)
    for readings in read_ahead(house, wanted, readers, stopping):
        settled = settle_together(desk, [reading for reading in readings if reading is not None])
        disposed.update(disposition for disposition in settled if disposition is not None)
        done += len(readings)
        tell(done, len(ids))
    _write_owed(desk, readers, stopping)
    clean(house)
    return disposed


def _in_time(desk: Desk, ids: list[int], stopping: Callable[[], bool]) -> Iterator[LetterRow]:
    """The letters, some at a time, until the program is to stop or the archived ones have had their time."""
    house = desk.house
    until = time.monotonic() + house.settings.intervals.poll_deadline_seconds
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        with house.database.reading() as session:
            rows = {row.id: row for row in letters.by_ids(session, some)}
        for one in some:
            row = rows[one]
            if stopping() or (row.archive and time.monotonic() >= until):
                return
            yield row


def _write_owed(desk: Desk, readers: Readers, stopping: Callable[[], bool]) -> None:
    """Once more the receipts that could not be written; the first that fails again ends the round's tries."""
    bureau = desk.bureau.bureau.id
    with desk.house.database.reading() as session:
        owed = queries.owed_receipts(session, bureau)
    for row in owed:
        if stopping():
            return
        if is_locked(desk.house, row.sha256):  # sealed and encrypted: its receipt waits for the key, others do not
            continue
        settle_or_note(desk, read_anew(desk, row, readers))
        with desk.house.database.reading() as session:
            if any(row.id == still.id for still in queries.owed_receipts(session, bureau)):
                return
