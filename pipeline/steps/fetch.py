"""Fetch what is new in a mailbox and keep it; nothing is read before it is kept (design.md §4.1)."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import structlog
from sqlmodel import Session

from pipeline.domain.letter import RawLetter
from pipeline.domain.timeutil import local
from pipeline.ingest.imap_faults import MailboxFault
from pipeline.ingest.imap_plan import plan_uids
from pipeline.ingest.keep import keep
from pipeline.ingest.mailbox import Fetched, MailboxSession, connect
from pipeline.settings import BureauSettings
from pipeline.steps.house import House
from pipeline.steps.keep_rows import keep_rows
from pipeline.steps.progress import Progress, unheard
from pipeline.steps.renumbered import forget_if_renumbered
from pipeline.store import letters
from pipeline.store.tables import SightingRow

_log = structlog.get_logger("fetch")
_BATCH_COUNT = 32  # letters kept under one commit: small ones only wait together
_BATCH_BYTES = 4_000_000
_SIDE_BY_SIDE = 8  # letters on their way to the disk


@dataclass(frozen=True)
class Kept:
    """One uid with what became of it on disk."""

    uid: int
    outcome: str  # got, gone, retry
    raw: RawLetter | None
    sha256: str = ""


def fetch_new(
    house: House,
    bureau: BureauSettings,
    tally: Counter[str],
    *,
    stopping: Callable[[], bool] = lambda: False,
    progress: Progress = unheard,
) -> None:
    """One round over every folder of a bureau's mailbox.

    Args:
        house: the house.
        bureau: whose mailbox.
        tally: its "fetched" grows with every message downloaded, copies of letters known already included.
        stopping: asked before each letter; True ends the round, and the next one goes on from there.
        progress: told how many of a folder's new letters are kept.

    Raises:
        MailboxFault: what was kept before it stays kept, and the next round goes on from there.
    """
    deadline = house.settings.intervals.poll_deadline_seconds
    with connect(bureau.imap, deadline_seconds=deadline) as session:
        fetching = _Fetching(
            house=house, bureau=bureau, session=session, tally=tally, stopping=stopping, progress=progress
        )
        for folder in session.folders:
            if not stopping():
                _fetch_folder(fetching, folder)


@dataclass(frozen=True, kw_only=True)
class _Fetching:
    """One round at one mailbox."""

    house: House
    bureau: BureauSettings
    session: MailboxSession
    tally: Counter[str]
    stopping: Callable[[], bool]
    progress: Progress


def _fetch_folder(fetching: _Fetching, folder: str) -> None:
    house, bureau, session = fetching.house, fetching.bureau, fetching.session
    uidvalidity = session.open(folder)
    look = _plan_look(house, bureau.bureau.id, folder, uidvalidity)
    there = session.all_uids() if look.rescan else session.uids_after(look.last_uid)
    place = (bureau.bureau.id, folder, uidvalidity)
    if look.rescan and forget_if_renumbered(house, session, place, there, look.known):
        look = replace(look, last_uid=0, known=set())
    plan = plan_uids(look.last_uid, there, look.known, rescan=look.rescan)
    first_open, done = 0, 0
    for batch in _batches(_on_disk(fetching, session.fetch(plan))):
        fetching.tally["fetched"] += sum(1 for one in batch if one.outcome == "got")
        first_open = first_open or next((one.uid for one in batch if one.outcome == "retry"), 0)
        with house.database.writing() as db:
            _account(db, house, bureau, (folder, uidvalidity), batch)
            reached = first_open - 1 if first_open else batch[-1].uid
            letters.advance(db, bureau.bureau.id, folder, uidvalidity, max(look.last_uid, reached))
        done += len(batch)
        fetching.progress(done, len(plan))
    if not fetching.stopping() and (look.rescan or plan or not look.settled):
        reached = first_open - 1 if first_open else max([look.last_uid, *there])
        _finish_folder(house, bureau.bureau.id, (folder, uidvalidity), reached, rescanned=look.rescan)


@dataclass(frozen=True, kw_only=True)
class _Look:
    """How to look at a folder this round."""

    last_uid: int
    rescan: bool
    known: set[int]
    settled: bool  # the cursor stands on this UIDVALIDITY already


def _plan_look(house: House, bureau: str, folder: str, uidvalidity: int) -> _Look:
    """From the cursor on; everything when the folder is new, was rebuilt, or is due for its daily re-scan."""
    now = local(house.clock())
    with house.database.reading() as db:
        cursor = letters.cursor(db, bureau, folder)
        settled = cursor is not None and cursor.uidvalidity == uidvalidity
        last_uid = cursor.last_uid if cursor and settled else 0
        due = now.hour >= house.settings.intervals.rescan_hour and (not cursor or cursor.rescanned_on != now.date())
        rescan = due or not settled
        known = letters.known_uids(db, bureau, folder, uidvalidity, 0 if rescan else last_uid)
    return _Look(last_uid=last_uid, rescan=rescan, known=known, settled=settled)


def _finish_folder(house: House, bureau: str, place: tuple[str, int], reached: int, *, rescanned: bool) -> None:
    with house.database.writing() as db:
        row = letters.advance(db, bureau, place[0], place[1], reached)
        if rescanned:
            row.rescanned_on = local(house.clock()).date()


def _on_disk(fetching: _Fetching, fetched: Iterable[Fetched]) -> Iterator[Kept]:
    """Each letter with its place on the disk, in their order; small ones are synced side by side: the disk waits once.

    Raises:
        MailboxFault: after what was fetched before it was handed out.
    """
    waiting: deque[Future[Kept]] = deque()
    weights: deque[int] = deque()
    with ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="keep") as threads:
        try:
            for one in fetched:
                waiting.append(threads.submit(_kept, fetching.house.data, one))
                weights.append(len(one.letter.raw) if one.letter else 0)
                while len(waiting) > _SIDE_BY_SIDE or sum(weights) > _BATCH_BYTES:
                    weights.popleft()
                    yield waiting.popleft().result()
                if fetching.stopping():
                    break
        except MailboxFault:
            yield from (future.result() for future in waiting)
            raise
        yield from (future.result() for future in waiting)


def _kept(data: Path, one: Fetched) -> Kept:
    sha256 = keep(one.letter.raw, data) if one.letter else ""
    return Kept(one.uid, one.outcome, one.letter, sha256)


def _batches(kept: Iterable[Kept]) -> Iterator[list[Kept]]:
    """Small letters share a commit, a large one has its own.

    Raises:
        MailboxFault: after what was kept before it was handed out.
    """
    batch: list[Kept] = []
    weight = 0
    try:
        for one in kept:
            batch.append(one)
            weight += len(one.raw.raw) if one.raw else 0
            if len(batch) >= _BATCH_COUNT or weight >= _BATCH_BYTES:
                yield batch
                batch, weight = [], 0
    except MailboxFault:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _account(db: Session, house: House, bureau: BureauSettings, place: tuple[str, int], batch: list[Kept]) -> None:
    """Every uid is accounted for: a letter, a copy of one, or gone; one to retry is left for the next round."""
    for one in batch:
        if one.outcome == "retry":
            _log.warning("uid_to_retry", bureau=bureau.bureau.id, folder=place[0], uid=one.uid)
    settled = [one for one in batch if one.outcome != "retry"]
    came = [(one.raw, one.sha256) for one in settled if one.raw]
    rows = {row.sha256: row for row in keep_rows(db, house, bureau, came, source="mailbox")}
    letters.saw(
        db,
        [
            SightingRow(
                bureau=bureau.bureau.id, folder=place[0], uidvalidity=place[1], uid=one.uid, seen_at=house.clock(),
                letter_id=rows[one.sha256].id if one.raw else None,
            )
            for one in settled
        ],
    )  # fmt: skip
