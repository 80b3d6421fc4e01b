"""The wire under a scripted IMAP server: it reads commands, and a `Script` answers them; see netease.py."""

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


@dataclass(kw_only=True)
class Script:
    """What answers: `on_login(line, arguments)` and the like write untagged lines and return the tagged answer."""

    greeting: bytes = b"* OK ready"
    seen: list[str] = field(default_factory=list)  # the commands' names in their order, over all connections
    lines: list[bytes] = field(default_factory=list)  # the commands as sent
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    def before(self, line: "Connection", word: str) -> bytes | None:
        """Asked before each command is answered; an answer of its own stands for the usual one."""
        del line, word
        return None


class Connection(socketserver.StreamRequestHandler):
    """One client: what it has said and opened, and its next command."""

    server: "ScriptedImap"
    introduced = False  # it has sent ID
    folder = ""  # what it opened

    def send(self, line: bytes, end: bytes = b"\r\n") -> None:
        self.wfile.write(line + end)
        self.wfile.flush()

    def handle(self) -> None:
        script = self.server.script
        script.connections += 1
        try:
            self.send(script.before(self, "GREETING") or script.greeting)
            while command := self.rfile.readline():
                self.answer(command.rstrip(b"\r\n"))
        except (HangUp, OSError):
            return

    def answer(self, command: bytes) -> None:
        script = self.server.script
        script.lines.append(command)
        tag, _, said = command.partition(b" ")
        by_uid, word, arguments = re.fullmatch(r"(uid )?(\w+) ?(.*)", said.decode(), re.I | re.S).groups("")  # type: ignore[union-attr]
        script.seen.append(word.upper())
        name = f"on_{by_uid.strip()}_{word}" if by_uid else f"on_{word}"
        usual = getattr(script, name.lower(), None)
        told = script.before(self, word.upper())
        if told is None:
            told = usual(self, arguments) if usual else b"BAD command not support"
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
