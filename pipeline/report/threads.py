"""Message-IDs of our own, and the thread a mail belongs to (RFC 5322 §3.6.4)."""

import hashlib
import re
from collections.abc import Iterable

_ID = re.compile(r"<[!-;=?-~]{3,250}>")  # visible ASCII between angle brackets: fit for a header
_MADE = re.compile(r"<([a-z0-9-]+)\.([0-9a-f]{8})(?:[0-9a-f]{8})?@[^@>]+>")  # number or "letter", the occasion's mark
_MOST = 20  # references kept: the newest


def message_id(occasion: str, mailbox: str, number: str | None = None) -> str:
    """The Message-ID of a mail: the same for the same occasion.

    With a number it opens with it in small letters (`<yh-2020-00012.1a2b3c4d@163.example>`): the token by which a
    reply finds its piece.
    """
    digest = hashlib.sha256(occasion.encode()).hexdigest()
    domain = mailbox.rpartition("@")[2]
    if number is None:
        return f"<letter.{digest[:16]}@{domain}>"
    token = re.sub(r"[^a-z0-9-]", "-", number.lower())
    return f"<{token}.{digest[:8]}@{domain}>"


def another_name(message_id: str, ids: Iterable[str]) -> str | None:
    """Among Message-IDs the one of the same occasion's mail under another number; None where there is none."""
    mine = _MADE.fullmatch(message_id)
    made = (_MADE.fullmatch(one) for one in ids if mine and one != message_id)
    return next((one[1] for one in made if one and mine and one[2] == mine[2]), None)


def asking_id(number: str, token: str, mailbox: str) -> str:
    """The Message-ID of a notice that asks a reviewer for a decision: its answer carries the token back.

    It opens with the number as every other does, and tells the token after `ask-`.
    """
    opened = re.sub(r"[^a-z0-9-]", "-", number.lower())
    return f"<{opened}.ask-{token}@{mailbox.rpartition('@')[2]}>"


def sound(identifier: str | None) -> str | None:
    """A sender's Message-ID as it may stand in our headers, None when it is not fit for one."""
    found = _ID.fullmatch(identifier.strip()) if identifier else None
    return found.group() if found else None


def references(earlier: tuple[str, ...], answered: str | None) -> tuple[str, ...]:
    """The References of an answer: those of the letter, each once, and the letter itself last."""
    known = dict.fromkeys(i for i in map(sound, earlier) if i and i != answered)
    return (*tuple(known)[-_MOST:], answered) if answered else ()
