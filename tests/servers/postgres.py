"""Debian's PostgreSQL on a loopback port, in a temporary folder, as an ordinary user.

The server refuses to run as root; started as root it runs as `nobody`. Nothing of the system's own clusters is
read or touched, and nothing is left behind.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

_HOST = "127.0.0.1"
_INSTALL = "apt-get install --no-install-recommends -y postgresql"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")  # throwaway data


class PostgresMissingError(RuntimeError):
    """The server's programs are not installed; the message is the command that installs them."""


class PostgresServer:
    """A cluster of its own, between `with` and its end; `new_database` gives an empty database's URL."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._folder = Path(tempfile.mkdtemp(prefix="baosong-postgres-"))
        self._numbers = count(1)
        self.port = _free_port()
        if os.geteuid() == 0:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)

    def __enter__(self) -> Self:
        cluster = self._folder / "cluster"
        self._run("initdb", "-D", cluster, "-U", "baosong", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = [f"listen_addresses={_HOST}", f"unix_socket_directories={self._folder}", *_QUICK]
        told = " ".join(f"-c {option}" for option in options)
        log = self._folder / "log"
        self._run("pg_ctl", "-D", cluster, "-w", "-l", log, "-o", f"-p {self.port} {told}", "start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._run("pg_ctl", "-D", self._folder / "cluster", "-w", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self, template: str = "template1") -> str:
        """A database that nobody else uses: empty, or a copy of another one of ours."""
        name = f"store{next(self._numbers)}"
        with psycopg.connect(f"postgresql://baosong@{_HOST}:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return f"postgresql://baosong@{_HOST}:{self.port}/{name}"

    def _run(self, program: str, *arguments: object) -> None:
        as_user = ["setpriv", "--no-new-privs"]
        if os.geteuid() == 0:
            as_user += [f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups"]
        command = [*as_user, str(self._programs / program), *map(str, arguments)]
        with (self._folder / f"{program}.out").open("wb") as out:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self._folder, check=False
            )
        if done.returncode:
            told = "\n".join(p.read_text(errors="replace") for p in self._folder.glob("*") if p.is_file())
            raise RuntimeError(f"{program} failed:\n{told}")


def _programs() -> Path:
    """The folder of initdb; Debian keeps it off the PATH, one folder a version."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda p: int(p.parents[1].name.split(".")[0]), default=None)
    if newest is None:
        raise PostgresMissingError(f"PostgreSQL is not installed; run: {_INSTALL}")
    return newest.parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
