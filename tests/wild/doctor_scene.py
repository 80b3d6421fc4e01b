"""A trouble of an account at 163, how it is brought about, and what `baosong doctor` sees then."""

import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from acts.office import TurnableClock, with_bureaus
from servers.at_163 import CODE, At163
from servers.netease_troubles import Troubles

from pipeline.settings import Settings
from pipeline.steps.doctor import Sign, examine
from pipeline.steps.house import open_house

ENV = "BAOSONG_YUHUA_PASSWORD"
Says = Mapping[str, tuple[str, ...]]  # what was looked at → sentences that are said of it


def nothing(_: At163) -> None:
    """A good day."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A trouble, how it comes about, and what doctor says."""

    name: str
    says: Says  # where doctor calls for an act; what is not named is well
    minds: tuple[str, ...] = ()  # what is only to be minded
    arrange: Callable[[At163], None] = nothing
    account: Mapping[str, object] = field(default_factory=dict)  # changes of both accounts in bureau.toml
    bureau: Mapping[str, object] = field(default_factory=dict)  # of the bureau itself
    code: str | None = ""  # the 授权码 in the environment: "" the right one, None not set
    encrypted: bool = False  # the servers speak TLS, with a certificate that nobody trusts


def both(login: bytes, auth: str) -> Callable[[At163], None]:
    """How IMAP and SMTP refuse the login."""

    def arrange(servers: At163) -> None:
        servers.imap.troubles.login = login
        servers.post.steps["AUTH"] = auth

    return arrange


def mailbox(**troubles: object) -> Callable[[At163], None]:
    """A trouble of IMAP."""

    def arrange(servers: At163) -> None:
        servers.imap.troubles = Troubles(**troubles)  # type: ignore[arg-type]

    return arrange


def at(step: str, answer: str) -> Callable[[At163], None]:
    """An answer of SMTP."""
    return lambda servers: servers.post.steps.update({step: answer})


def greeted(greeting: bytes, answer: str) -> Callable[[At163], None]:
    """How both servers greet."""

    def arrange(servers: At163) -> None:
        servers.imap.greeting, servers.post.steps["GREETING"] = greeting, answer

    return arrange


def without(*folders: str) -> Callable[[At163], None]:
    """A mailbox that lacks folders."""

    def arrange(servers: At163) -> None:
        for folder in folders:
            del servers.imap.folders[folder]

    return arrange


def seen_in(scene: Scene, settings: Settings, data: Path, certificate: ssl.SSLContext) -> list[Sign]:
    """What doctor sees in a scene; the environment is changed for a scene whose 授权码 is not the right one.

    Args:
        scene: the trouble.
        settings: whose bureau 雨花 gets its mailbox at 163.
        data: an empty data folder.
        certificate: of servers that speak TLS.
    """
    with At163(certificate if scene.encrypted else None) as servers:
        scene.arrange(servers)
        if scene.code is None:
            os.environ.pop(ENV, None)
        else:
            os.environ[ENV] = scene.code or CODE
        placed = with_bureaus(servers.at(settings, "yuhua", **scene.account), **scene.bureau)
        house = open_house(placed, data, clock=TurnableClock())
        try:
            return examine(house, "yuhua")
        finally:
            house.database.close()
