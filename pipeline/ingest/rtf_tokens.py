"""RTF cut into its tokens (RTF 1.9.1): braces, control words with their number, bytes of text; linear on anything."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.ingest.trouble import OVER_LIMIT, Unreadable

_TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\(.)|([{}])|([^\\{}]+)", re.DOTALL)
_MOST = 2_000_000  # tokens; a book of three hundred pages has fewer
_BREAKS = b"\r\n\0"
_SIGNS = {b"~": "nbsp", b"_": "hyphen", b"-": "softhyphen", b"*": "*", b"\r": "par", b"\n": "par"}
_LITERAL = {b"\\", b"{", b"}"}


class Token(NamedTuple):
    """One token: a brace ("{" or "}"), text ("" with bytes), a picture's bytes ("bin"), or a control word."""

    word: str
    number: int | None = None
    text: bytes = b""


_OPEN, _CLOSE = Token("{"), Token("}")


def tokens(content: bytes) -> Iterator[Token]:
    r"""The tokens in order; a character written as \'xx is text of one byte.

    Raises:
        Unreadable: over_limit, where there are more than any document has.
    """
    at = count = 0
    while (found := _TOKEN.match(content, at)) is not None:
        at = found.end()
        count += 1
        if count > _MOST:
            raise Unreadable(OVER_LIMIT, f"more than {_MOST} tokens")
        code, word, number, sign, brace, text = found.groups()
        if word is not None:
            said = int(number) if number is not None else None
            if word == b"bin":
                length = max(0, said or 0)
                yield Token("bin", length, content[at : at + length])
                at += length
            else:
                yield Token(word.decode("ascii"), said)
        elif text is not None:
            yield Token("", None, text.translate(None, _BREAKS))
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif code is not None:
            yield Token("", 1, bytes((int(code, 16),)))
        elif sign in _LITERAL:
            yield Token("", 1, sign)
        elif sign in _SIGNS:
            yield Token(_SIGNS[sign])
