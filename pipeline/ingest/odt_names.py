"""Names in the XML of an OpenDocument text (ODF 1.3), with their usual prefixes whatever the file calls them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": f"{_ODF}:office:1.0",
    "style": f"{_ODF}:style:1.0",
    "text": f"{_ODF}:text:1.0",
    "table": f"{_ODF}:table:1.0",
    "draw": f"{_ODF}:drawing:1.0",
    "fo": f"{_ODF}:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
}
_PREFIX_OF = {uri: prefix for prefix, uri in _NAMESPACES.items()}


class Node(Protocol):
    """An XML element as far as the reader uses it; a comment's tag is no text."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Node"]:
        """The children in order."""
        ...

    def get(self, key: str) -> str | None:
        """An attribute by its full name."""
        ...

    def iter(self) -> Iterator["Node"]:
        """The element and everything below it, in document order."""
        ...


@lru_cache(maxsize=2048)
def name_of(tag: str) -> str:
    """An element's name with the usual prefix, "text:p"; "" in a namespace not known here."""
    uri, _, name = tag.rpartition("}")
    prefix = _PREFIX_OF.get(uri[1:])
    return f"{prefix}:{name}" if prefix else ""


@lru_cache(maxsize=256)
def _full(name: str) -> str:
    prefix, _, bare = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{bare}"


def said(node: Node | None, name: str) -> str:
    """An attribute by its usual name, "" where it is missing."""
    return "" if node is None else node.get(_full(name)) or ""


def number(node: Node, name: str, most: int) -> int:
    """An attribute that counts something: 1 where it says nothing, `most` at most."""
    text = said(node, name)
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def child(node: Node | None, name: str) -> Node | None:
    """The first child of that name."""
    return None if node is None else next((one for one in node if name_of(one.tag) == name), None)
