"""A world of its own for each trial: servers, a data folder, and the program, all forked from a stage that is ready."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from faults import quick_children, runs, small_disk
from faults.cut_off import Doors
from faults.doors import Point, Tally
from faults.servers_apart import serve
from faults.stage import Stage

_PAGE, _ROOMY = 4096, 256_000  # bytes; KiB
_PATIENCE = 240.0  # seconds for a run, before it is taken for hung


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a process of a trial ended."""

    status: int  # as os.waitpid gives it, turned into an exit code: negative for a signal
    seconds: float


@dataclass(frozen=True, kw_only=True)
class SmallDisk:
    """A folder under the data folder ("": itself) on a disk of its own."""

    folder: str
    room: int  # KiB beyond what lies there already


@dataclass(kw_only=True)
class World:
    """Servers with the letters up to a wave, the data folder as it stood before it; a context manager."""

    stage: Stage
    wave: int
    small: SmallDisk | None = None
    served: bool = True  # else there are no servers
    after_laying: Callable[[], None] = lambda: None  # what lies beside the data folder
    folder: Path = field(init=False)
    _forked: list[int] = field(default_factory=list)

    def __enter__(self) -> "World":
        self.folder = Path(tempfile.mkdtemp(prefix="trial-", dir=self.stage.folder))
        self._lay_data()
        self.after_laying()
        self._ask, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        if self.served:
            self._fork(lambda: serve(theirs, self.wave), quiet=False)
        theirs.close()
        self._answers = self._ask.makefile("rb")
        self.ports: dict[str, int] = self.asked("ports") if self.served else {"imap": 1, "smtp": 1}
        self._fork(lambda: quick_children.keep(self.folder / "keeper"), quiet=False)
        return self

    def __exit__(self, *_error: object) -> None:
        for pid in self._forked:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self._answers.close()
        self._ask.close()
        if self.small:
            small_disk.unmount(self.data / self.small.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _lay_data(self) -> None:
        """The data folder as it stood before the wave."""
        source = self.stage.milestones[self.wave].data
        self.data.mkdir()
        if self.small:
            place = self.data / self.small.folder
            place.mkdir(exist_ok=True)
            used = [path.stat().st_size for path in (source / self.small.folder).rglob("*") if path.is_file()]
            small_disk.mount(place, sum(-(-size // _PAGE) for size in used) * _PAGE // 1024 + self.small.room)
        shutil.copytree(source, self.data, dirs_exist_ok=True)

    def lock_disk(self) -> None:
        """Make its small disk read-only."""
        small_disk.change(self.data, _ROOMY, read_only=True)

    def free_disk(self) -> None:
        """Give its small disk room, and let it be written; the scratch folder comes back to the data folder's disk."""
        if self.small and self.small.folder:
            small_disk.unmount(self.data / self.small.folder)
            self.small = None
        else:
            small_disk.change(self.data, _ROOMY)

    @property
    def data(self) -> Path:
        """The program's data folder."""
        return self.folder / "data"

    @property
    def place(self) -> runs.Place:
        """Where the program runs."""
        keeper = self.folder / "keeper"
        return runs.Place(settings=self.stage.settings, data=self.data, keeper=keeper, ports=self.ports, wave=self.wave)

    def unknowns(self) -> int:
        """How many mails were of unknown outcome for a while."""
        with closing(sqlite3.connect(self.data / "baosong.db")) as db:
            return int(db.execute("SELECT count(*) FROM outbox WHERE unknowns > 0").fetchone()[0])

    def told(self) -> str:
        """What the runs wrote to standard error."""
        path = self.folder / "stderr"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def asked(self, what: str) -> Any:
        """The servers' answer: ports, arrived (Message-IDs at all addresses), rebuild."""
        self._ask.sendall(what.encode() + b"\n")
        return json.loads(self._answers.readline())

    def arrived(self) -> dict[str, list[str]]:
        """By address, the Message-IDs of what our program sent there, in this wave and before it."""
        before = self.stage.milestones[self.wave].arrived
        now: dict[str, list[str]] = self.asked("arrived")
        return {address: [*before.get(address, []), *now.get(address, [])] for address in {*before, *now}}

    def rehearse(self) -> None:
        """A run in this very process."""
        self._wait_for_keeper()
        with (self.folder / "stdout").open("w") as out, redirect_stdout(out):
            runs.polls(self.place, 1, timedelta())

    def _wait_for_keeper(self) -> None:
        while not (self.folder / "keeper").exists():
            time.sleep(0.002)

    def start(
        self, tally: Tally, point: Point | None = None, *, rounds: int = 1, later: float = 0, worker: bool = False
    ) -> int:
        """Fork a run of the program: `baosong poll`, that often, each half an hour later than the one before; or the
        worker, until nothing is left to do.
        """
        self._wait_for_keeper()

        def run() -> int:
            Doors(tally, point, database=self.data / "baosong.db").open()
            return runs.works(self.place) if worker else runs.polls(self.place, rounds, timedelta(seconds=later))

        return self._fork(run)

    def follow(self, first: int) -> int:
        """Fork another run of the program beside that one: it polls until the other is over, and once more."""
        return self._fork(lambda: runs.follows(self.place, first))

    def ordered(self, command: Callable[[runs.Place], int], tally: Tally, point: Point | None = None) -> Ran:
        """A command of a person in a fork, until it ends."""
        self._wait_for_keeper()
        began = time.monotonic()

        def run() -> int:
            Doors(tally, point, database=self.data / "baosong.db").open()
            return command(self.place)

        return self.ended(self._fork(run), began)

    def run(
        self, tally: Tally, point: Point | None = None, *, rounds: int = 1, later: float = 0, worker: bool = False
    ) -> Ran:
        """The same, until it ends."""
        began = time.monotonic()
        return self.ended(self.start(tally, point, rounds=rounds, later=later, worker=worker), began)

    def ended(self, pid: int, began: float) -> Ran:
        """How a run ended; one that hangs is killed, with the status 99."""
        hung = False
        while True:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                self._forked.remove(pid)
                code = 99 if hung else os.waitstatus_to_exitcode(status)
                return Ran(status=code, seconds=time.monotonic() - began)
            if time.monotonic() > began + _PATIENCE and not hung:
                hung = True
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.003)

    def _fork(self, work: Callable[[], int | None], *, quiet: bool = True) -> int:
        pid = os.fork()
        if not pid:
            self._in_fork(work, quiet=quiet)
        self._forked.append(pid)
        return pid

    def _in_fork(self, work: Callable[[], int | None], *, quiet: bool) -> NoReturn:
        code = 70
        try:
            if quiet:
                err = os.open(self.folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                os.dup2(err, 2)
                os.dup2(os.open(self.folder / "stdout", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
            code = work() or 0
        except (KeyboardInterrupt, SystemExit):
            code = 71
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
