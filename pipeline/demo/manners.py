"""The mail programs of the demo's units, and how each codes what is not ASCII."""

from base64 import b64encode
from dataclasses import dataclass

from pipeline.demo.month.shapes import Program

_WORD = 12  # characters an encoded word


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a program writes."""

    mailer: str
    label: str  # the charset it names
    codec: str  # the one it really uses
    html: bool = False  # an HTML text beside the plain one
    rfc2231: bool = False  # file names after the standard; else as encoded words in quotes
    printable: bool = False  # quoted-printable texts
    bare: bool = False  # raw 8-bit headers


MANNERS: dict[Program, Manner] = {
    "webmail": Manner(mailer="Coremail Webmail Server (demo)", label="GBK", codec="gbk", html=True),
    "desktop": Manner(mailer="Foxmail 7.2 (demo)", label="gb2312", codec="gb18030"),
    "phone": Manner(mailer="MailMaster (demo)", label="utf-8", codec="utf-8", html=True),
    "office": Manner(mailer="Outlook 16 (demo)", label="utf-8", codec="utf-8", rfc2231=True, printable=True),
    "bare": Manner(mailer="Intranet Mailer 1.0 (demo)", label="gb2312", codec="gbk", bare=True),
}


def encoded(text: str, manner: Manner) -> bytes:
    """As raw bytes, or as encoded words folded between characters."""
    if text.isascii():
        return text.encode()
    if manner.bare:
        return text.encode(manner.codec)
    pieces = (text[at : at + _WORD] for at in range(0, len(text), _WORD))
    words = (f"=?{manner.label}?B?{b64encode(piece.encode(manner.codec)).decode()}?=" for piece in pieces)
    return "\r\n ".join(words).encode()
