"""Real SMTP servers on loopback that answer, cut or stall as a test asks."""

# ruff: noqa: N802 - aiosmtpd finds its methods by the command's name

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from pipeline.settings.values import SmtpAccount

CUT, STALL, BABBLE = "<cut>", "<stall>", "<babble>"


@dataclass
class Script:
    """What the server does at each step; a step that is not named goes as usual.

    Steps: GREETING, EHLO, AUTH, MAIL, RCPT, RSET, DATA (before the 354), CONTENT (at its first line), END (after the
    final dot), QUIT.
    """

    steps: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)  # commands in their order
    mails: list[tuple[str | None, list[str], bytes]] = field(default_factory=list)  # taken: from, to, bytes
    mail_options: list[list[str]] = field(default_factory=list)


class ScriptedSmtp(SMTP):
    """aiosmtpd with a hand on every step."""

    def __init__(self, script: Script, **settings: Any) -> None:
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

    def __init__(self, script: Script) -> None:
        self.script = script

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.script.mail_options.append(options)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: ScriptedSmtp, session: Any, envelope: Any) -> str:
        end = self.script.steps.get("END", "250 Mail OK queued as smtp1")
        if end in (CUT, STALL):
            await server.act(end)
            return "250 too late"
        if end.startswith("250"):
            self.script.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "what?" if end == BABBLE else end


class ScriptedServer:
    """Scripted SMTP on a free port of 127.0.0.1, in a thread of its own."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None, **smtp_settings: Any) -> None:
        self.loop = asyncio.new_event_loop()
        coming = self.loop.create_server(
            lambda: ScriptedSmtp(script, loop=self.loop, **smtp_settings), "127.0.0.1", 0, ssl=tls
        )
        self.server = self.loop.run_until_complete(coming)
        self.port = int(self.server.sockets[0].getsockname()[1])
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    def stop(self) -> None:
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


@dataclass
class Server:
    """A running server, its script and an account on it."""

    account: SmtpAccount
    script: Script


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """serve(steps, security=…, **settings of aiosmtpd.SMTP) starts a server."""
    with ExitStack() as running:

        def start(
            steps: dict[str, str] | None = None,
            *,
            security: str = "none",
            tls: ssl.SSLContext | None = None,
            **smtp_settings: Any,
        ) -> Server:
            script = Script(steps=steps or {})
            if security == "starttls":
                smtp_settings["tls_context"] = tls
            server = ScriptedServer(script, tls if security == "tls" else None, **smtp_settings)
            running.callback(server.stop)
            account = SmtpAccount(
                host="127.0.0.1",
                port=server.port,
                security=security,
                user="desk@bureau.test",
                password_env="POST_TEST_SECRET",
                timeout_seconds=2,
            )
            return Server(account=account, script=script)

        yield start


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate with its key for 127.0.0.1."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    key = path.with_name("key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """The server's side of the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@pytest.fixture
def authenticator() -> Callable[..., AuthResult]:
    """Lets desk@bureau.test in with the password right-secret."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        good = data.login == b"desk@bureau.test" and data.password == b"right-secret"
        return AuthResult(success=good, handled=good)

    return check
