"""The tree of one letter walked leaf by leaf: body texts here, everything else to leaf.py."""

from dataclasses import dataclass, field, replace

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Trouble
from pipeline.ingest.bodies import undo
from pipeline.ingest.body_report import rows_in_body
from pipeline.ingest.charset import decode, tidy
from pipeline.ingest.entity import Entity, children, entity
from pipeline.ingest.form import ADOPTION_REPORT
from pipeline.ingest.headers import eight_bit, shown
from pipeline.ingest.html_text import text_of
from pipeline.ingest.kind import kind_of
from pipeline.ingest.leaf import add_leaf
from pipeline.ingest.names import parameter, parameters, safe_name
from pipeline.ingest.opening import Opening, Place
from pipeline.ingest.remains import remains_of_text
from pipeline.ingest.trouble import OVER_LIMIT
from pipeline.ingest.uu_files import uu_files
from pipeline.settings.values import Limits

_BODY_TYPES = {"text/plain", "text/html"}
_TEXT_KINDS = {"txt", "csv", "html", "xml", "eml", "mht", "bin"}  # what a body text may look like
_LETTERS = {"message/rfc822", "message/global"}


@dataclass
class Texts:
    """The body texts of one letter, in order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)  # sources
    remains: list[str] = field(default_factory=list)  # of pages and of overlong texts: for markings only
    size: int = 0  # bytes of all texts, the same or more than their characters

    def text(self, limits: Limits) -> str:
        """The plain text, else the HTML's."""
        return "\n".join(self.plain).strip()[: limits.text_chars] or self.html_text(limits)

    def html_text(self, limits: Limits) -> str:
        """What a reader sees of the HTML."""
        return text_of("\n".join(self.html), limits.text_chars) if self.html else ""


class Walk:
    """One letter's tree, leaf by leaf in the order of its bytes."""

    def __init__(self, opening: Opening, texts: Texts) -> None:
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
        deeper = replace(place, depth=place.depth + 1)
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
        here = replace(place, name=node.name, number=self._number)
        self._opening.unread(here, node.end - node.start, Trouble(code=OVER_LIMIT, detail=node.type))

    def _take(self, node: Entity, place: Place) -> None:
        """A node without children: a body text, or a leaf."""
        is_letter = node.type in _LETTERS
        content = _letter_bytes(node) if is_letter else undo(node.body, node.encoding)
        name = node.name
        if self._is_body(node, name, content):
            self._add_text(node, self._without_files(content, place))
            return
        has_id = bool(node.headers.all("content-id"))
        inline = node.disposition == "inline" or (has_id and node.disposition != "attachment")
        here = replace(place, name=name, number=self._number, inline=inline)
        add_leaf(self._opening, content, here, _open_inner, "eml" if is_letter else "")

    def _is_body(self, node: Entity, name: str, content: bytes) -> bool:
        if name or node.disposition == "attachment":
            return False
        declared = node.type in _BODY_TYPES or node.type.startswith("multipart/")
        return declared and kind_of(content[:4096]) in _TEXT_KINDS

    def _without_files(self, content: bytes, place: Place) -> bytes:
        """A text without the files that are written into it, which become leaves like others."""
        kept, done = [], 0
        for file in uu_files(content):
            if not self._opening.admit():
                break
            self._number += 1
            here = replace(place, name=safe_name(decode(file.name)[0]), number=self._number)
            add_leaf(self._opening, file.content, here, _open_inner)
            kept.append(content[done : file.start])
            done = file.end
        return b"".join((*kept, content[done:]))

    def _add_text(self, node: Entity, content: bytes) -> None:
        label = parameter(parameters(eight_bit((node.headers.all("content-type") or [b""])[0])), "charset")
        self._texts.size += len(content) + 1
        page = node.type == "text/html"
        if page or self._texts.size > self._opening.limits.text_chars:
            self._texts.remains.append(remains_of_text(content, label, page=page))
        text, replaced = decode(self._within_limit(content), label)
        if replaced:
            self._opening.note("gb_replaced")
        (self._texts.html if page else self._texts.plain).append(tidy(text))

    def _within_limit(self, content: bytes) -> bytes:
        """A text's first bytes, cut between two lines so that no character is cut."""
        most = 4 * self._opening.limits.text_chars
        if len(content) <= most:
            return content
        self._opening.note("limit_text")
        return content[: content.rfind(b"\n", 0, most) + 1 or most]


def _letter_bytes(node: Entity) -> bytes:
    """The inner letter's bytes: base64-coded by some programs, and only said to be by others."""
    first_line = node.body[:200].lstrip().partition(b"\n")[0]
    return node.body if b":" in first_line else undo(node.body, node.encoding)


def _open_inner(opening: Opening, content: bytes, place: Place) -> WordDocument:
    """A letter within the letter: its leaves are added, its texts given back; its sender counts for nothing."""
    root = entity(content, (0, len(content)), opening.limits)
    texts = Texts()
    Walk(opening, texts).visit(root, place)
    subject = "".join(shown(value) for value in root.headers.all("subject")[-1:])
    rows = rows_in_body(texts.html, texts.plain, subject, opening.limits.text_chars)
    said = dict.fromkeys((subject, texts.text(opening.limits), texts.html_text(opening.limits)))
    return WordDocument(
        text="\n".join(filter(None, (*said, *texts.remains))),
        other_form=ADOPTION_REPORT if rows else None,
        report=rows,
    )
