"""Both of 163's servers for one mailbox, and settings that point a bureau at them."""

import ssl
import subprocess
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from servers.netease import ARRIVED, Netease
from servers.netease_post import NeteasePost, ScriptedPost
from servers.scripted import HOST, ScriptedImap

from pipeline.settings import Settings
from pipeline.settings.values import BureauSettings

_OPENSSL = (
    "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
    "subjectAltName=DNS:localhost",
)  # fmt: skip
USER, CODE = "baosong@163.test", "SHOUQUANMA163"


def untrusted(folder: Path) -> ssl.SSLContext:
    """A certificate for localhost that nobody trusts, as a server holds it; made in that folder."""
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run([*_OPENSSL, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class At163:
    """`with At163() as servers:` a mailbox at 163, its IMAP and its SMTP; their troubles are switched as they run."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.imap = Netease(password=CODE)
        self.post = NeteasePost(user=USER, password=CODE)
        self._tls = tls
        self._running = ExitStack()

    def __enter__(self) -> Self:
        self.imap_port = self._running.enter_context(ScriptedImap(self.imap, self._tls)).port
        self.smtp_port = self._running.enter_context(ScriptedPost(self.post, self._tls)).port
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    def deliver(self, _: str, raw: bytes, folder: str = "INBOX", received_at: datetime = ARRIVED) -> int:
        """A letter arrives; its uid."""
        return self.imap.put(raw, folder=folder, at=received_at)

    def mailbox(self, address: str) -> list[bytes]:
        """The mails that went to an address, oldest first."""
        return [raw for _, to, raw in self.post.mails if to == [address]]

    def at(self, settings: Settings, name: str, **account: object) -> Settings:
        """The settings with that bureau's mailbox here; `account` changes both of its accounts."""
        bureau = settings.bureaus[name]
        return replace(settings, bureaus={**settings.bureaus, name: self._moved(bureau, account)})

    def _moved(self, bureau: BureauSettings, account: dict[str, object]) -> BureauSettings:
        values = {"host": HOST, "security": "none", "user": USER, "timeout_seconds": 5}
        return replace(
            bureau,
            bureau=replace(bureau.bureau, mailbox=USER),
            imap=replace(bureau.imap, **values | {"port": self.imap_port} | account),  # type: ignore[arg-type]
            smtp=replace(bureau.smtp, **values | {"port": self.smtp_port} | account),  # type: ignore[arg-type]
        )
