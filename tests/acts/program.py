"""The program as people and service managers start it: a process of its own, with its reading children."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from acts.conftest import ACCEPTANCE, PASSWORDS
from acts.office import JINJIANG, YUHUA
from sqlalchemy import Select
from sqlmodel import Session, create_engine

_START = "BAOSONG_"


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A run that came to its end by itself."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; anything else on it fails the test."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(kw_only=True)
class Running:
    """A run that was not waited for."""

    process: subprocess.Popen[str]
    err: Path

    def family(self) -> list[psutil.Process]:
        """Its children: those that read letters."""
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def kill(self) -> list[psutil.Process]:
        """SIGKILL to the process itself and to nothing else; the children it had."""
        family = self.family()
        self.process.kill()
        self.process.wait()
        return family

    def terminate(self, seconds: float = 180) -> int:
        """SIGTERM, and the exit code once it has ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=seconds)

    def told(self) -> str:
        """What it wrote to standard error."""
        return self.err.read_text(errors="replace")


@dataclass(kw_only=True)
class Program:
    """`baosong` on a data folder of its own, told by the environment where its servers are."""

    data: Path
    imap_port: int
    smtp_port: int
    config: Path = ACCEPTANCE
    more: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """The environment without the variables of whoever runs the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_START)}
        ours = {
            "BAOSONG_IMAP_HOST": "127.0.0.1", "BAOSONG_IMAP_PORT": str(self.imap_port),
            "BAOSONG_SMTP_HOST": "127.0.0.1", "BAOSONG_SMTP_PORT": str(self.smtp_port),
            "BAOSONG_YUHUA_PASSWORD": PASSWORDS[YUHUA], "BAOSONG_JINJIANG_PASSWORD": PASSWORDS[JINJIANG],
        }  # fmt: skip
        return kept | ours | self.more

    def command(self, *arguments: str) -> list[str]:
        """The command line; the globals stand before it unless the arguments name them."""
        named = any(word.startswith("--data") for word in arguments)
        front = [] if named else ["--config", str(self.config), "--data", str(self.data)]
        return [sys.executable, "-m", "pipeline", *front, *arguments]

    def run(self, *arguments: str, given: str = "") -> Ended:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            text=True,
            input=given,
            timeout=300,
            check=False,
        )
        return Ended(code=done.returncode, out=done.stdout, err=done.stderr)

    def poll(self) -> dict[str, dict[str, Any]]:
        """`poll --json`, its lines by bureau; it must end well."""
        done = self.run("poll", "--json")
        assert done.code == 0, done.err
        return {line["bureau"]: line for line in done.lines}

    @contextmanager
    def start(self, *arguments: str) -> Iterator[Running]:
        """Start a command; whatever the test does, it is gone afterwards."""
        err = self.data.parent / "stderr.log"
        with err.open("a") as stream:
            process = subprocess.Popen(
                self.command(*arguments), env=self.environment(), stdout=subprocess.DEVNULL, stderr=stream, text=True
            )
        running = Running(process=process, err=err)
        try:
            yield running
        finally:
            if process.poll() is None:
                running.kill()

    def rows(self, wanted: Select[Any]) -> list[Any]:
        """What stands in the database now."""
        engine = create_engine(f"sqlite:///{self.data / 'baosong.db'}")
        try:
            with Session(engine) as session:
                return list(session.exec(wanted))  # type: ignore[call-overload]
        finally:
            engine.dispose()


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 120) -> None:
    """Wait for something another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(0.02)
