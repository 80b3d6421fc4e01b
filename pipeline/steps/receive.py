"""One round of a mailbox: fetch, keep, read, check, record (design.md §1)."""

import shutil
from collections import Counter
from collections.abc import Callable
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
from pipeline.steps.process import Desk, open_desk
from pipeline.steps.reading import read_ahead
from pipeline.steps.reprocess import read_anew
from pipeline.steps.sealing import is_locked
from pipeline.steps.together import settle_together
from pipeline.store import letters, queries

_log = structlog.get_logger("receive")


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
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    patient: bool = False,
) -> Round:
    """One round for one bureau; two workers at the same mailbox take turns.

    Args:
        house: the house.
        bureau_id: the bureau.
        readers: the reading children.
        stopping: asked between letters, of fetching as of reading; True ends the round after the letter at hand.
        progress: told how many of how many letters are done.
        patient: as the worker does, leave a mailbox alone that another process is at, or that could not be read, until
            its back-off ends.
    """
    desk = open_desk(house, bureau_id)
    with house.locked(f"{bureau_id}.receive", wait=not patient) as ours:
        if not ours:
            return Round(bureau=bureau_id, fetched=0)
        fetched, fault, stopped = _fetch(desk, stopping, patient=patient)
        disposed = process_unfinished(desk, readers, stopping=stopping, progress=progress)
        if not stopping():
            count_quietly(house, bureau_id)
    return Round(bureau=bureau_id, fetched=fetched, disposed=disposed, fault=fault, stopped=stopped)


def _fetch(desk: Desk, stopping: Callable[[], bool], *, patient: bool) -> tuple[int, str | None, bool]:
    """Fetch what is new, unless the mailbox is stopped; a fault is noted and told, never raised."""
    house, bureau = desk.house, desk.bureau
    if not may_try(desk, patient=patient):
        return 0, None, True
    tally: Counter[str] = Counter()
    try:
        fetch_new(house, bureau, tally, stopping=stopping)
    except DeadlinePassed:
        _log.info("deadline_passed", bureau=bureau.bureau.id)  # what came is good, the next round goes on from there
    except MailboxFault as fault:
        _log.warning("mailbox_fault", bureau=bureau.bureau.id, cause=fault.cause, detail=fault.detail)
        note_fault(desk, fault.advice, refused=fault.shut_out)
        return tally["fetched"], fault.advice, False
    note_success(desk)
    return tally["fetched"], None, False


def process_unfinished(
    desk: Desk,
    readers: Readers,
    *,
    stopping: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Counter[Disposition]:
    """Bring every kept letter without a disposition to one, those of an interrupted round first."""
    house = desk.house
    shutil.rmtree(house.scratch / desk.bureau.bureau.id, ignore_errors=True)
    clean(house)
    with house.database.reading() as session:
        rows = letters.unfinished(session, desk.bureau.bureau.id)
    disposed: Counter[Disposition] = Counter()
    wanted = (row for row in rows if not stopping())
    done = 0
    for readings in read_ahead(house, wanted, readers, stopping):
        settled = settle_together(desk, [reading for reading in readings if reading is not None])
        disposed.update(disposition for disposition in settled if disposition is not None)
        done += len(readings)
        progress(done, len(rows))
    _write_owed(desk, readers, stopping)
    clean(house)
    return disposed


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
        read_anew(desk, row, readers)
        with desk.house.database.reading() as session:
            if any(row.id == still.id for still in queries.owed_receipts(session, bureau)):
                return
