"""Both of 163's servers for one mailbox, and settings that point a bureau at them."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from servers.netease import ARRIVED, Netease
from servers.netease_post import NeteasePost, ScriptedPost
from servers.scripted import HOST, ScriptedImap

from pipeline.settings import Settings
from pipeline.settings.values import BureauSettings

USER, CODE = "baosong@163.test", "SHOUQUANMA163"


class At163:
    """`with At163() as servers:` a mailbox at 163, its IMAP and its SMTP; their troubles are switched as they run."""

    def __init__(self, imap: Netease | None = None, post: NeteasePost | None = None) -> None:
        self.imap = imap or Netease(password=CODE)
        self.post = post or NeteasePost(user=USER, password=CODE)
        self._running = ExitStack()

    def __enter__(self) -> Self:
        self.imap_port = self._running.enter_context(ScriptedImap(self.imap)).port
        self.smtp_port = self._running.enter_context(ScriptedPost(self.post)).port
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
        values = {"host": HOST, "security": "none", "user": USER, "timeout_seconds": 5, **account}
        return replace(
            bureau,
            bureau=replace(bureau.bureau, mailbox=USER),
            imap=replace(bureau.imap, port=self.imap_port, **values),  # type: ignore[arg-type]
            smtp=replace(bureau.smtp, port=self.smtp_port, **values),  # type: ignore[arg-type]
        )
