"""A letter is opened: raw bytes in, a `Letter` out. Nothing in it can make this raise but a lack of memory."""

import hashlib
import re
from dataclasses import dataclass, field

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Letter, Trouble
from pipeline.ingest.archive import Budget
from pipeline.ingest.bodies import undo
from pipeline.ingest.charset import decode, tidy
from pipeline.ingest.entity import Entity, children, entity
from pipeline.ingest.headers import Headers, eight_bit, shown
from pipeline.ingest.html_text import text_of
from pipeline.ingest.kind import kind_of
from pipeline.ingest.leaf import add_leaf
from pipeline.ingest.machine import machine_of
from pipeline.ingest.names import parameter, parameters
from pipeline.ingest.opening import Opening, Place, Sink
from pipeline.ingest.origin import origin_of
from pipeline.ingest.remote import names_remote_file
from pipeline.ingest.trouble import OVER_LIMIT
from pipeline.settings.values import Limits

_BODY_TYPES = {"text/plain", "text/html"}
_TEXT_KINDS = {"txt", "csv", "html", "xml", "eml", "mht", "bin"}  # what a body text may look like
_MBOX_LINE = re.compile(rb"From [^\n]*\n")


@dataclass
class _Texts:
    """The body texts of one letter, in order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)  # sources

    def text(self, limits: Limits) -> str:
        """The plain text, else the HTML's."""
        return "\n".join(self.plain).strip()[: limits.text_chars] or self.html_text(limits)

    def html_text(self, limits: Limits) -> str:
        """What a reader sees of the HTML."""
        return text_of("\n".join(self.html), limits.text_chars) if self.html else ""


def read_letter(raw: bytes, limits: Limits, sink: Sink) -> Letter:
    """Open a letter.

    Args:
        raw: its exact bytes.
        limits: what it may cost; what goes beyond is named as a part with the trouble `over_limit`, or as a defect
            (`limit_headers`, `limit_parts`, `limit_letter_bytes`).
        sink: keeps a leaf's bytes and gives their sha256.
    """
    opening = Opening(limits=limits, sink=sink, budget=Budget.of(limits))
    root = entity(raw, (0, len(raw)), limits)
    texts = _Texts()
    if len(raw) > limits.letter_bytes:
        opening.note("limit_letter_bytes")
    else:
        _Walk(opening, texts).visit(root, Place(name="", number=0))
    if root.cut:
        opening.note("limit_headers")
    subject = _subject(root.headers, opening)
    machine, reason = machine_of(root.headers)
    return Letter(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        subject=subject,
        origin=origin_of(root.headers),
        text=texts.text(limits),
        parts=tuple(opening.parts),
        machine=machine,
        machine_reason=reason,
        html_text=texts.html_text(limits) if any(t.strip() for t in texts.plain) else "",
        remote_attachments=names_remote_file([*texts.plain, *texts.html]),
        defects=tuple(opening.defects),
    )


def strip_mbox_line(raw: bytes) -> bytes:
    """`raw` without the `From ` line that a mailbox file puts before a letter."""
    matched = _MBOX_LINE.match(raw)
    return raw[matched.end() :] if matched else raw


def _subject(headers: Headers, opening: Opening) -> str:
    found = headers.all("subject")
    if len(found) > 1:
        opening.note("subject_repeated")
    return shown(found[-1]) if found else ""


def _open_inner(opening: Opening, content: bytes, place: Place) -> WordDocument:
    """A letter within the letter: its leaves are added, its texts given back; its sender counts for nothing."""
    root = entity(content, (0, len(content)), opening.limits)
    texts = _Texts()
    _Walk(opening, texts).visit(root, place)
    written = [shown(value) for value in root.headers.all("subject")[-1:]] + [texts.text(opening.limits)]
    return WordDocument(text="\n".join(line for line in written if line))


class _Walk:
    """One letter's tree, leaf by leaf in the order of its bytes."""

    def __init__(self, opening: Opening, texts: _Texts) -> None:
        self._opening = opening
        self._texts = texts
        self._number = 0

    def visit(self, node: Entity, place: Place) -> bool:
        """Open a node and what is below it; False once the limit of parts is reached."""
        if not self._opening.admit():
            self._leave_unread(node, place)
            return False
        if node.cut:
            self._opening.note("limit_headers")
        if node.type.startswith("multipart/"):
            return self._visit_multipart(node, place)
        self._number += 1
        self._take(node, place)
        return True

    def _visit_multipart(self, node: Entity, place: Place) -> bool:
        if place.depth >= self._opening.limits.depth:
            self._opening.note("limit_depth")
            self._leave_unread(node, place)
            return True
        deeper = Place(holder=place.holder, name="", number=0, depth=place.depth + 1, archive_depth=place.archive_depth)
        empty = True
        for child in children(node, self._opening.limits):
            empty = False
            if not self.visit(child, deeper):
                return False
        if empty:
            self._opening.note("boundary_missing")
            self._number += 1
            self._take(node, place)
        return True

    def _leave_unread(self, node: Entity, place: Place) -> None:
        self._number += 1
        here = Place(name=node.name, number=self._number, holder=place.holder)
        self._opening.unread(here, node.end - node.start, Trouble(code=OVER_LIMIT, detail=node.type))

    def _take(self, node: Entity, place: Place) -> None:
        """A node without children: a body text, or a leaf."""
        is_letter = node.type in ("message/rfc822", "message/global")
        content = _letter_bytes(node) if is_letter else undo(node.body, node.encoding)
        name = node.name
        if self._is_body(node, name, content):
            self._add_text(node, content)
            return
        here = Place(
            name=name,
            number=self._number,
            holder=place.holder,
            depth=place.depth,
            archive_depth=place.archive_depth,
            inline=node.disposition != "attachment" and (node.disposition == "inline" or _has_id(node)),
        )
        add_leaf(self._opening, content, here, _open_inner, "eml" if is_letter else "")

    def _is_body(self, node: Entity, name: str, content: bytes) -> bool:
        if name or node.disposition == "attachment":
            return False
        declared = node.type in _BODY_TYPES or node.type.startswith("multipart/")
        return declared and kind_of(content[:4096]) in _TEXT_KINDS

    def _add_text(self, node: Entity, content: bytes) -> None:
        label = parameter(parameters(eight_bit((node.headers.all("content-type") or [b""])[0])), "charset")
        text, replaced = decode(content[: 8 * self._opening.limits.text_chars], label)
        if replaced:
            self._opening.note("gb_replaced")
        (self._texts.html if node.type == "text/html" else self._texts.plain).append(tidy(text))


def _letter_bytes(node: Entity) -> bytes:
    """The inner letter's bytes: base64-coded by some programs, and only said to be by others."""
    first_line = node.body[:200].lstrip().partition(b"\n")[0]
    return node.body if b":" in first_line else undo(node.body, node.encoding)


def _has_id(node: Entity) -> bool:
    return bool(node.headers.all("content-id"))
