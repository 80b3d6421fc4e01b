"""Letters read ahead by several children, handed back in their order."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import structlog

from pipeline.domain.letter import Letter
from pipeline.ingest.keep import secure_part
from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.steps.authenticate import with_own_check
from pipeline.steps.house import House
from pipeline.steps.sealing import Locked, path_of
from pipeline.store.tables import LetterRow

_log = structlog.get_logger("reading")
_AHEAD = 24  # letters read ahead while they are small: together no more than
_AHEAD_BYTES = 8_000_000
_TOGETHER = 16  # letters handed out together: so long the store's writers wait for each other
_TOGETHER_BYTES = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A letter as read, or why it could not be: the traceback of the last try."""

    row: LetterRow
    scratch: Path  # where its leaves lie, by sha256
    letter: Letter | None
    attempts: int  # failed ones
    trouble: str = ""


def scratch_of(house: House, row: LetterRow) -> Path:
    """Where the children lay down this letter's leaves."""
    return house.scratch / row.bureau / row.sha256


def read_one(house: House, row: LetterRow, readers: Readers) -> Reading:
    """Read a letter; as often as the settings say when it fails, each time with a child that is whole.

    Raises:
        OSError: the disk or the system fails; that is no letter's fault.
    """
    reading = read_unless(house, row, readers, lambda: False)
    assert reading is not None
    return reading


def read_unless(house: House, row: LetterRow, readers: Readers, stopping: Callable[[], bool]) -> Reading | None:
    """As `read_one`; None when it failed and the program is to stop: the next round tries again."""
    scratch = scratch_of(house, row)
    trouble, attempts = "", 0
    while attempts < house.settings.intervals.read_attempts:
        try:
            scratch.mkdir(parents=True, exist_ok=True)
            path = path_of(house, row.sha256)
            letter = readers.read(path, scratch)
            _secure(letter, scratch)
            letter = with_own_check(house, row, letter, readers, (path, scratch))
            return Reading(row=row, scratch=scratch, letter=letter, attempts=attempts)
        except ReadingFailed as failure:
            attempts += 1
            trouble = f"{failure.reason}\n{failure.traceback_text}"
            _log.warning("read_failed", bureau=row.bureau, letter=row.id, attempt=attempts, reason=failure.reason)
        except (Locked, FileNotFoundError) as fault:  # the bytes themselves are missing or cannot be read
            attempts += 1
            trouble = f"{type(fault).__name__}: {fault}"
            _log.error("raw_unreadable", bureau=row.bureau, letter=row.id, attempt=attempts)
        if stopping():
            return None
    return Reading(row=row, scratch=scratch, letter=None, attempts=attempts, trouble=trouble)


def _secure(letter: Letter, scratch: Path) -> None:
    """Have the leaves on the disk before the letter is settled, beside the settling of others.

    Raises:
        ReadingFailed: a leaf is not what its name says: the child read hostile bytes.
    """
    for name in {part.sha256 for part in letter.parts}:
        if (scratch / name).exists() and not secure_part(scratch / name):
            raise ReadingFailed("crash", f"a leaf that is not {name}")


def read_ahead(
    house: House, rows: Iterable[LetterRow], readers: Readers, stopping: Callable[[], bool] = lambda: False
) -> Iterator[list[Reading | None]]:
    """Read letters, as many at a time as there are children; they come out in the order they went in.

    Those that are handed out together were all read by then: none waits for company, and small ones only have some.
    """
    waiting: deque[tuple[int, Future[Reading | None]]] = deque()
    queue = iter(rows)
    with ThreadPoolExecutor(max_workers=readers.processes, thread_name_prefix="read") as threads:
        while True:
            while _may_read_on(waiting, readers.processes) and (row := next(queue, None)) is not None:
                waiting.append((row.size, threads.submit(read_unless, house, row, readers, stopping)))
            if not waiting:
                return
            yield _together(waiting)


def _may_read_on(waiting: Collection[tuple[int, object]], width: int) -> bool:
    """Every child has a letter and one lies ready; further ones while they are small."""
    light = len(waiting) < _AHEAD and sum(size for size, _ in waiting) < _AHEAD_BYTES
    return len(waiting) <= width or light


def _together(waiting: "deque[tuple[int, Future[Reading | None]]]") -> list[Reading | None]:
    size, first = waiting.popleft()
    ready = [first.result()]
    while waiting and len(ready) < _TOGETHER and waiting[0][1].done() and size + waiting[0][0] <= _TOGETHER_BYTES:
        size += waiting[0][0]
        ready.append(waiting.popleft()[1].result())
    return ready
