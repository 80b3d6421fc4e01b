"""The tree of a letter: entities as ranges of its bytes, cut at their boundaries (RFC 2046).

Headers are split by the standard library (compat32, in headers.py). The bodies are cut here: a range of bytes a
part, no recursion and no copy, so that neither depth nor width costs more than the limits allow (mail.md L11).
docs/decisions/0002-mail-parser.md tells why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.ingest.headers import Headers, read_section
from pipeline.ingest.names import file_name, parameter, parameters
from pipeline.settings.values import Limits

_TYPE = re.compile(rb"^\s*([\w.+-]{1,100}/[\w.+-]{1,100})")


@dataclass(frozen=True)
class Entity:
    """One node of the tree: its headers, and its body as a range of `raw`."""

    raw: bytes = field(repr=False)
    start: int
    end: int
    headers: Headers
    cut: bool  # its header section was over a limit
    default_type: str = "text/plain"

    @property
    def body(self) -> bytes:
        """The body as it stands, still encoded."""
        return self.raw[self.start : self.end]

    @property
    def type(self) -> str:
        """The declared media type in lower case; what is no type at all counts as the default."""
        for value in self.headers.all("content-type")[:1]:
            matched = _TYPE.match(value)
            return matched[1].decode("ascii", "replace").lower() if matched else self.default_type
        return self.default_type

    @property
    def name(self) -> str:
        """The file name it carries, "" without one."""
        return file_name(self.headers)

    @property
    def encoding(self) -> str:
        """The raw Content-Transfer-Encoding."""
        return self.headers.text("content-transfer-encoding")

    @property
    def disposition(self) -> str:
        """The word of Content-Disposition: attachment, inline or ""."""
        return self.headers.text("content-disposition").partition(";")[0].strip().lower()

    @property
    def boundary(self) -> bytes:
        """The boundary between its children, b"" when it has none."""
        for value in self.headers.all("content-type")[:1]:
            return parameter(parameters(value.decode("latin-1")), "boundary").rstrip().encode("latin-1")
        return b""


def entity(raw: bytes, span: tuple[int, int], limits: Limits, default_type: str = "text/plain") -> Entity:
    """The entity that `raw[span]` holds: its header section read, its body left alone."""
    start, end = span
    section = read_section(raw, start, end, limits)
    return Entity(raw, section.body, end, section.headers, section.cut, default_type)


def children(parent: Entity, limits: Limits) -> Iterator[Entity]:
    """The parts of a multipart, in order; none when its boundary is nowhere to be found."""
    default = "message/rfc822" if parent.type == "multipart/digest" else "text/plain"
    since = -1
    for line_start, line_end, closing in _delimiters(parent):
        if since >= 0:
            yield entity(parent.raw, (since, max(since, _before_break(parent.raw, line_start, since))), limits, default)
        since = -1 if closing else line_end
        if closing:
            return
    if since >= 0:  # never closed: the rest is its last part
        yield entity(parent.raw, (since, parent.end), limits, default)


def _delimiters(parent: Entity) -> Iterator[tuple[int, int, bool]]:
    """Where each delimiter line starts and ends, and whether it is the closing one."""
    if not parent.boundary:
        return
    # The pattern begins with a literal, which is fast, and sees the body as a text of its own; a view is no copy.
    line = re.compile(re.escape(b"--" + parent.boundary) + rb"(--)?[ \t]*(?:\r{0,4}\n|\r{0,4}\Z)")
    for found in line.finditer(memoryview(parent.raw)[parent.start : parent.end]):
        at = parent.start + found.start()
        if at == parent.start or parent.raw[at - 1 : at] == b"\n":
            yield at, parent.start + found.end(), found[1] is not None


def _before_break(raw: bytes, at: int, start: int) -> int:
    """The line break before a delimiter belongs to the delimiter."""
    at -= at > start and raw[at - 1 : at] == b"\n"
    return at - (at > start and raw[at - 1 : at] == b"\r")
