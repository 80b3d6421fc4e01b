"""Letters sent through the whole way, from kept bytes to a disposition, with an eye on rules, seconds and memory.

The rule (issue of any document, any letter): no exception reaches the worker, no letter goes over its limits, every
letter ends in a disposition, every byte is still on disk.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from pipeline.domain.letter import Letter, RawLetter
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import keep
from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.settings.values import Limits
from pipeline.steps.house import House
from pipeline.steps.keep_rows import keep_rows
from pipeline.steps.process import open_desk
from pipeline.steps.receive import process_unfinished
from pipeline.steps.sealing import path_of
from pipeline.store.tables import LetterRow

Named = tuple[str, bytes]
_SLACK_MB = 300  # a child's own libraries, which its limit does not count
_ARRIVED = datetime(2020, 5, 6, 1, 0, tzinfo=UTC)


@dataclass
class Ordeal:
    """What came of it."""

    letters: int = 0
    seconds: float = 0.0
    worst_seconds: float = 0.0
    worst: str = ""  # the name of the slowest letter
    peak_mb: int = 0  # of a reading child
    ended: Counter[str] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)  # readings that failed, by reason
    faults: list[str] = field(default_factory=list)  # violations of the rule


class Watched(Readers):
    """Reading children whose seconds and memory are noted for each letter."""

    def __init__(self, limits: Limits, processes: int) -> None:
        super().__init__(limits, processes)
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, int] = {}
        self.failed: Counter[str] = Counter()

    def read(self, raw_path: Path, scratch: Path, **more: Any) -> Letter:
        """As the children themselves; the longest reading of a letter counts."""
        began = time.monotonic()
        try:
            return super().read(raw_path, scratch, **more)
        except ReadingFailed as failed:
            self.failed[failed.reason] += 1
            raise
        finally:
            name = raw_path.stem
            self.seconds[name] = max(self.seconds.get(name, 0.0), time.monotonic() - began)
            self.peaks[name] = max([self.peaks.get(name, 0), *map(_peak_mb, self.pids)])


def _peak_mb(pid: int) -> int:
    """The most memory a child has had since it was asked last."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) // 1000


def ordeal(
    house: House, bureau: str, letters: Iterable[Named], readers: Watched, *, batch: int = 50, spare: Path | None = None
) -> Ordeal:
    """Send letters through; the same bytes twice are one letter.

    Args:
        house: whose desk it is; its limits are held.
        bureau: whose letters they are.
        letters: name and bytes.
        readers: the children, watched.
        batch: letters at a time.
        spare: where letters that break the rule are kept.
    """
    readers.failed.clear()
    found, began = Ordeal(), time.monotonic()
    for some in _batches(letters, batch):
        names = {hashlib.sha256(raw).hexdigest(): (name, raw) for name, raw in some}
        found.letters += len(names)
        try:
            _through(house, bureau, [raw for _, raw in names.values()], readers)
        except Exception as fault:  # that none gets here is what is tried
            found.faults.append(
                f"{type(fault).__name__} reached the worker: {fault}, with {', '.join(n for n, _ in some)}"
            )
        _judge(house, bureau, names, readers, found)
        _keep(found, some, spare)
    found.seconds = time.monotonic() - began
    found.given_up = Counter(readers.failed)
    return found


def _keep(found: Ordeal, some: list[Named], spare: Path | None) -> None:
    """Keep the letters that are named among the faults."""
    wrong = [(name, raw) for name, raw in some if any(name in fault for fault in found.faults)]
    if spare is not None and wrong:
        spare.mkdir(parents=True, exist_ok=True)
        for name, raw in wrong:
            (spare / f"{name.replace('/', '_')}.eml").write_bytes(raw)


def _batches(letters: Iterable[Named], size: int) -> Iterator[list[Named]]:
    some: list[Named] = []
    for letter in letters:
        some.append(letter)
        if len(some) >= size:
            yield some
            some = []
    if some:
        yield some


def _through(house: House, bureau: str, raws: list[bytes], readers: Readers) -> None:
    desk = open_desk(house, bureau)
    for uid, raw in enumerate(raws, 1):
        sha256 = keep(raw, house.data)
        letter = RawLetter(folder="INBOX", uidvalidity=1, uid=uid, arrived_at=_ARRIVED, raw=raw)
        with house.database.writing() as session:
            keep_rows(session, house, desk.bureau, [(letter, sha256)], source="import", answer=False)
    process_unfinished(desk, readers)


def _judge(house: House, bureau: str, names: dict[str, Named], readers: Watched, found: Ordeal) -> None:
    """Hold a batch to the rule."""
    limits = house.settings.limits
    with house.database.reading() as session:
        wanted = select(LetterRow).where(LetterRow.bureau == bureau, LetterRow.sha256.in_(list(names)))  # type: ignore[attr-defined]
        rows = {row.sha256: row for row in session.exec(wanted)}
    for sha256, (name, raw) in names.items():
        row = rows.get(sha256)
        if row is None or not row.done or row.disposition not in set(Disposition):
            found.faults.append(f"{name}: no disposition")
            continue
        found.ended[row.disposition] += 1
        if row.disposition != Disposition.SEALED.value and path_of(house, sha256).read_bytes() != raw:
            found.faults.append(f"{name}: its bytes are not on disk")
        seconds, peak = readers.seconds.get(sha256, 0.0), readers.peaks.get(sha256, 0)
        if seconds > limits.seconds + 5:
            found.faults.append(f"{name}: {seconds:.1f} s")
        if peak > limits.memory_mb + _SLACK_MB:
            found.faults.append(f"{name}: {peak} MB")
        if seconds > found.worst_seconds:
            found.worst_seconds, found.worst = seconds, name
        found.peak_mb = max(found.peak_mb, peak)
