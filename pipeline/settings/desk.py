"""[desk] of settings.toml: where the review desk listens, how long a login holds, the reasons it offers."""

import re
from dataclasses import dataclass

from pipeline.settings.tomlfile import Table

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?/?|https?://\[[0-9A-Fa-f:]+\](:\d{1,5})?/?")


@dataclass(frozen=True, kw_only=True)
class DeskSettings:
    """The review desk in the browser."""

    host: str = "127.0.0.1"
    port: int = 8600
    address: str = ""  # by which browsers reach it, https://desk.example/; "" where none is told: no mail bears a link
    idle_minutes: int = 120  # without a click until one must log in again
    session_hours: int = 12  # after which one must log in again in any case
    login_tries: int = 5  # wrong passwords for one name within login_minutes; four times as many from one address
    login_minutes: int = 15
    password_length: int = 10  # characters at least
    accept_reasons: tuple[str, ...] = ()
    return_reasons: tuple[str, ...] = ()
    discard_reasons: tuple[str, ...] = ()


def read_desk(table: Table) -> DeskSettings:
    """The table's values, the usual ones where it is left out; every mistake noted."""
    usual = DeskSettings()
    desk = DeskSettings(
        host=table.text("host", usual.host),
        port=table.integer("port", usual.port, low=1, high=65535),
        address=_with_slash(table.text("address", usual.address, blank=True)),
        idle_minutes=table.integer("idle_minutes", usual.idle_minutes, low=1, high=1440),
        session_hours=table.integer("session_hours", usual.session_hours, low=1, high=168),
        login_tries=table.integer("login_tries", usual.login_tries, low=1, high=1000),
        login_minutes=table.integer("login_minutes", usual.login_minutes, low=1, high=1440),
        password_length=table.integer("password_length", usual.password_length, low=8, high=64),
        accept_reasons=table.texts("accept_reasons", (), blank=True),
        return_reasons=table.texts("return_reasons", (), blank=True),
        discard_reasons=table.texts("discard_reasons", (), blank=True),
    )
    if desk.address and not _ADDRESS.fullmatch(desk.address):
        table.complain("address", "desk_address", value=desk.address)
    table.finish()
    return desk


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""
