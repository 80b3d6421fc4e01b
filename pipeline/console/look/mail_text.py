"""A mail of ours, read back from its bytes: its text, and its page for a frame that can do nothing."""

import base64
import re
from email import message_from_bytes, policy
from email.message import EmailMessage

_CID = re.compile(r"""(?i)(src=["'])cid:([^"'>]+)""")


def text_of(mime: bytes) -> str:
    """The plain text."""
    body = _read(mime).get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def page_of(mime: bytes) -> str:
    """The page, its pictures within it; "" where there is none."""
    mail = _read(mime)
    body = mail.get_body(("html",))
    if body is None:
        return ""
    images = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    pictures = {str(part["Content-ID"] or "").strip("<> "): part for part in images}

    def within(found: re.Match[str]) -> str:
        part = pictures.get(found[2])
        if part is None:
            return found[0]
        content = part.get_payload(decode=True)
        kind = part.get_content_type()
        return f"{found[1]}data:{kind};base64,{base64.b64encode(bytes(content or b'')).decode()}"

    return _CID.sub(within, str(body.get_content()))


def _read(mime: bytes) -> EmailMessage:
    mail = message_from_bytes(mime, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail
