"""[authentication] of settings.toml: whether the desk checks DKIM signatures itself, and where it finds the keys."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from pipeline.settings.tomlfile import Table


class Dkim(StrEnum):
    """Where the public keys are looked for."""

    OFF = "off"  # nowhere: no signature is checked
    FOLDER = "folder"  # in a folder of config/
    DNS = "dns"  # there first, then in the DNS


_PORTS = 65_536


@dataclass(frozen=True, kw_only=True)
class AuthenticationSettings:
    """The desk's own check of signatures, where the receiving server told no result."""

    dkim: Dkim = Dkim.FOLDER
    keys: str = "keys"  # folder in config/ with files SELECTOR._domainkey.DOMAIN.txt
    dns_seconds: int = 3  # one question may take, all in all
    dns_hours: int = 24  # a key that was found is remembered
    dns_servers: tuple[str, ...] = ()  # addresses, or address:port; none: those of the machine


def read_authentication(table: Table) -> AuthenticationSettings:
    """The table's values, the usual ones where it is left out; every mistake noted."""
    usual = AuthenticationSettings()
    found = AuthenticationSettings(
        dkim=table.choice("dkim", Dkim, usual.dkim),
        keys=table.text("keys", usual.keys),
        dns_seconds=table.integer("dns_seconds", usual.dns_seconds, low=1, high=30),
        dns_hours=table.integer("dns_hours", usual.dns_hours, low=1, high=720),
        dns_servers=table.texts("dns_servers", usual.dns_servers, blank=True),
    )
    for server in found.dns_servers:
        if not _is_server(server):
            table.complain("dns_servers", "dns_server", value=server)
    table.finish()
    return found


def _is_server(text: str) -> bool:
    """Whether it is a number of IPv4, alone or with a port."""
    host, colon, port = text.partition(":")
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return not colon or (port.isascii() and port.isdigit() and 0 < int(port) < _PORTS)
