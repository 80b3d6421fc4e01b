"""Letters written byte by byte, as mail programs really write them and as no library would."""

import base64
from collections.abc import Mapping, Sequence

from letters.making.units import Unit

Value = str | bytes
Fields = list[tuple[str, Value]]
BREAK = b"\r\n"
ARRIVED = {"yuhua": "Wed, 6 May 2020 09:12:03 +0800 (CST)", "jinjiang": "Fri, 6 May 2022 09:12:03 +0800 (CST)"}
_BOUNDARY = "----=_Part_7_1204.1588727"


def words(text: str, charset: str = "GBK", label: str = "") -> str:
    """RFC 2047 B words of at most 15 characters, folded; `label` is what the words say their charset is."""
    pieces = [text[at : at + 15] for at in range(0, len(text), 15)]
    coded = (base64.b64encode(piece.encode(charset)).decode() for piece in pieces)
    return "\r\n ".join(f"=?{label or charset}?B?{piece}?=" for piece in coded)


def word(text: str, charset: str = "GBK", label: str = "") -> str:
    """One RFC 2047 B word however long."""
    return f"=?{label or charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def cut_words(text: str, at: int) -> tuple[str, str]:
    """Two UTF-8 words, cut after so many bytes, be it inside a character."""
    raw = text.encode()
    first, second = (base64.b64encode(piece).decode() for piece in (raw[:at], raw[at:]))
    return f"=?UTF-8?B?{first}?=", f"=?UTF-8?B?{second}?="


def field(name: str, value: Value) -> bytes:
    """One header line."""
    return name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()) + BREAK


def entity(fields: Sequence[tuple[str, Value]], body: bytes) -> bytes:
    """Headers, an empty line, a body."""
    return b"".join(field(*each) for each in fields) + BREAK + body


def base64_lines(content: bytes) -> bytes:
    """Base64 in lines of 76."""
    coded = base64.b64encode(content)
    return b"".join(coded[at : at + 76] + BREAK for at in range(0, len(coded), 76))


def leaf(content: bytes, kind: str = "application/octet-stream", *fields: tuple[str, Value]) -> bytes:
    """A part in base64 with these headers beside its type."""
    coding = ("Content-Transfer-Encoding", "base64")
    return entity([("Content-Type", kind), coding, *fields], base64_lines(content))


def attachment(name: str, content: bytes, charset: str = "GBK") -> bytes:
    """A file as webmail attaches it: its name twice, in encoded words."""
    shown = word(name, charset)
    kind = f'application/octet-stream;\r\n\tname="{shown}"'
    return leaf(content, kind, ("Content-Disposition", f'attachment;\r\n\tfilename="{shown}"'))


def text(body: str, charset: str = "GBK", *, subtype: str = "plain", label: str = "") -> bytes:
    """A body text in base64."""
    return leaf(body.encode(charset), f"text/{subtype}; charset={label or charset}")


def multipart(parts: Sequence[bytes], subtype: str = "mixed", boundary: str = _BOUNDARY) -> bytes:
    """A multipart entity with its Content-Type."""
    return entity([("Content-Type", f'multipart/{subtype};\r\n\tboundary="{boundary}"')], joined(parts, boundary))


def joined(parts: Sequence[bytes], boundary: str = _BOUNDARY) -> bytes:
    """Parts between boundaries."""
    mark = b"--" + boundary.encode()
    return b"".join(mark + BREAK + part + BREAK for part in parts) + mark + b"--" + BREAK


def envelope(unit: Unit, subject: Value, name: str, change: Mapping[str, Value | None] | None = None) -> bytes:
    """The headers of a letter up to those of its content; `change` replaces, drops (None) or adds some.

    `subject` is the header's value as it is written.
    A name in `change` may carry a `#2` behind it, so that a header can be added twice.
    """
    host = f"mail.{unit.bureau}.test"
    fields: dict[str, Value | None] = {
        "Received": f"from {host} (unknown [192.0.2.15])\r\n\tby mx.baosong.test (Coremail) with SMTP id AgAi"
        f"{len(name)};\r\n\t{ARRIVED[unit.bureau]}",
        "Date": ARRIVED[unit.bureau],
        "From": f"{word(unit.short + '信息员')} <{unit.address}>",
        "To": unit.box,
        "Subject": subject,
        "X-Mailer": "Coremail Webmail Server Version XT5.0.13",
        "MIME-Version": "1.0",
        "Message-ID": f"<{name.replace('/', '.')}@{host}>",
    }
    fields |= change or {}
    return b"".join(field(key.partition("#")[0], value) for key, value in fields.items() if value is not None)
