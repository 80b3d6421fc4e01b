"""Reading children without the seconds of importing: forked from a process that has imported everything.

A child does what `python -m pipeline.ingest.child` does, in the same cage and over the same pipes. Its keeper (one
process a trial, without threads) forks it, and kills it when the program that asked for it has ended, as Linux does
with the children of the real program.
"""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.ingest import child, reading_child
from pipeline.ingest.reading_job import LIMITS

_PIPES = 3


def keep(door: Path) -> None:
    """Be the keeper: fork a child for each connection, and let none outlive its connection. Never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended children leave nothing behind
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(door))
        listening.listen(16)
        asked: dict[socket.socket, int] = {}
        while True:
            for ready in select.select([listening, *asked], [], [])[0]:
                if ready is listening:
                    connection = listening.accept()[0]
                    pid = _forked(connection, [listening, *asked])
                    if pid:
                        asked[connection] = pid
                    continue
                with suppress(ProcessLookupError):
                    os.kill(asked.pop(ready), signal.SIGKILL)
                ready.close()


def _forked(connection: socket.socket, others: list[socket.socket]) -> int | None:
    limits, pipes, _flags, _address = socket.recv_fds(connection, 1 << 16, _PIPES)
    if len(pipes) < _PIPES:  # whoever asked is gone
        connection.close()
        return None
    pid = os.fork()
    if pid:
        for pipe in pipes:
            os.close(pipe)
        with suppress(OSError):  # whoever asked was killed meanwhile
            connection.send(str(pid).encode())
        return pid
    try:
        for other in [connection, *others]:
            other.close()
        _become(pipes, limits)
    finally:
        os._exit(1)
    return None


def _become(pipes: list[int], limits: bytes) -> None:
    """In the fork: a reading child."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for at, pipe in enumerate(pipes):
        os.dup2(pipe, at)
        os.close(pipe)
    os.chdir("/")
    os.environ.clear()
    sys.stdin = os.fdopen(0, "r")
    child.main(os.getppid(), LIMITS.validate_json(limits))
    os._exit(0)


class _Forked:
    """What `subprocess.Popen` is for a child of the keeper."""

    def __init__(self, door: Path, limits: bytes) -> None:
        self._connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._connection.connect(str(door))
        jobs, stdin = os.pipe()
        stdout, answers = os.pipe()
        stderr, faults = os.pipe()
        socket.send_fds(self._connection, [limits], [jobs, answers, faults])
        for theirs in (jobs, answers, faults):
            os.close(theirs)
        self.pid = int(self._connection.recv(64))
        self._handle = os.pidfd_open(self.pid)
        self.stdin, self.stdout, self.stderr = (
            os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb"), os.fdopen(stderr, "rb"),
        )  # fmt: skip

    def poll(self) -> int | None:
        return -signal.SIGKILL if self._ended(0) else None

    def wait(self, timeout: float | None = None) -> int:
        if not self._ended(timeout):
            raise subprocess.TimeoutExpired("reading child", timeout or 0)
        return -signal.SIGKILL

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def _ended(self, seconds: float | None) -> bool:
        watching = select.poll()
        watching.register(self._handle, select.POLLIN)
        return bool(watching.poll(None if seconds is None else seconds * 1000))


class _Subprocess:
    """The module `subprocess` as reading_child.py sees it."""

    PIPE = subprocess.PIPE
    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self, start: Callable[[bytes], _Forked]) -> None:
        self._start = start

    def Popen(self, command: list[str], **_how: Any) -> _Forked:  # noqa: N802 - subprocess's name
        return self._start(command[-1].encode())


def use(door: Path) -> None:
    """Let this process have its reading children from the keeper behind that door."""
    reading_child.subprocess = _Subprocess(lambda limits: _Forked(door, limits))  # type: ignore[assignment]
