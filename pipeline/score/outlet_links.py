"""Links: which outlet an address on the web belongs to, by the longest domain and path on record."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+[a-z]{{2,24}}")
_LINK = re.compile(
    rf"(?:https?://[^\s\u2e80-\u9fff\uff00-\uffef《》“”]+)"
    rf"|(?<![a-z0-9@.-])(?:{_LABEL}\.)+[a-z]{{2,24}}(?![a-z0-9-])(?:[:/?#][^\s\u2e80-\u9fff\uff00-\uffef《》“”]*)?",
    re.I,
)
_SIMPLE = re.compile(r"https?://([a-z0-9.-]*[a-z0-9])((?:/[^\s?#]*)?)(?:[?#][^\s]*)?", re.ASCII)
_SHARED = frozenset(["com.cn", "net.cn", "org.cn", "gov.cn", "edu.cn", "ac.cn", "mil.cn"])


@dataclass(frozen=True)
class Address:
    """The part of a link that tells whose it is."""

    host: str  # small letters, no port
    path: tuple[str, ...] = ()  # small letters, without empty segments

    def __str__(self) -> str:
        return "/".join((self.host, *self.path))


@dataclass(frozen=True)
class LinkReading:
    """What a link says: the outlets it may be; `elsewhere` when it is a channel of another place."""

    host: str
    outlets: tuple[str, ...] = ()  # ids; empty: the link does not tell
    elsewhere: bool = False


def find_links(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the links in it, and the links."""
    plain = unicodedata.normalize("NFKC", text)
    return _LINK.sub(" ", plain).strip(), tuple(found.group() for found in _LINK.finditer(plain))


def address_of(link: str) -> Address | None:
    """Host and path of a link, with or without http://; None when it is none."""
    simple = _SIMPLE.fullmatch(link)
    if simple:
        return Address(simple[1], tuple(filter(None, simple[2].lower().split("/")))) if _is_domain(simple[1]) else None
    link = (link if link.isascii() else unicodedata.normalize("NFKC", link)).strip()
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    if not _is_domain(host):
        return None
    return Address(host, tuple(segment.lower() for segment in parts.path.split("/") if segment))


@lru_cache(maxsize=4096)
def _is_domain(host: str) -> bool:
    return _DOMAIN.fullmatch(host) is not None


def is_shared(address: Address) -> bool:
    """Whether a whole domain is used by many: gov.cn, com.cn."""
    return not address.path and (address.host in _SHARED or "." not in address.host)


@dataclass(frozen=True, kw_only=True)
class LinkTable:
    """Domains and paths on record."""

    rules: Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]  # host → path → ids; no ids: the link does not tell
    elsewhere: frozenset[str] = field(default_factory=frozenset)  # labels of other places' channels: hn, gd

    def read(self, link: str) -> LinkReading | None:
        """What a link says; None when it is no link."""
        address = address_of(link)
        if address is None:
            return None
        found = self._find(address) or self._find(Address(f"www.{address.host}", address.path))
        if found is None:
            return LinkReading(address.host)
        outlets, rest = found
        return LinkReading(address.host, outlets, elsewhere=bool(outlets) and not self.elsewhere.isdisjoint(rest))

    def _find(self, address: Address) -> tuple[tuple[str, ...], list[str]] | None:
        """The ids of the longest domain, then longest path, and the labels left of that domain."""
        labels = address.host.split(".")
        for start in range(len(labels)):
            paths = self.rules.get(".".join(labels[start:]), {})
            for length in range(len(address.path) if paths else -1, -1, -1):
                if address.path[:length] in paths:
                    return paths[address.path[:length]], labels[:start]
        return None


def link_table(rules: Iterable[tuple[Address, tuple[str, ...]]], elsewhere: Iterable[str] = ()) -> LinkTable:
    """The table of rules; of two for one address the later holds."""
    table: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for address, outlets in rules:
        table.setdefault(address.host, {})[address.path] = outlets
    return LinkTable(rules=table, elsewhere=frozenset(elsewhere))
