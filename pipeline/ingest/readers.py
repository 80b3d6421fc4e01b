"""A small pool of reused child processes that read letters (mail.md L11, L12; design.md §4.12)."""

import os
import queue
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pipeline.domain.letter import Letter
from pipeline.ingest import ocr, second
from pipeline.ingest.reading_child import ReadingChild
from pipeline.ingest.reading_job import Answer, Job
from pipeline.ingest.trouble import ReadingFailed
from pipeline.settings.values import Limits

__all__ = ["Readers", "ReadingFailed"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
Outcome = tuple[Path, Letter | ReadingFailed]


class Readers:
    """Reads letters in limited children; a context manager. Several threads may call `read` at once.

    Children are started when they are first needed, and each is used again until it breaks; then it alone is
    replaced. All are started from one thread that lives as long as the pool, since Linux ties a child's
    death-signal to the thread that started it.
    """

    def __init__(self, limits: Limits, processes: int) -> None:
        self._limits = limits
        self._free: queue.LifoQueue[ReadingChild | None] = queue.LifoQueue()
        for _ in range(max(1, processes)):
            self._free.put(None)  # a place where no child runs yet
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reading-starter")
        self._children: set[ReadingChild] = set()
        self._lock = threading.Lock()
        self.processes = max(1, processes)

    def __enter__(self) -> "Readers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pids(self) -> frozenset[int]:
        """The ids of the children that run."""
        with self._lock:
            return frozenset(child.pid for child in self._children)

    def read(self, raw_path: Path, scratch: Path, *, page: bool = False) -> Letter:
        """Read one letter; its leaves land in `scratch`, named by their sha256.

        Args:
            raw_path: the letter's file.
            scratch: the folder for its leaves.
            page: whether its HTML is wanted as a page that can do nothing (`Letter.page`).

        Raises:
            ReadingFailed: "time", "memory", "crash" or "fault", with what is known of it.
            OSError: the disk or the system fails, which is no letter's fault: no room for its leaves, or for a child.
        """
        letter = self._answered(Job.of(raw_path, scratch, page=page))
        parts = second.wanting(letter, self._limits)
        turned = second.turned(parts, scratch, self._limits) if parts else {}
        if turned:
            letter = self._answered(Job.of(raw_path, scratch, page=page, turned=turned))
        return ocr.with_forms(letter, scratch, self._limits)

    def check_signatures(self, raw_path: Path, scratch: Path, keys: dict[str, str]) -> str:
        """What the keys say of a letter's DKIM signatures: "pass", "fail", or "" where they say nothing.

        Raises:
            ReadingFailed: as `read`.
        """
        return self._asked(Job.checking(raw_path, scratch, keys)).signed or ""

    def _answered(self, job: Job) -> Letter:
        """The letter of one job."""
        answer = self._asked(job)
        if answer.letter is None:
            raise ReadingFailed("crash", "no letter in the answer")
        return _checked(answer.letter)

    def _asked(self, job: Job) -> Answer:
        """A child's answer to one job."""
        child = self._free.get()
        try:
            if child is None or not child.alive:
                self._forget(child)
                child = self._starter.submit(self._start).result()
            answer = child.read(job)
        finally:
            if child is not None and not child.alive:
                self._forget(child)
                child = None
            self._free.put(child)
        if answer.reason == "disk":
            raise OSError(answer.errno, os.strerror(answer.errno), str(job.scratch_folder))
        if answer.reason or (answer.letter is None and answer.signed is None):
            raise ReadingFailed(answer.reason or "crash", answer.traceback_text)
        return answer

    def read_many(self, raw_paths: Iterable[Path], scratch: Path) -> Iterator[Outcome]:
        """Read letters side by side; each path with its letter or what failed, in the order given."""
        with ThreadPoolExecutor(self.processes, thread_name_prefix="reading") as threads:
            under_way: deque[Future[Outcome]] = deque()
            for path in raw_paths:
                under_way.append(threads.submit(self._outcome, path, scratch))
                if len(under_way) > 2 * self.processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    def close(self) -> None:
        """End all children."""
        with self._lock:
            children, self._children = self._children, set()
        for child in children:
            child.end()
        self._starter.shutdown()

    def _outcome(self, path: Path, scratch: Path) -> Outcome:
        try:
            return path, self.read(path, scratch)
        except ReadingFailed as failed:
            return path, failed

    def _start(self) -> ReadingChild:
        child = ReadingChild(self._limits)
        with self._lock:
            self._children.add(child)
        return child

    def _forget(self, child: ReadingChild | None) -> None:
        if child is not None:
            with self._lock:
                self._children.discard(child)
            child.end()


def _checked(letter: Letter) -> Letter:
    """The letter, unless a name in it could lead out of the scratch folder: the child read hostile bytes."""
    if not all(_SHA256.fullmatch(part.sha256) for part in letter.parts):
        raise ReadingFailed("crash", "a part without a sha256")
    return letter
