"""The parent's end of one reading child."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pipeline
from pipeline.ingest.frames import Arriving, Damaged, frame
from pipeline.ingest.reading_job import ANSWER, JOB, LIMITS, READY, Answer, Job
from pipeline.ingest.trouble import ReadingFailed
from pipeline.settings.values import Limits

_START_SECONDS = 60  # a child imports its libraries before it greets
_TAIL = 8_000  # bytes of stderr that are kept
_ROOT = str(Path(pipeline.__file__).resolve().parent.parent)
_Result = TypeVar("_Result")


class ReadingChild:
    """A child process and its pipes. After a `ReadingFailed` it is dead and must be replaced, but for a fault."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tail = b""
        arguments = [str(os.getpid()), LIMITS.dump_json(limits).decode()]
        command = [sys.executable, "-P", "-m", "pipeline.ingest.child", *arguments]
        # A minimal environment: nothing of the parent's may leak into it, secrets least of all.
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", env=environment,
            process_group=0,  # Ctrl-C is the parent's affair, which lets the letter at hand be finished
        )  # fmt: skip
        self._guarded(self._greeted)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can take a job."""
        return self._process.poll() is None

    def read(self, job: Job) -> Answer:
        """Have one letter read.

        Raises:
            ReadingFailed: with "time" or "crash"; the child has been ended then.
        """
        answer = self._guarded(lambda: self._asked(job))
        if answer.reason == "memory":
            self.end()
        return answer

    def end(self) -> None:
        """Kill it and take leave of it; harmless when it is gone."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _greeted(self) -> None:
        if self._payload(_START_SECONDS) != READY:
            raise Damaged("no greeting")

    def _asked(self, job: Job) -> Answer:
        assert self._process.stdin is not None
        self._process.stdin.write(frame(JOB.dump_json(job)))
        self._process.stdin.flush()
        return ANSWER.validate_json(self._payload(self._limits.seconds))

    def _guarded(self, act: Callable[[], _Result]) -> _Result:
        """An exchange with the child; whatever interrupts it ends the child, which may hold a stale answer."""
        try:
            return act()
        except (OSError, ValueError, Damaged) as error:
            self.end()
            raise ReadingFailed("crash", f"{type(error).__name__}: {str(error)[:500]}\n{self._shown_tail()}") from error
        except BaseException:
            self.end()
            raise

    def _payload(self, seconds: float) -> bytes:
        """The next frame from the child within that time, its stderr drained meanwhile."""
        deadline = time.monotonic() + seconds
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        answers, errors = self._process.stdout.fileno(), self._process.stderr.fileno()
        poll = select.poll()
        poll.register(answers, select.POLLIN)
        poll.register(errors, select.POLLIN)
        arriving = Arriving()
        while (left := deadline - time.monotonic()) > 0:
            for descriptor, _ in poll.poll(left * 1000):
                if descriptor == errors:
                    self._keep_tail(errors, poll)
                elif not arriving.take(answers):
                    raise self._last_words()
            payload = arriving.payload()
            if payload is not None:
                return payload
        raise ReadingFailed("time", f"{seconds} s\n{self._shown_tail()}")

    def _keep_tail(self, errors: int, poll: select.poll) -> None:
        piece = os.read(errors, 1 << 16)
        self._tail = (self._tail + piece)[-_TAIL:]
        if not piece:
            poll.unregister(errors)

    def _last_words(self) -> ReadingFailed:
        """Why the child ended; one that only closed its pipe is killed for it."""
        assert self._process.stderr is not None
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._tail = (self._tail + self._process.stderr.read())[-_TAIL:]
        return ReadingFailed("time" if code == -signal.SIGXCPU else "crash", f"exit {code}\n{self._shown_tail()}")

    def _shown_tail(self) -> str:
        return self._tail.decode("utf-8", "replace")
