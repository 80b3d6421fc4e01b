"""From an outgoing letter to the bytes that go over the wire (RFC 5322, 2045-2047, 2231).

The bytes follow from the inputs alone, boundaries included, so that sending again is sending the same mail. They are
pure ASCII with CRLF: no server needs SMTPUTF8 or 8BITMIME to take them.
"""

import re
from base64 import encodebytes
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, quote
from hashlib import sha256
from typing import Any

from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.timeutil import local
from pipeline.post.names import attachment_name, one_line
from pipeline.settings.values import SmtpAccount

# Headers are folded here, where it is safe: the newer policies fold inside Message-IDs, and any would leave the first
# line of a long Content-Type empty. Length 0 keeps the library from folding again.
_POLICY = compat32.clone(linesep="\r\n", max_line_length=0)
_FOLD = "\n "
_PLAIN = re.compile(r"[ -~]{0,60}")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")
_CONTENT_ID = re.compile(r"[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,100}")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def to_bytes(
    letter: OutgoingLetter,
    account: SmtpAccount,
    display_name: str,
    now: datetime,
    reply_to: str | None = None,
) -> bytes:
    """The whole mail: From is the login (mail.md O1), loop-safe (O6), Date on the office's wall clock.

    Args:
        letter: what to send; newlines in its header values become blanks, so that none starts a header of its own.
        account: whose `user` stands in From.
        display_name: the bureau's name as the reader's mail program shows it.
        now: aware; the Date. Keep the bytes, or this value, to send the same mail again.
        reply_to: another address for answers, if any.

    Returns:
        ASCII bytes with CRLF line ends, neither dot-stuffed nor ended by a dot.
    """
    mail = _with_attachments(letter)
    mail["From"] = f"{_phrase(display_name)}{_FOLD}<{one_line(account.user)}>".lstrip()
    mail["To"] = one_line(letter.to)
    if reply_to:
        mail["Reply-To"] = one_line(reply_to)
    mail["Subject"] = _encoded(one_line(letter.subject), "Subject")
    mail["Date"] = format_datetime(local(now))
    _add_thread(mail, letter)
    mail["Auto-Submitted"] = "auto-replied" if letter.automatic else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    plain = all(value.isascii() for value in mail.values())  # else the library finds words for a foreign address or id
    return _written(mail) if plain else mail.as_bytes(policy=_POLICY)


def _written(part: Message) -> bytes:
    """What the library's generator writes, in a fifth of its time: headers are folded and bodies coded already."""
    head = "".join(f"{name}: {value}\n" for name, value in part.raw_items())
    whole = f"{head}\n".replace("\n", "\r\n").encode("ascii")
    held: Any = part.get_payload()  # its text, or its parts
    if not part.is_multipart():
        body: bytes = held.replace("\n", "\r\n").encode("ascii")
        return whole + body
    line = f"--{part.get_boundary()}".encode("ascii")
    inner = b"".join(line + b"\r\n" + _written(one) + b"\r\n" for one in held)
    return whole + inner + line + b"--\r\n"


def _add_thread(mail: MIMEMultipart, letter: OutgoingLetter) -> None:
    """Message-ID, In-Reply-To and References; an id that a header cannot carry is left out."""
    mail["Message-ID"] = one_line(letter.message_id)
    if letter.in_reply_to and _carriable(letter.in_reply_to):
        mail["In-Reply-To"] = one_line(letter.in_reply_to)
    references = list(filter(None, (one_line(r) for r in letter.references if _carriable(r))))
    if references:
        mail["References"] = _FOLD.join(references)


def _carriable(message_id: str) -> bool:
    """Whether a foreign Message-ID is ASCII and fits on a header line (998 octets, RFC 5322 2.1.1)."""
    return message_id.isascii() and len(message_id) <= 900


def _with_attachments(letter: OutgoingLetter) -> MIMEMultipart:
    """multipart/alternative, inside multipart/mixed when files go with it; a page's pictures stay with the page."""
    shown = tuple(a for a in letter.attachments if letter.html and _fits_page(a))
    files = tuple(a for a in letter.attachments if a not in shown)
    body = MIMEMultipart("alternative", boundary=_boundary(letter, "alternative"), policy=_POLICY)
    body.attach(_text(letter.text, "plain"))
    if letter.html:
        body.attach(_page(letter, shown))
    if not files:
        return body
    mixed = MIMEMultipart("mixed", boundary=_boundary(letter, "mixed"), policy=_POLICY)
    mixed.attach(body)
    for attachment in files:
        mixed.attach(_file(attachment))
    return mixed


def _fits_page(attachment: Attachment) -> bool:
    """Whether a file is a picture of the page: it has a Content-ID that a header and a page can carry."""
    return attachment.content_id is not None and _CONTENT_ID.fullmatch(attachment.content_id) is not None


def _page(letter: OutgoingLetter, shown: tuple[Attachment, ...]) -> MIMEBase:
    """The page, in multipart/related with the pictures it shows (RFC 2387, RFC 2392)."""
    page = _text(letter.html, "html")
    if not shown:
        return page
    related = MIMEMultipart("related", boundary=_boundary(letter, "related"), policy=_POLICY, type="text/html")
    related.attach(page)
    for picture in shown:
        part = _file(picture, "inline")
        part["Content-ID"] = f"<{picture.content_id}>"
        related.attach(part)
    return related


def _boundary(letter: OutgoingLetter, kind: str) -> str:
    """A boundary that follows from the Message-ID; `_` never occurs in base64, and all our parts are base64."""
    return f"=_{sha256(letter.message_id.encode('utf-8', 'replace')).hexdigest()[:32]}_{kind}"


def _text(text: str, subtype: str) -> MIMEText:
    """A text part, utf-8 in base64, with the CRLF that RFC 2046 4.1.1 asks for inside."""
    clean = _NEWLINE.sub("\r\n", text).encode("utf-8", "replace").decode("utf-8")
    return MIMEText(clean, subtype, "utf-8", policy=_POLICY)


def _file(attachment: Attachment, disposition: str = "attachment") -> MIMEBase:
    """A file, its name twice: RFC 2231 in Content-Disposition, encoded words in Content-Type.

    Old Outlook, Foxmail and WPS do not know RFC 2231 but read the encoded words, which others never look at then.
    """
    name = attachment_name(attachment.name)
    media_type = attachment.media_type if _MEDIA_TYPE.fullmatch(attachment.media_type) else "application/octet-stream"
    part = MIMEBase(*media_type.split("/"), policy=_POLICY)
    part.replace_header("Content-Type", f'{media_type};{_FOLD}name="{_encoded(name, "Content-Type")}"')
    disposition_name = name if name.isascii() else ("utf-8", "", name)
    part.add_header("Content-Disposition", disposition, filename=disposition_name)
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(attachment.content).decode("ascii"))
    return part


def _phrase(name: str) -> str:
    """A display name: encoded words, or a quoted string where ASCII is enough."""
    clean = one_line(name)
    encoded = _encoded(clean, "From")
    return f'"{quote(clean)}"' if encoded == clean and clean else encoded


def _encoded(text: str, header_name: str) -> str:
    """The text as RFC 2047 encoded words, one a line, none cutting a character; short ASCII stays."""
    if _PLAIN.fullmatch(text) and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name=header_name).encode(linesep="\n", maxlinelen=75)
