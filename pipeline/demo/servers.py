"""Real mail servers on loopback, in a thread of this process: IMAP by pymap, SMTP by aiosmtpd.

For the demo and for the tests; nothing is written to disk and nothing leaves the machine.
"""

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from pipeline.demo.mailstore import MailStore
from pipeline.demo.submission import Submission
from pipeline.domain.timeutil import Clock, system_clock

_HOST = "127.0.0.1"
_T = TypeVar("_T")


class MailServers:
    """IMAP and SMTP servers that know each other, between `with` and its end.

    Attributes:
        host: where they listen, 127.0.0.1.
        imap_port, smtp_port: their ports, known once started.
        accounts: address → password of those who may log in.
        submission: how mail is taken in (`same_sender`, `sent_folder`, `clock`, `refusals`); may be changed on the way.
    """

    def __init__(
        self, accounts: Mapping[str, str], *, imap_port: int = 0, smtp_port: int = 0, same_sender: bool = False,
        sent_folder: str | None = None, clock: Clock = system_clock,
    ) -> None:  # fmt: skip
        self.host = _HOST
        self.imap_port, self.smtp_port = imap_port, smtp_port
        self.accounts: dict[str, str] = {}
        self._store = MailStore()
        self.submission = Submission(
            store=self._store, passwords=self.accounts, same_sender=same_sender, sent_folder=sent_folder, clock=clock
        )
        for address, password in accounts.items():
            self.add_user(address, password)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-servers", daemon=True)
        self._listening: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Opens both ports.

        Raises:
            OSError: a fixed port is taken.
        """
        self._thread.start()
        try:
            for listen, port in ((self._store.listen, self.imap_port), (self.submission.listen, self.smtp_port)):
                self._listening.append(self._do(listen(_HOST, port)))
        except OSError:
            self.stop()
            raise
        self.imap_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in self._listening)
        return self

    def stop(self) -> None:
        """Closes ports and connections and ends the thread."""
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def add_user(self, address: str, password: str) -> None:
        """Lets an address log in at both servers."""
        self.accounts[address.lower()] = password
        self._store.add_user(address.lower(), password)

    def deliver(self, address: str, raw: bytes, folder: str = "INBOX", received_at: datetime | None = None) -> int:
        """Lays the exact bytes into a folder, `received_at` (aware) as INTERNALDATE; returns the uid."""
        moment = received_at or self.submission.clock()
        return self._do(self._store.put(address.lower(), folder, raw, moment))

    def mailbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The letters in a folder, oldest first."""
        return self._do(self._store.letters(address.lower(), folder))

    def addresses(self) -> list[str]:
        """Every address that may log in or got mail."""
        return self._store.addresses()

    def _do(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _close(self) -> None:
        for server in self._listening:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
