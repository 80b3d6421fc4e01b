"""RFC 2047 encoded words as they really come: cut inside a character, badly padded, wrongly labelled."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ingest.charset import decode, family

_START = re.compile(r"=\?([^?\s]{0,60})\?([bBqQ])\?")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


@dataclass(frozen=True)
class _Word:
    charset: str
    coding: str  # b or q
    text: str


def decode_words(text: str) -> str:
    """`text` with every encoded word decoded; blanks between adjacent words fall away. Linear, never raises."""
    out: list[str] = []
    run: list[_Word] = []
    for piece in _pieces(text):
        if isinstance(piece, _Word):
            run.append(piece)
        elif run and not piece.strip():
            continue  # blanks between two words, or after the last one
        else:
            out += [_decode_run(run), " " if run and piece[:1].isspace() else "", piece.lstrip() if run else piece]
            run = []
    out.append(_decode_run(run))
    return "".join(out)


def _pieces(text: str) -> Iterator[_Word | str]:
    """Encoded words and the plain stretches between them, in order."""
    done, close = 0, -1
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        if close < start.end():
            close = text.find("?=", start.end())
            if close < 0:
                break
        inner = text[start.end() : close] if close - start.end() < 40_000 else "=?"
        if "=?" in inner:
            continue  # never closed: another word begins inside it
        if start.start() > done:
            yield text[done : start.start()]
        yield _Word(start[1].partition("*")[0], start[2].lower(), inner)
        done = close + 2
    if done < len(text):
        yield text[done:]


def _decode_run(words: list[_Word]) -> str:
    """Adjacent words: the bytes of one charset are joined before they are decoded."""
    out: list[str] = []
    pending, label = b"", ""
    for word in _joined(words):
        if pending and family(word.charset) != family(label):
            out.append(decode(pending, label)[0])
            pending = b""
        label = word.charset
        pending += _from_base64(word.text) if word.coding == "b" else _from_q(word.text)
    out.append(decode(pending, label)[0])
    return "".join(out)


def _joined(words: list[_Word]) -> list[_Word]:
    """Base64 words whose text was cut inside a group of four become one word again."""
    out: list[_Word] = []
    for word in words:
        last = out[-1] if out else None
        if (
            last is not None
            and last.coding == word.coding == "b"
            and "=" not in last.text
            and len(_NOT_BASE64.sub("", last.text)) % 4
        ):
            out[-1] = _Word(last.charset, "b", last.text + word.text)
        else:
            out.append(word)
    return out


def _from_base64(text: str) -> bytes:
    clean = _NOT_BASE64.sub("", text)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))


def _from_q(text: str) -> bytes:
    raw = text.replace("_", " ").encode("utf-8", "replace")
    return _HEX.sub(lambda m: bytes([int(m[1], 16)]), raw)
