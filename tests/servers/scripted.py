"""A tiny IMAP server that misbehaves as asked: like 163.com, or worse.

It answers the commands the desk sends and no others. A test subclasses `Script` and overrides one answer.
"""

import re
import socketserver
import ssl
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"


class HangUp(Exception):  # noqa: N818 -- not an error, the server's act
    """Raised by an answer to close the connection."""


@dataclass
class Script:
    """A mailbox and its manners. Every method writes the untagged lines it wants and returns the tagged answer."""

    letters: dict[int, bytes] = field(default_factory=dict)
    greeting: bytes = b"* OK Coremail System IMap Server Ready(163com)"
    seen: list[str] = field(default_factory=list)  # the commands' names in their order, over all connections
    lines: list[bytes] = field(default_factory=list)  # the commands as sent
    connections: int = 0
    introduced: bool = False  # ID was sent on this connection
    stopping: threading.Event = field(default_factory=threading.Event)

    def on_capability(self, line: "Connection") -> bytes:
        line.send(b"* CAPABILITY IMAP4rev1 XLIST ID LOGIN")
        return b"OK done"

    def on_login(self, line: "Connection") -> bytes:
        return b"OK LOGIN completed"

    def on_id(self, line: "Connection") -> bytes:
        self.introduced = True
        line.send(b'* ID ("name" "Coremail Imap")')
        return b"OK ID completed"

    def on_list(self, line: "Connection") -> bytes:
        line.send(b'* LIST () "/" "INBOX"')
        line.send(b'* LIST (\\Sent) "/" "&XfJT0ZAB-"')
        return b"OK LIST completed"

    def on_examine(self, line: "Connection") -> bytes:
        if not self.introduced:
            return b"NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"
        line.send(b"* %d EXISTS" % len(self.letters))
        line.send(b"* OK [UIDVALIDITY 1] UIDs valid")
        return b"OK [READ-ONLY] EXAMINE completed"

    def on_noop(self, line: "Connection") -> bytes:
        return b"OK done"

    def on_search(self, line: "Connection", criteria: str) -> bytes:
        line.send(b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.found(criteria)))
        return b"OK SEARCH completed"

    def found(self, criteria: str) -> list[int]:
        """Like every server, `n:*` finds the last letter though it is older (mail.md I5)."""
        if criteria == "ALL":
            return sorted(self.letters)
        return sorted(_uids(criteria.removeprefix("UID "), self.letters))

    def on_fetch(self, line: "Connection", uids: list[int], items: str) -> bytes:
        for uid in uids:
            if "BODY" in items:
                self.body(line, uid)
            else:
                line.send(b"* %d FETCH (UID %d RFC822.SIZE %d)" % (uid, uid, len(self.letters[uid])))
        return b"OK FETCH completed"

    def body(self, line: "Connection", uid: int) -> None:
        raw = self.letters[uid]
        date = b'INTERNALDATE "01-May-2020 08:00:00 +0800"'
        line.send(b"* %d FETCH (UID %d %s BODY[] {%d}\r\n%s)" % (uid, uid, date, len(raw), raw))

    def on_logout(self, line: "Connection") -> bytes:
        line.send(b"* BYE IMAP4rev1 Server logging out")
        return b"OK LOGOUT completed"


def _uids(text: str, letters: dict[int, bytes]) -> set[int]:
    chosen: set[int] = set()
    for run in text.split(","):
        first, _, last = run.partition(":")
        end = max(letters, default=0) if last == "*" else int(last or first)
        chosen.update(range(min(int(first), end), max(int(first), end) + 1))
    return chosen & set(letters)


class Connection(socketserver.StreamRequestHandler):
    """One client: reads a command, lets the script answer."""

    server: "ScriptedImap"

    def send(self, line: bytes, end: bytes = b"\r\n") -> None:
        self.wfile.write(line + end)
        self.wfile.flush()

    def handle(self) -> None:
        script = self.server.script
        script.connections += 1
        script.introduced = False
        try:
            self.send(script.greeting)
            while command := self.rfile.readline():
                self.answer(command.rstrip(b"\r\n"))
        except (HangUp, OSError):
            return

    def answer(self, command: bytes) -> None:
        script = self.server.script
        script.lines.append(command)
        tag, name, *rest = command.split(b" ", 2)
        arguments = rest[0].decode() if rest else ""
        word = name.decode().lower()
        if word == "uid":
            word, _, arguments = arguments.partition(" ")
            word = word.lower()
        script.seen.append(word.upper())
        if word == "search":
            told = script.on_search(self, arguments)
        elif word == "fetch":
            found = re.fullmatch(r"([\d,:*]+) (\(.*\))", arguments)
            assert found
            told = script.on_fetch(self, sorted(_uids(found.group(1), script.letters)), found.group(2))
        else:
            told = getattr(script, f"on_{word}")(self)
        self.send(tag + b" " + told)


class ScriptedImap(socketserver.ThreadingTCPServer):
    """The server: `with ScriptedImap(script) as server: server.port`; with `tls`, encrypted from the first byte."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.script = script
        super().__init__((HOST, 0), Connection)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=True)
        self.port = int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or will not trust us, is no news."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.script.stopping.set()
        self.shutdown()
        self.server_close()


def stall(script: Script) -> None:
    """Says nothing until the test is over."""
    script.stopping.wait(60)
    raise HangUp


def drip(script: Script, line: Connection) -> None:
    """One byte at a time, for ever: each one resets a plain socket timeout."""
    while not script.stopping.is_set():
        line.send(b"x", end=b"")
        time.sleep(0.05)
    raise HangUp
