"""One IMAP connection: reached, proved, logged in, introduced; every wait on it is bounded (mail.md I1, I2, I12)."""

import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, UnexpectedCommandStatusError

from pipeline.ingest.imap_faults import CredentialsRefused, DeadlinePassed, ServerRefused, Unreachable
from pipeline.ingest.imap_lines import Line
from pipeline.ingest.imap_refusals import greeting_refused, login_refused
from pipeline.settings.addresses import is_loopback
from pipeline.settings.values import ImapAccount

_NAME, _VERSION = "baosong", "1"
_LOGOUT_SECONDS = 3.0

# imaplib knows no ID; xatom would register it for the state of its first use only (design.md §7).
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))


class Link:
    """A logged-in connection. `deadline` is a reading of time.monotonic(); past it the socket is shut."""

    def __init__(self, account: ImapAccount, deadline: float) -> None:
        self.account = account
        self._deadline = deadline
        self._sound = True
        self.mailbox = self._reach()
        self.client: imaplib.IMAP4 = self.mailbox.client
        self._watch = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._watch.daemon = True
        self._watch.start()
        try:
            self._login()
            self.introduce()
        except BaseException:
            self.close()
            raise

    def _seconds(self) -> float:
        """Seconds that the next wait may take."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise DeadlinePassed(self.account)
        return min(float(self.account.timeout_seconds), left)

    def _reach(self) -> BaseMailBox:
        """Connects, and proves the server's name where the connection is not on loopback."""
        account, security = self.account, self.account.security
        if security == "none" and not is_loopback(account.host):
            raise Unreachable(account, cause="plaintext")
        seconds = self._seconds()
        try:
            with self._translated():
                if security == "none":
                    return MailBoxUnencrypted(account.host, account.port, timeout=seconds)
                context = ssl.create_default_context()
                if security == "starttls":
                    return MailBoxStartTls(account.host, account.port, timeout=seconds, ssl_context=context)
                return MailBox(account.host, account.port, timeout=seconds, ssl_context=context)
        except ServerRefused as refusal:  # a greeting that is no welcome, or no STARTTLS
            if security == "starttls":
                raise Unreachable(account, refusal.detail, "tls") from refusal
            raise greeting_refused(account, refusal.detail) from refusal

    def _login(self) -> None:
        account, password = self.account, self.account.password
        if not password:
            raise CredentialsRefused(account, cause="password_missing")
        if not (password.isascii() and password.isprintable()):
            raise CredentialsRefused(account, cause="password_unfit")
        try:
            with self.talking():
                self.mailbox.login(account.user, password, initial_folder=None)
        except ServerRefused as refusal:
            raise login_refused(account, refusal.detail) from None

    def introduce(self) -> None:
        """Sends RFC 2971 ID, every value quoted: 163 opens no folder without it. A server without ID says BAD; fine."""
        fields = {"name": _NAME, "version": _VERSION, "vendor": _NAME, "support-email": self.account.user}
        quoted = " ".join(f'"{key}" {_quoted(value)}' for key, value in fields.items())
        with suppress(ServerRefused), self.talking():
            self.client.xatom("ID", f"({quoted})")

    @contextmanager
    def talking(self) -> Iterator[None]:
        """Around every command: bounds its waits, and turns whatever goes wrong into a MailboxFault."""
        if not self._sound:
            raise Unreachable(self.account, cause="cut")
        self.client.sock.settimeout(self._seconds())
        try:
            with self._translated():
                yield
        except (Unreachable, DeadlinePassed):
            self._sound = False
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (imaplib.IMAP4.abort, OSError, EOFError, ValueError, OverflowError, MemoryError) as error:
            if time.monotonic() >= self._deadline:
                raise DeadlinePassed(self.account) from error
            raise Unreachable(self.account, _words(error), _cause(error)) from error
        except UnexpectedCommandStatusError as error:
            raise ServerRefused(self.account, answer_words(*error.command_result)) from None
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            raise ServerRefused(self.account, _words(error)) from error

    def _cut(self) -> None:
        """Shuts the socket under whoever reads from it: a server that drips cannot outlast the deadline."""
        with suppress(OSError):
            socket.socket.shutdown(self.client.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Says goodbye if that can still be done; errors no longer matter."""
        self._watch.cancel()
        if self._sound:
            with suppress(Exception):
                self.client.sock.settimeout(_LOGOUT_SECONDS)
                self.client.logout()
        self._sound = False
        with suppress(Exception):
            self.client.shutdown()


def _quoted(value: str) -> str:
    plain = "".join(c for c in value if c.isascii() and c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cause(error: BaseException) -> str:
    """The row of the advice table that fits a broken connection."""
    if "TLS not supported" in str(error):  # imaplib's word for a server without STARTTLS
        return "tls"
    kinds: list[tuple[type[BaseException], str]] = [
        (ssl.SSLCertVerificationError, "certificate"),
        (ssl.SSLError, "tls"),
        (socket.gaierror, "name"),
        (TimeoutError, "timeout"),
        (ConnectionRefusedError, "connect"),
    ]
    return next((cause for kind, cause in kinds if isinstance(error, kind)), "cut")


def _words(error: BaseException) -> str:
    said = error.args[0] if error.args else None
    if isinstance(said, bytes):  # imaplib's way with a greeting
        return said.decode("utf-8", "replace").strip()[:200]
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def answer_words(status: str, data: Iterable[Line]) -> str:
    """The server's own words in a refusal."""
    lines = (line for line in data if isinstance(line, bytes))
    return f"{status} " + " ".join(line.decode("utf-8", "replace") for line in lines)[:200]
