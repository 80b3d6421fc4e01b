"""What a mail address in config/ looks like, and which hosts are this machine."""

import ipaddress
import re

from pipeline.settings.tomlfile import Table

_ADDRESS = re.compile(r"[a-z0-9._%+=/-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def is_address(text: str) -> bool:
    """Whether the text is one bare address in lower case, without a display name."""
    return _ADDRESS.fullmatch(text) is not None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or number alone (nothing is looked up)."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def addresses_in(table: Table, key: str) -> tuple[str, ...]:
    """The bare addresses of a list, in lower case; what is none is told."""
    found = tuple(a.lower() for a in table.texts(key))
    for value in found:
        if not is_address(value):
            table.complain(key, "address", value=value)
    return found
