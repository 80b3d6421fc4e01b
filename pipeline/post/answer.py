"""A server's word on one mail, readable."""

from dataclasses import dataclass
from typing import Literal

from pipeline.post.names import one_line


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of one mail: sent, answered (refused), unknown or unreached; see `PostSession.send`."""

    outcome: Literal["sent", "answered", "unknown", "unreached"]
    code: int = 0  # 0 where the server gave no answer
    text: str = ""


def readable(text: bytes | str) -> str:
    """A server's words as one line of at most 500 characters; UTF-8, else GB18030."""
    return one_line(_decoded(text) if isinstance(text, bytes) else text)[:500]


def reason(fault: Exception) -> str:
    """A fault of the network in a few words, for the log."""
    return one_line(f"{type(fault).__name__}: {fault}")[:200]


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("gb18030", "replace")
