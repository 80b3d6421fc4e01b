"""The embedded IMAP server: pymap's in-memory backend, fed with letters that it hands back byte for byte."""

import asyncio
from argparse import Namespace
from datetime import datetime
from typing import Any

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.mime import MessageBody, MessageContent, MessageHeader
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext


class _Config(Config):
    """pymap's settings without what slows a demo down: hashed passwords, a name look-up a greeting."""

    @property
    def greeting(self) -> bytes:
        return b"Baosong demo mailbox ready"


class _Whole(MessageContent):
    """A letter kept whole: only its header is looked at.

    pymap parses every letter's MIME tree on arrival, which a hostile Content-Type holds up for half a minute
    (mail.md L11) and which loses the last byte of a letter without a body.
    """

    def __init__(self, raw: bytes) -> None:
        lines: list[tuple[int, int, int]] = []
        start = 0
        while start < len(raw):
            end = raw.find(b"\n", start) + 1 or len(raw)
            text = len(raw[start:end].rstrip(b"\r\n"))
            lines.append((start, start + text, end))
            start = end
            if not text:
                break
        view = memoryview(raw)
        super().__init__(raw, MessageHeader._parse(raw, view, lines), MessageBody.empty())
        self._raw = view


class MailStore:
    """Mailboxes by address, each with folders; everything here runs in the servers' event loop."""

    def __init__(self) -> None:
        args = Namespace(passlib_cfg=None, proxy_protocol=None)
        quick: dict[str, Any] = {"hash_context": Cleartext(), "cpu_subsystem": Subsystem.for_asyncio()}
        self._config = _Config(
            args, host=None, port=0, tls_enabled=False, invalid_user_sleep=0.0, **quick,
            demo_data=False, demo_user="", demo_password="",
        )  # fmt: skip
        self._login = Login(self._config)

    def add_user(self, address: str, password: str) -> None:
        """Lets `address` log in with `password`."""
        self._login.users_dict[address] = UserMetadata(self._config, address, password=password)

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Opens the IMAP port; 0 lets the system choose one."""
        server = IMAPServer(self._login, self._config)
        callback = ProxyProtocolReader(self._config.proxy_protocol).get_callback(server)
        return await asyncio.start_server(callback, host=host, port=port)

    async def put(self, address: str, folder: str, raw: bytes, received_at: datetime) -> int:
        """Lays a letter into a folder, making mailbox and folder where they are missing; returns its uid."""
        mailboxes = self._mailboxes(address)
        if folder.upper() != "INBOX" and folder not in mailboxes._set:
            await mailboxes.add_mailbox(folder)
        box: MailboxData = await mailboxes.get_mailbox(folder)
        async with box.messages_lock.write_lock():
            box._max_uid += 1
            box._messages[box._max_uid] = Message(box._max_uid, received_at, (), recent=True, content=_Whole(raw))
            box._mod_sequences.update([box._max_uid])
            box._updated.set()
        return int(box._max_uid)

    async def letters(self, address: str, folder: str) -> list[bytes]:
        """The bytes of every letter in a folder, oldest first; none when there is no such folder."""
        mailboxes = self._mailboxes(address)
        if folder.upper() != "INBOX" and folder not in mailboxes._set:
            return []
        box = await mailboxes.get_mailbox(folder)
        return [bytes(message._content or b"") async for message in box.messages()]

    def addresses(self) -> list[str]:
        """Every address that has a mailbox, because it may log in or because something was delivered to it."""
        return sorted({*self._login.users_dict, *self._config.set_cache})

    def _mailboxes(self, address: str) -> MailboxSet:
        cache = self._config.set_cache
        if address not in cache:
            cache[address] = (MailboxSet(), FilterSet())
        return cache[address][0]
