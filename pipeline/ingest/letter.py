"""A letter is opened: raw bytes in, a `Letter` out. Nothing in it can make this raise but a lack of memory."""

import hashlib
import re

from pipeline.domain.letter import Letter
from pipeline.domain.words import LetterKind
from pipeline.ingest.archive_members import Budget
from pipeline.ingest.body_report import rows_in_body
from pipeline.ingest.bounce import bounced
from pipeline.ingest.entity import entity
from pipeline.ingest.forwarded import forwarded_by
from pipeline.ingest.headers import Headers, shown
from pipeline.ingest.machine import machine_of
from pipeline.ingest.opening import Opening, Place, Sink, Turned
from pipeline.ingest.origin import origin_of
from pipeline.ingest.remote import names_remote_file
from pipeline.ingest.safe_page import page_of
from pipeline.ingest.walk import Texts, Walk
from pipeline.settings.values import Limits

_BOM = b"\xef\xbb\xbf"
_MBOX_LINE = re.compile(rb"From [^\n]*\n")


def read_letter(raw: bytes, limits: Limits, sink: Sink, *, page: bool = False, turned: Turned | None = None) -> Letter:
    """Open a letter.

    Args:
        raw: its exact bytes.
        limits: what it may cost; what goes beyond is named as a part with the trouble `over_limit`, or as a defect
            (`limit_headers`, `limit_parts`, `limit_letter_bytes`).
        sink: keeps a leaf's bytes and gives their sha256.
        page: whether the HTML is wanted as a page that can do nothing.
        turned: documents that a second reader turned into .docx, to be read instead of the leaves of these sha256.
    """
    opening = Opening(limits=limits, sink=sink, budget=Budget.of(limits), turned=turned or {})
    root = entity(raw, (len(_BOM) if raw.startswith(_BOM) else 0, len(raw)), limits)
    texts = Texts()
    if len(raw) > limits.letter_bytes:
        opening.note("limit_letter_bytes")
    else:
        Walk(opening, texts).visit(root, Place(name="", number=0))
    if root.cut:
        opening.note("limit_headers")
    subject = _subject(root.headers, opening)
    machine = machine_of(root.headers)
    return Letter(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        subject=subject,
        origin=origin_of(root.headers),
        text=texts.text(limits),
        parts=tuple(opening.parts),
        machine=machine,
        forwarded=() if machine else forwarded_by(root, subject, texts.text(limits), limits),
        bounced=bounced(root, texts.text(limits), limits) if machine is LetterKind.BOUNCE else None,
        html_text=texts.html_text(limits) if any(t.strip() for t in texts.plain) else "",
        remains="\n".join(filter(None, texts.remains)),
        reported=rows_in_body(texts.html, texts.plain, subject, limits.text_chars),
        remote_attachments=names_remote_file([*texts.plain, *texts.html]),
        page=page_of(texts.html) if page else "",
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
