"""The doors put in the places of the calls they guard, and one call cut off."""

import errno
import imaplib
import os
import shutil
import signal
import smtplib
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from faults.doors import KILLS, Point, Tally
from sqlalchemy import event
from sqlalchemy.engine.default import DefaultDialect

from pipeline.ingest.reading_child import ReadingChild
from pipeline.steps import fetch as fetching
from pipeline.store.database import Database

_HELD_SECONDS = 0.3


class Doors:
    """Opened once, in a process that ends with the trial."""

    def __init__(self, tally: Tally, point: Point | None = None, *, database: Path) -> None:
        self._tally = tally
        self._database = database
        self._point = point
        self._handing: set[int] = set()  # sockets whose server waits for a mail's content

    def open(self) -> None:
        """Put every door in the place of the call it guards."""
        if self._point and self._point.how == "held":
            _lose_patience()
        for owner, name, door in (
            (fetching, "keep", "keep"),
            (os, "mkdir", "folder"),
            (os, "fsync", "fsync"),
            (os, "replace", "rename"),
            (os, "rename", "rename"),
            (os, "link", "rename"),
            (os, "unlink", "remove"),
            (shutil, "rmtree", "remove"),
            (DefaultDialect, "do_commit", "commit"),
            (imaplib.IMAP4, "logout", "logout"),
            (smtplib.SMTP, "quit", "logout"),
            (ReadingChild, "end", "exit"),
        ):
            setattr(owner, name, self._guarded(door, getattr(owner, name)))
        self._open_imap()
        self._open_files()
        self._open_smtp()
        self._open_children()

    def _guarded(self, door: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def passed(*args: Any, **kwargs: Any) -> Any:
            return self._pass(door, lambda: real(*args, **kwargs))

        return passed

    def _pass(
        self, door: str, act: Callable[[], Any], *, half: Callable[[], Any] | None = None,
        ends: Mapping[str, Callable[[], Any]] | None = None,
    ) -> Any:  # fmt: skip
        """One call of a door; at the point it is cut off before, within or after."""
        here = self._tally.add(door)
        point = self._point
        if point is None or (point.door, point.call) != (door, here):
            return act()
        self._tally.strike()
        end = {"locked": self._lock, "held": self._lock, **(ends or {})}.get(point.how, _kill)
        if point.how == "full":
            raise _full(door)
        if point.how in {"within", "cut"} and half is not None:
            half()
        if point.how not in {"after", "locked", "held"}:
            end()
            return act()
        try:
            return act()
        finally:  # whatever came of the call
            end()

    def _lock(self) -> None:
        """Another program has the database for a moment, or keeps it; this one must wait for its turn."""
        other = sqlite3.connect(self._database, check_same_thread=False, isolation_level=None, timeout=60)
        other.execute("BEGIN IMMEDIATE")
        if self._point and self._point.how == "locked":
            threading.Timer(_HELD_SECONDS, other.close).start()
        else:
            self._other = other

    def _open_imap(self) -> None:
        real = imaplib.IMAP4.uid

        def uid(client: imaplib.IMAP4, command: str, *args: str) -> Any:
            if command != "FETCH":
                return real(client, command, *args)
            return self._pass("fetch", lambda: real(client, command, *args), ends=_cutting(client.sock))

        imaplib.IMAP4.uid = uid  # type: ignore[method-assign, assignment]

    def _open_files(self) -> None:
        real = os.fdopen

        def fdopen(*args: Any, **kwargs: Any) -> Any:
            return _File(real(*args, **kwargs), self._pass)

        os.fdopen = fdopen  # type: ignore[assignment]

    def _open_smtp(self) -> None:
        docmd, getreply, sendall = smtplib.SMTP.docmd, smtplib.SMTP.getreply, socket.socket.sendall

        def _docmd(smtp: smtplib.SMTP, command: str, *args: str) -> Any:
            if command != "DATA":
                return docmd(smtp, command, *args)
            answer = self._pass("DATA", lambda: docmd(smtp, command, *args))
            self._handing.add(id(smtp.sock))
            return answer

        def _sendall(sock: socket.socket, content: Any, *args: int) -> Any:
            if id(sock) not in self._handing:
                return sendall(sock, content, *args)
            half = len(content) // 2
            return self._pass(
                "content",
                lambda: sendall(sock, content),
                half=lambda: sendall(sock, content[:half]),
                ends=_cutting(sock),
            )

        def _getreply(smtp: smtplib.SMTP) -> Any:
            if id(smtp.sock) not in self._handing:
                return getreply(smtp)
            self._handing.discard(id(smtp.sock))
            return self._pass("answer", lambda: getreply(smtp), ends=_cutting(smtp.sock))

        smtplib.SMTP.docmd = _docmd  # type: ignore[method-assign]
        smtplib.SMTP.getreply = _getreply  # type: ignore[method-assign]
        socket.socket.sendall = _sendall  # type: ignore[method-assign, assignment]

    def _open_children(self) -> None:
        real = ReadingChild.read

        def read(child: ReadingChild, job: Any) -> Any:
            def end() -> None:
                os.kill(child.pid, signal.SIGKILL)

            return self._pass("child", lambda: real(child, job), ends=dict.fromkeys(KILLS, end))

        ReadingChild.read = read  # type: ignore[method-assign]


class _File:
    """A file whose writes pass a door."""

    def __init__(self, real: Any, passing: Callable[..., Any]) -> None:
        self._real = real
        self._pass = passing

    def write(self, content: Any) -> Any:
        def half() -> None:
            self._real.write(content[: len(content) // 2])
            self._real.flush()

        return self._pass("write", lambda: self._real.write(content), half=half)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __enter__(self) -> "_File":
        self._real.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        return self._real.__exit__(*error)


def _lose_patience() -> None:
    """Have the program wait half a second for the database in the place of a minute."""
    real = Database.__init__

    def init(database: Database, url: str) -> None:
        real(database, url)
        event.listen(database._engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=500"))

    Database.__init__ = init  # type: ignore[method-assign]


def _cutting(sock: socket.socket | None) -> dict[str, Callable[[], Any]]:
    """The server's end, or what lies between, goes away."""
    return {"cut": lambda: sock and sock.shutdown(socket.SHUT_RDWR)}


def _kill() -> NoReturn:
    """As `kill -9` does: no clean-up, no farewell, locks and connections fall."""
    os.kill(os.getpid(), signal.SIGKILL)
    while True:
        time.sleep(60)


def _full(door: str) -> Exception:
    """What a full disk says at that door."""
    if door == "commit":
        return sqlite3.OperationalError("database or disk is full")
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
