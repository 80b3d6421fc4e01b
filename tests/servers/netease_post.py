"""163.com's SMTP as mail.md O1-O5 tell of it: real SMTP on loopback that answers, cuts or stalls as a test asks."""

# ruff: noqa: N802 - aiosmtpd finds its methods by the command's name

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import parseaddr
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult

CUT, STALL, BABBLE = "<cut>", "<stall>", "<babble>"
OTHER_SENDER = "553 Mail from must equal authorized user"
OTHER_FROM = "554 DT:SUM 163 smtp5,D9GowAB3 please see http://mail.example.test/?DT%3ASUM"
SPAM = "554 DT:SPM 163 smtp8"
WRONG_CODE = "535 Error: authentication failed"
NOT_ON = "550 User has no permission"
LOCKED = "550 User is locked"
IP_BLOCKED = "554 IP is rejected, please contact with postmaster"
TOO_OFTEN = "451 Requested mail action not taken: too much fail authentication"


@dataclass(kw_only=True)
class NeteasePost:
    """What the server does at each step; a step that is not named goes as usual.

    Steps: GREETING, EHLO, AUTH, MAIL, RCPT, RSET, DATA (before the 354), CONTENT (at its first line), END (after the
    final dot), QUIT. With a `user` it is as strict as 163: that one alone may log in, send as itself, and not the
    same words twice.
    """

    steps: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)  # recipient → the answer to RCPT
    user: str = ""
    password: str = ""
    seen: list[str] = field(default_factory=list)  # commands in their order
    mails: list[tuple[str | None, list[str], bytes]] = field(default_factory=list)  # taken: from, to, bytes
    mail_options: list[list[str]] = field(default_factory=list)

    def allows(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Whether name and 授权码 are right."""
        del server, session, envelope, mechanism
        good = (data.login.decode(), data.password.decode()) == (self.user, self.password)
        return AuthResult(success=good, handled=good, message=None if good else WRONG_CODE)

    def verdict(self, sender: str | None, raw: bytes) -> str:
        """What is said at the final dot."""
        end = self.steps.get("END", "250 Mail OK queued as smtp1")
        if not self.user or not end.startswith("250"):
            return end
        if parseaddr(str(message_from_bytes(raw)["From"]))[1] != sender:
            return OTHER_FROM
        return SPAM if any(_same_words(raw, other) for _, _, other in self.mails) else end


def _same_words(one: bytes, other: bytes) -> bool:
    """Whether two mails have the same subject and the same text."""
    a, b = message_from_bytes(one), message_from_bytes(other)
    return a["Subject"] == b["Subject"] and one.partition(b"\r\n\r\n")[2] == other.partition(b"\r\n\r\n")[2]


class ScriptedSmtp(SMTP):
    """aiosmtpd with a hand on every step."""

    def __init__(self, script: NeteasePost, **settings: Any) -> None:
        self.script = script
        self.greeted = False
        super().__init__(Keeper(script), **settings)

    async def push(self, status: Any) -> None:
        if not self.greeted:
            self.greeted = True
            if "GREETING" in self.script.steps:
                await self.act(self.script.steps["GREETING"])
                self.transport.close()
                return
        await super().push(status)

    async def act(self, answer: str) -> None:
        if answer == CUT:
            self.transport.abort()
        elif answer == STALL:
            await asyncio.sleep(60)
        elif answer == BABBLE:
            await super().push("what?")
        else:
            await super().push(answer)
            if answer.startswith("421"):
                self.transport.close()

    async def step(self, name: str, usual: Callable[[str], Any], arg: str) -> None:
        self.script.seen.append(name)
        if name in self.script.steps:
            await self.act(self.script.steps[name])
        else:
            await usual(arg)

    async def smtp_EHLO(self, arg: str) -> None:
        await self.step("EHLO", super().smtp_EHLO, arg)

    async def smtp_AUTH(self, arg: str) -> None:
        await self.step("AUTH", super().smtp_AUTH, arg)

    async def smtp_MAIL(self, arg: str) -> None:
        await self.step("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg: str) -> None:
        await self.step("RCPT", super().smtp_RCPT, arg)

    async def smtp_RSET(self, arg: str) -> None:
        await self.step("RSET", super().smtp_RSET, arg)

    async def smtp_QUIT(self, arg: str) -> None:
        await self.step("QUIT", super().smtp_QUIT, arg)

    async def smtp_DATA(self, arg: str) -> None:
        if "CONTENT" in self.script.steps and "DATA" not in self.script.steps:
            self.script.seen.append("DATA")
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            await self.act(self.script.steps["CONTENT"])
            self.transport.close()
        else:
            await self.step("DATA", super().smtp_DATA, arg)


class Keeper:
    """Keeps what the server took, or says something else at the final dot."""

    def __init__(self, script: NeteasePost) -> None:
        self.script = script

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.script.mail_options.append(options)
        if self.script.user and address != self.script.user:
            return OTHER_SENDER
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.script.refusals:
            return self.script.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: ScriptedSmtp, session: Any, envelope: Any) -> str:
        end = self.script.verdict(envelope.mail_from, envelope.original_content)
        if end in (CUT, STALL):
            await server.act(end)
            return "250 too late"
        if end.startswith("250"):
            self.script.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "what?" if end == BABBLE else end


class ScriptedPost:
    """The server on a free port of 127.0.0.1, in a thread of its own; with `tls`, encrypted from the first byte."""

    def __init__(self, script: NeteasePost, tls: ssl.SSLContext | None = None, **smtp_settings: Any) -> None:
        if script.user:
            smtp_settings = {"authenticator": script.allows, "auth_require_tls": False, **smtp_settings}
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own deprecated names
        self.loop = asyncio.new_event_loop()
        coming = self.loop.create_server(
            lambda: ScriptedSmtp(script, loop=self.loop, **smtp_settings), "127.0.0.1", 0, ssl=tls
        )
        self.server = self.loop.run_until_complete(coming)
        self.port = int(self.server.sockets[0].getsockname()[1])
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _end(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
