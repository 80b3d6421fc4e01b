"""The words of a letter as Outlook keeps them: plain, as HTML, as compressed RTF (MS-OXRTFCP), in one text."""

from collections.abc import Iterable

from pipeline.ingest.charset import decode
from pipeline.ingest.html_text import text_of
from pipeline.ingest.remains import words_of_rtf
from pipeline.settings.values import Limits

_KNOWN = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_SQUEEZED = b"LZFu"


def whole_text(plain: Iterable[str], html: bytes, rtf: bytes, limits: Limits) -> bytes:
    """All of a letter's words one below the other, what is the same told once; as UTF-8.

    Args:
        plain: subject and text.
        html: the same as a page, b"" where there is none.
        rtf: the same as compressed RTF, b"" where there is none.
        limits: what it may cost.
    """
    shown = text_of(decode(html[: 8 * limits.text_chars])[0], limits.text_chars) if html else ""
    dressed = words_of_rtf(unsqueezed(rtf, 4 * limits.text_chars)).strip() if rtf else ""
    return "\n".join(dict.fromkeys(filter(None, (*plain, shown, dressed)))).encode()


def unsqueezed(data: bytes, most: int) -> bytes:
    """Compressed RTF unpacked, as far as it can be; about `most` bytes at most."""
    if data[8:12] != _SQUEEZED:
        return data[16 : 16 + most]
    out, at = bytearray(_KNOWN), 16
    while at < len(data) and len(out) < most + len(_KNOWN):
        flags = data[at]
        at += 1
        for bit in range(8):
            size = 2 if flags >> bit & 1 else 1
            token = data[at : at + size]
            at += size
            if len(token) < size or (size == 2 and not _copied(out, token)):
                return bytes(out[len(_KNOWN) :])
            if size == 1:
                out += token
    return bytes(out[len(_KNOWN) :])


def _copied(out: bytearray, token: bytes) -> bool:
    """Repeat what stands at a place of the window; False at the sign of the end."""
    word = int.from_bytes(token, "big")
    back = (len(out) - (word >> 4)) % _WINDOW
    if back == 0 or back > len(out):
        return False
    for _ in range((word & 0xF) + 2):
        out.append(out[-back])
    return True
