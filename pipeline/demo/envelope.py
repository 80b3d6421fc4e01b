"""A letter as a mail program writes it: headers, texts and files in the manner of several programs.

The same letter gives the same bytes: Message-ID and boundaries follow from its id, the Date from the month.
"""

import quopri
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, quote
from html import escape
from urllib.parse import quote as percent

from pipeline.demo.attachments import File
from pipeline.demo.manners import MANNERS, Manner, encoded
from pipeline.demo.month.shapes import Program

_CRLF = "\r\n"
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "zip": "application/x-zip-compressed",
    "rar": "application/octet-stream",
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be written."""

    id: str
    program: Program
    sender: str
    sender_name: str
    also_from: str | None = None
    to: str
    subject: str
    text: str
    at: datetime
    answers: str | None = None  # the Message-ID of our mail
    copies: Sequence[str] = ()
    headers: dict[str, str] = field(default_factory=dict)
    lost_to: str = ""  # a delivery report: the address that was not reached; `answers` is what came back
    files: Sequence[File] = ()
    table: Sequence[Sequence[str]] = ()  # pasted under the text

    @property
    def message_id(self) -> str:
        """Its Message-ID, which a second sending keeps."""
        return f"<{self.at:%Y%m%d%H%M}.{self.id}@{self.sender.rpartition('@')[2]}>"


def written(draft: Draft) -> bytes:
    """The whole letter, CRLF throughout."""
    manner = MANNERS[draft.program]
    content = _report(draft, manner) if draft.lost_to else _body(draft, manner)
    kind, _, rest = content.partition(b"\r\n\r\n")
    copies = [b"Cc: " + b",\r\n ".join(one.encode() for one in draft.copies)] if draft.copies else []
    return b"\r\n".join([*_head(draft, manner), kind, *copies, b"", rest])


def _head(draft: Draft, manner: Manner) -> list[bytes]:
    froms = [
        _mailbox(draft.sender_name, draft.sender, manner),
        *([draft.also_from.encode()] if draft.also_from else []),
    ]
    lines = [
        b"From: " + b",\r\n ".join(froms),
        b"To: " + draft.to.encode(),
        b"Subject: " + encoded(draft.subject, manner),
        b"Date: " + format_datetime(draft.at).encode(),
        b"Message-ID: " + draft.message_id.encode(),
        b"X-Mailer: " + manner.mailer.encode(),
        b"MIME-Version: 1.0",
    ]
    if draft.answers and not draft.lost_to:
        lines += [b"In-Reply-To: " + draft.answers.encode(), b"References: " + draft.answers.encode()]
    return lines + [f"{name}: {value}".encode() for name, value in draft.headers.items()]


def _mailbox(name: str, address: str, manner: Manner) -> bytes:
    return encoded(name, manner) + f" <{address}>".encode() if name else address.encode()


def _body(draft: Draft, manner: Manner) -> bytes:
    """The Content-Type and what follows: the text alone, or text and files in a multipart/mixed."""
    text = _texts(draft, manner)
    if not draft.files:
        return text
    return _multipart("mixed", draft, [text, *(_file(file, manner) for file in draft.files)])


def _texts(draft: Draft, manner: Manner) -> bytes:
    plain = _text("\n".join([draft.text, *("\t".join(row) for row in draft.table)]), "plain", manner)
    if not manner.html:
        return plain
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>\r\n" for line in draft.text.splitlines())
    page = f"<html><body>{lines}{_pasted(draft.table)}</body></html>"
    return _multipart("alternative", draft, [plain, _text(page, "html", manner)])


def _pasted(table: Sequence[Sequence[str]]) -> str:
    """The table as HTML, as a mail program pastes it out of a workbook."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table)
    return f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>\r\n' if table else ""


def _text(text: str, subtype: str, manner: Manner) -> bytes:
    content = text.replace("\n", _CRLF).encode(manner.codec)
    coded = quopri.encodestring(content).replace(b"\n", b"\r\n") if manner.printable else _base64(content)
    coding = "quoted-printable" if manner.printable else "base64"
    head = f'Content-Type: text/{subtype}; charset="{manner.label}"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    return head.encode() + coded


def _file(file: File, manner: Manner) -> bytes:
    ending = file.name.rpartition(".")[2].lower()
    media_type = _TYPES.get(ending, "application/octet-stream")
    if manner.rfc2231 and not file.name.isascii():
        kind, disposition = media_type, f"attachment;\r\n filename*=utf-8''{percent(file.name)}"
    else:
        name = quote(encoded(file.name, Manner(mailer="", label=manner.label, codec=manner.codec)).decode())
        kind, disposition = f'{media_type};\r\n name="{name}"', f'attachment;\r\n filename="{name}"'
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: {disposition}\r\n\r\n"
    return head.encode() + _base64(file.content)


def _report(draft: Draft, manner: Manner) -> bytes:
    """A delivery report (RFC 3464) with the head of what came back."""
    status = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.demo.test\r\n\r\n"
        f"Final-Recipient: rfc822; {draft.lost_to}\r\nAction: failed\r\nStatus: 5.2.2\r\n"
        "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n"
    )
    head = f"Content-Type: text/rfc822-headers\r\n\r\nTo: {draft.lost_to}\r\nMessage-ID: {draft.answers}\r\n"
    parts = [_text(draft.text, "plain", manner), status.encode(), head.encode()]
    return _multipart("report; report-type=delivery-status", draft, parts)


def _multipart(subtype: str, draft: Draft, parts: Sequence[bytes]) -> bytes:
    boundary = f"----=_{draft.id}_{subtype.partition(';')[0]}"
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'
    rest = b"".join(b"--" + boundary.encode() + b"\r\n" + part.rstrip(b"\r\n") + b"\r\n" for part in parts)
    return head.encode() + rest + b"--" + boundary.encode() + b"--\r\n"


def _base64(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")
