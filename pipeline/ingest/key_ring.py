"""Public keys of mail domains (RFC 6376 §3.6.2): from a folder of known ones, else asked of the DNS and remembered."""

import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from pipeline.domain.letter import Signature
from pipeline.settings.authentication import AuthenticationSettings, Dkim

if TYPE_CHECKING:
    from dns.resolver import Resolver

_log = structlog.get_logger("key_ring")
_QUOTED = re.compile(r'"([^"]*)"')
_NOT_FOUND_SECONDS = 600  # until a name that gave no key is asked for again
_MOST = 1_000  # names that are remembered
_LONGEST = 4_096  # characters of a record


class KeyRing:
    """Finds key records; one for a process, safe for several threads."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def record(self, signature: Signature, settings: AuthenticationSettings, folder: Path) -> str:
        """The key record of a signature's domain and selector; "" where none can be had.

        Args:
            signature: whose key is wanted.
            settings: where to look.
            folder: config/, in which the folder of known keys lies.
        """
        if settings.dkim is Dkim.OFF:
            return ""
        found = _in_folder(folder / settings.keys / f"{signature.name}.txt")
        return found or (self._asked(signature.name, settings) if settings.dkim is Dkim.DNS else "")

    def _asked(self, name: str, settings: AuthenticationSettings) -> str:
        with self._lock:
            until, record = self._known.get(name, (0.0, ""))
        if time.monotonic() < until:
            return record
        record = _from_dns(name, settings)
        until = time.monotonic() + (settings.dns_hours * 3600 if record else _NOT_FOUND_SECONDS)
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[name] = (until, record)
        return record


def _in_folder(file: Path) -> str:
    """A record as it was copied from a zone or a tool: in one line or several, in quotation marks or not."""
    try:
        text = file.read_text(encoding="utf-8-sig")[:_LONGEST]
    except (OSError, UnicodeDecodeError):
        return ""
    return "".join(_QUOTED.findall(text)) or "".join(line.strip() for line in text.splitlines())


def _from_dns(name: str, settings: AuthenticationSettings) -> str:
    from dns.exception import DNSException  # a tenth of a second that most rounds need not wait for

    try:
        answers = _resolver(settings).resolve(f"{name}.", "TXT", lifetime=settings.dns_seconds)
        texts = [b"".join(answer.strings).decode("ascii", "replace")[:_LONGEST] for answer in answers]
    except (DNSException, OSError, ValueError) as fault:
        _log.info("no_key", name=name, why=type(fault).__name__)
        return ""
    return next((text for text in texts if "p=" in text), "")


def _resolver(settings: AuthenticationSettings) -> "Resolver":
    import dns.resolver

    if not settings.dns_servers:
        return dns.resolver.Resolver()
    resolver = dns.resolver.Resolver(configure=False)
    pairs = [server.partition(":") for server in settings.dns_servers]
    resolver.nameservers = [host for host, _, _ in pairs]
    resolver.nameserver_ports = {host: int(port or 53) for host, _, port in pairs}
    return resolver
