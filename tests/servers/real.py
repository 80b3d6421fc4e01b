"""Debian's Dovecot and exim4 on loopback ports, under a throwaway configuration, as an ordinary user.

Both work in one temporary folder that is gone afterwards; nothing of the system's own mail setup is read or
touched. Started as root they run as `nobody`, for both refuse part of their work as root. The two share one Maildir
per address: what exim takes in, Dovecot shows. Any address may receive; only `add_user`'s may log in.
"""

import hashlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from imap_tools.imap_utf7 import utf7_encode
from servers.configuration import dovecot_conf, exim_conf

_HOST = "127.0.0.1"
_INSTALL = "apt-get install --no-install-recommends -y dovecot-imapd exim4-daemon-light"
_START_SECONDS = 20.0


class ServersMissingError(RuntimeError):
    """A server's program is not installed; the message is the command that installs it."""


class RealServers:
    """Dovecot and exim4, from `start` to `stop` (or between `with` and its end).

    Attributes:
        host: where they listen, 127.0.0.1.
        imap_port, smtp_port: their ports.
        accounts: address → password of those who may log in.
        folder: the temporary folder with configuration, logs and mail.
        same_sender: whether a logged-in sender may only send as itself (mail.md O1); set before `start`.
    """

    def __init__(self, accounts: Mapping[str, str] | None = None, *, same_sender: bool = False) -> None:
        self.host = _HOST
        self.dovecot, self.exim = _program("dovecot"), _program("exim4")
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.folder = Path(tempfile.mkdtemp(prefix="baosong-servers-"))
        self.imap_port, self.smtp_port = _free_port(), _free_port()
        self.accounts: dict[str, str] = {}
        self.same_sender = same_sender
        self._running: list[subprocess.Popen[bytes]] = []
        self._delivered = 0
        for name in ("mail", "users", "log", "spool", "run", "state"):
            self._own(self.folder / name, make=True)
        self._own(self.folder)
        self._write("refused", [])
        self._write("users.exim", [])
        for address, password in (accounts or {}).items():
            self.add_user(address, password)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Starts both and waits until they answer."""
        version = subprocess.run([self.dovecot, "--version"], capture_output=True, text=True, check=True).stdout
        (self.folder / "dovecot.conf").write_text(dovecot_conf(version, self.folder, self.imap_port, self._user))
        (self.folder / "exim.conf").write_text(
            exim_conf(self.folder, self.smtp_port, self._user, same_sender=self.same_sender)
        )
        try:
            self._run([self.dovecot, "-F", "-c", str(self.folder / "dovecot.conf")])
            self._run([self.exim, "-C", str(self.folder / "exim.conf"), "-bdf", "-q5s"])
            for port in (self.imap_port, self.smtp_port):
                self._wait_for(port)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Ends both with their children, by their own process groups, and removes the folder."""
        for process in self._running:
            _end(process)
        self._running.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def add_user(self, address: str, password: str) -> None:
        """Lets an address log in at both servers; at once, also while they run."""
        address = address.lower()
        self.accounts[address] = password
        home, user = self.maildir(address), self._user
        # a file each: Dovecot looks at most once a second whether a file of users has changed
        self._write(f"users/{address}", [f"{address}:{{PLAIN}}{password}:{user.pw_uid}:{user.pw_gid}::{home}::\n"])
        self._write("users.exim", [f"{name}: {secret}\n" for name, secret in self.accounts.items()])

    def refuse(self, *addresses: str) -> None:
        """Answers 550 to these recipients, and to no others."""
        self._write("refused", [f"{address.lower()}: yes\n" for address in addresses])

    def maildir(self, address: str, folder: str = "INBOX") -> Path:
        """The Maildir of an address' folder, made where it is missing."""
        root = self.folder / "mail" / hashlib.md5(address.lower().encode()).hexdigest()
        path = root if folder.upper() == "INBOX" else root / ("." + utf7_encode(folder).decode())
        for part in (root, path, path / "tmp", path / "new", path / "cur"):
            self._own(part, make=True)
        return path

    def deliver(self, address: str, raw: bytes, folder: str = "INBOX", received_at: datetime | None = None) -> Path:
        """Lays the exact bytes into a folder; `received_at` (aware, whole seconds) becomes INTERNALDATE."""
        moment = (received_at or datetime.now(UTC)).timestamp()
        self._delivered += 1
        box = self.maildir(address, folder)
        name = f"{int(moment)}.M{self._delivered:09d}P{os.getpid()}.test"
        draft = box / "tmp" / name
        draft.write_bytes(raw)
        os.utime(draft, (moment, moment))
        self._own(draft)
        return draft.rename(box / "new" / name)

    def mailbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The letters in a folder, oldest first; what exim is still busy with is not among them."""
        box = self.maildir(address, folder)
        files = [*(box / "new").iterdir(), *(box / "cur").iterdir()]
        return [file.read_bytes() for file in sorted(files, key=_arrival)]

    def wait_for_mail(self, address: str, count: int, seconds: float = 30.0) -> list[bytes]:
        """The letters of an INBOX once there are `count` of them: exim delivers a moment after its 250."""
        _wait(lambda: len(self.mailbox(address)) >= count, seconds, f"{count} letters for {address}")
        return self.mailbox(address)

    def restart_imap(self) -> None:
        """Ends Dovecot with every connection, and starts it again on the same port."""
        _end(self._running.pop(0))
        self._run([self.dovecot, "-F", "-c", str(self.folder / "dovecot.conf")])
        self._running.insert(0, self._running.pop())
        self._wait_for(self.imap_port)

    def rebuild(self, address: str) -> None:
        """Lets Dovecot number an INBOX anew, under another UIDVALIDITY, as after the loss of its index."""
        for index in self.maildir(address).glob("dovecot*"):
            if index.is_file():
                index.unlink()

    def log(self) -> str:
        """What both servers logged, for the message of a failed test."""
        return "\n".join(p.read_text(errors="replace") for p in sorted((self.folder / "log").iterdir()))

    def _write(self, name: str, lines: list[str]) -> None:
        """A table the servers read at every login or mail: replaced whole, never half-written."""
        draft = self.folder / f"{name}.new"
        draft.write_text("".join(lines))
        self._own(draft)
        draft.rename(self.folder / name)

    def _own(self, path: Path, *, make: bool = False) -> None:
        """Gives a path to the user the servers run as."""
        if make:
            path.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _run(self, command: list[str]) -> None:
        as_user = ["setpriv", "--no-new-privs"]
        if os.geteuid() == 0:
            as_user += [f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups"]
        with (self.folder / "log" / f"{Path(command[0]).name}.out").open("wb") as out:
            process = subprocess.Popen(
                [*as_user, *command], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                cwd=self.folder,
            )  # fmt: skip
        self._running.append(process)

    def _wait_for(self, port: int) -> None:
        def answers() -> bool:
            if any(process.poll() is not None for process in self._running):
                raise RuntimeError(f"a mail server ended at once:\n{self.log()}")
            try:
                with socket.create_connection((_HOST, port), timeout=5) as connection:
                    return bool(connection.recv(1))
            except OSError:
                return False

        _wait(answers, _START_SECONDS, f"a greeting on port {port}:\n{self.log()}")


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise ServersMissingError(f"{name} is not installed; run: {_INSTALL}")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _arrival(file: Path) -> tuple[int, int, str]:
    """Oldest first: by the second and the micro-second or running number in a Maildir file's name."""
    found = re.match(r"(\d+)\.\D*(\d+)", file.name)
    return (int(found.group(1)), int(found.group(2)), file.name) if found else (0, 0, file.name)


def _wait(condition: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)  # its own session, made by _run
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
