"""Content-Transfer-Encoding undone as mail really carries it (mail.md L4)."""

import binascii
import contextlib
import re

_COMMENT = re.compile(r"\([^()]*\)")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET))
_BLOCK = re.compile(rb"[^=]+")
_BEGIN_UU = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.M)
_LINE = re.compile(rb"[^\r\n]+")
_UU_LABELS = {"x-uuencode", "uuencode", "uue", "x-uue"}


def encoding_of(label: str) -> str:
    """The bare word of a Content-Transfer-Encoding: no case, blanks, quotes, comments or trailing rubbish."""
    bare = _COMMENT.sub(" ", label).replace('"', " ").replace(";", " ").split()
    return bare[0].lower() if bare else ""


def undo(data: bytes, label: str) -> bytes:
    """The bytes a part carried. Unknown encodings are taken as they are; never raises."""
    encoding = encoding_of(label)
    if encoding == "base64":
        return from_base64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(b"\n".join(line.rstrip() for line in data.split(b"\n")))  # blanks at an end are padding
    if encoding in _UU_LABELS:
        return _from_uu(data)
    return data


def from_base64(data: bytes) -> bytes:
    """Every padded block one after another: the standard library stops at the first padding."""
    padding = data.find(b"=")
    if padding < 0 or not data[padding:].strip(b"= \t\r\n"):
        with contextlib.suppress(binascii.Error):  # not in whole blocks
            return binascii.a2b_base64(data)
    clean = data.translate(None, _NOT_ALPHABET)
    if b"=" not in clean.rstrip(b"="):
        return _block(clean.rstrip(b"="))
    out = bytearray()
    for block in _BLOCK.finditer(clean):
        out += _block(block[0])
    return bytes(out)


def _block(clean: bytes) -> bytes:
    whole = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _from_uu(data: bytes) -> bytes:
    begin = _BEGIN_UU.search(data)
    if begin is None:
        return data
    out = bytearray()
    for found in _LINE.finditer(data, begin.end()):
        line = found[0]
        if not line.strip(b"` ") or line.strip() == b"end":
            break
        out += uu_line(line)
    return bytes(out)


def uu_line(line: bytes) -> bytes:
    """One line's bytes; what some encoders append after its announced length does not count."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        whole = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:whole])
    except binascii.Error:
        return b""
