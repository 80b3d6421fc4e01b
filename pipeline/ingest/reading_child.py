"""The parent's end of one reading child."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pipeline
from pipeline.ingest.frames import Damaged, Incoming, frame
from pipeline.ingest.reading_job import ANSWER, JOB, LIMITS, Answer, Job
from pipeline.settings.values import Limits

_TAIL = 8_000  # bytes of stderr that are kept
_ROOT = str(Path(pipeline.__file__).resolve().parent.parent)


class ReadingFailed(Exception):  # noqa: N818 - named as the office says it
    """A letter could not be read; the next one can.

    Args:
        reason: "time", "memory", "crash" (the child died or talked nonsense) or "fault" (an error of ours).
        traceback_text: what is known of it, for the quarantine.
    """

    def __init__(self, reason: str, traceback_text: str = "") -> None:
        super().__init__(reason, traceback_text)
        self.reason = reason
        self.traceback_text = traceback_text


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
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", env=environment
        )

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
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(frame(JOB.dump_json(job)))
            self._process.stdin.flush()
            answer = ANSWER.validate_json(self._payload(time.monotonic() + self._limits.seconds))
        except (OSError, ValueError, Damaged) as error:
            self.end()
            raise ReadingFailed("crash", f"{type(error).__name__}: {str(error)[:500]}\n{self._shown_tail()}") from error
        except BaseException:  # an interrupted child still holds an answer that nobody waits for
            self.end()
            raise
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

    def _payload(self, deadline: float) -> bytes:
        """The next frame from the child, its stderr drained meanwhile."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        answers, errors = self._process.stdout.fileno(), self._process.stderr.fileno()
        poll = select.poll()
        poll.register(answers, select.POLLIN)
        poll.register(errors, select.POLLIN)
        incoming = Incoming()
        while (left := deadline - time.monotonic()) > 0:
            for descriptor, _ in poll.poll(left * 1000):
                if descriptor == errors:
                    self._keep_tail(errors, poll)
                elif not incoming.take(answers):
                    raise ReadingFailed("crash", self._last_words())
            payload = incoming.payload()
            if payload is not None:
                return payload
        raise ReadingFailed("time", f"{self._limits.seconds} s\n{self._shown_tail()}")

    def _keep_tail(self, errors: int, poll: select.poll) -> None:
        piece = os.read(errors, 1 << 16)
        self._tail = (self._tail + piece)[-_TAIL:]
        if not piece:
            poll.unregister(errors)

    def _last_words(self) -> str:
        code = self._process.wait(timeout=10)
        assert self._process.stderr is not None
        self._tail = (self._tail + self._process.stderr.read())[-_TAIL:]
        return f"exit {code}\n{self._shown_tail()}"

    def _shown_tail(self) -> str:
        return self._tail.decode("utf-8", "replace")
