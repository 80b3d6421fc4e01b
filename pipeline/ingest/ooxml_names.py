"""Names in the XML of a Word file, evened out over the two families of namespaces.

Office programs write the same elements as ECMA-376 transitional or strict; the readers say "w:p" and
mean both.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

_NAMESPACES = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "a": (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "w14": ("http://schemas.microsoft.com/office/word/2010/wordml",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "rel": ("http://schemas.openxmlformats.org/package/2006/relationships",),
}
_PREFIX_OF = {uri: prefix for prefix, uris in _NAMESPACES.items() for uri in uris}


class Element(Protocol):
    """An XML element as far as the readers use it."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator["Element"]:
        """The children in order."""
        ...

    def get(self, key: str) -> str | None:
        """An attribute by its full name."""
        ...

    def iter(self) -> Iterator["Element"]:
        """The element and everything below it, in document order."""
        ...


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """An element's name with the usual prefix, "w:p"; the bare name in a namespace not known here."""
    uri, brace, name = tag.rpartition("}")
    prefix = _PREFIX_OF.get(uri[1:]) if brace else None
    return f"{prefix}:{name}" if prefix else name


@lru_cache(maxsize=256)
def _whole(name: str) -> tuple[str, ...]:
    """The full names that an attribute's short one stands for; the bare one last."""
    prefix, _, bare = name.partition(":")
    return (*(f"{{{uri}}}{bare}" for uri in _NAMESPACES[prefix]), bare)


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its short name, "w:val", in either family of namespaces or in none."""
    for whole in _whole(name):
        value = element.get(whole)
        if value is not None:
            return value
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, then its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        for one in element:
            if short(one.tag) == name:
                element = one
                break
        else:
            return None
    return element


def value(element: Element | None, *path: str) -> str | None:
    """`w:val` of the element at the end of the path, "" where it stands without one, None where it is missing."""
    found = child(element, *path)
    return None if found is None else attribute(found, "w:val") or ""


def switched_on(element: Element | None, *path: str) -> bool | None:
    """A toggle such as `<w:b/>`: None when it is not there."""
    said = value(element, *path)
    return None if said is None else said.lower() not in {"0", "false", "off", "none"}
