"""Addresses of header fields: structure first, names decoded afterwards, linear on anything (mail.md L11)."""

import re

from pipeline.domain.letter import Address
from pipeline.ingest.charset import one_line
from pipeline.ingest.encoded_words import decode_words

_LEXEME = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>|[,;:]|\([^()]*\)|[^",;:<>()]+|.', re.S)
_BARE = re.compile(r"[^\s<>()\[\],;:\\\"@]{1,128}@[^\s<>()\[\],;:\\\"@]{1,255}")
_ESCAPE = re.compile(r"\\(.)", re.S)
MOST = 1_000  # addresses of one letter that are kept


def addresses(value: str) -> tuple[Address, ...]:
    """The addresses of one field, raw 8-bit decoded already and encoded words not yet; at most `MOST`.

    An address that stands inside a display name is part of that name, never an address. Where a whole
    `name <address>` hides in encoded words (as some programs write), the decoded text is looked at.
    """
    found = _parse(value)
    if not found and "=?" in value:
        found = _parse(decode_words(value))
    if not found:  # broken beyond repair, an unclosed quote for instance
        found = [Address(addr=addr) for addr in [bare(value)] if addr]
    return tuple(found)


def bare(text: str) -> str:
    """The address in a text such as `<a@b.test>`, lower case; "" when there is none."""
    matched = _BARE.search(decode_words(text) if "=?" in text else text)
    return matched[0].strip(".'").lower() if matched else ""


def _parse(value: str) -> list[Address]:
    found: list[Address] = []
    name: list[str] = []
    addr = ""
    for piece in [m[0] for m in _LEXEME.finditer(value)] + [","]:
        if piece in (",", ";"):
            found += _finished(name, addr)
            name, addr = [], ""
            if len(found) >= MOST:
                break
        elif piece == ":":
            name = []  # the name of a group
        elif piece.startswith("<") and len(piece) > 1:
            found += _finished(name, addr) if addr else []  # two without a comma are two
            name, addr = ([], bare(piece)) if addr else (name, bare(piece))
        elif piece.startswith('"') and len(piece) > 1:
            name.append(_ESCAPE.sub(r"\1", piece[1:].removesuffix('"')))
        elif not piece.startswith("("):
            name.append(piece)
    return found


def _finished(name: list[str], addr: str) -> list[Address]:
    """One address from what was collected between two commas."""
    text = "".join(name)
    if addr:
        return [Address(addr=addr, name=one_line(decode_words(text)))]
    alone = _BARE.findall(text) if "@" in text and "=?" not in text else []
    return [Address(addr=addr.strip(".'").lower()) for addr in alone]
