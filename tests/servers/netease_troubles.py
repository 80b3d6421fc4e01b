"""What goes wrong at 163.com's IMAP, each a switch, and the words it refuses a login with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNSAFE = b"Unsafe Login. Please contact kefu@188.com for help"
# How a login is refused. The first is seen on the live service; the others are worded after its SMTP side (J).
WRONG_CODE = b"NO LOGIN Login error or password error"
NOT_ON = b"NO LOGIN User has no permission, IMAP service is not enabled"
IP_BLOCKED = b"NO LOGIN IP is rejected, please contact with kefu@188.com"
TOO_OFTEN = b"NO LOGIN too much fail authentication, try again later"
LOCKED = b"NO LOGIN User is locked"
BUSY = b"NO LOGIN [UNAVAILABLE] system busy, try again later"


@dataclass(kw_only=True)
class Troubles:
    """What goes wrong; with all of it off it is a good day. Commands are named in capitals, letters by uid."""

    login: bytes = b""  # how LOGIN is refused
    unsafe: int = 0  # so many times a folder stays shut although ID was sent
    refused: dict[str, bytes] = field(default_factory=dict)  # command → the answer instead
    stalling: frozenset[str] = frozenset()  # commands that are never answered
    dripping: frozenset[str] = frozenset()  # commands that are answered a byte at a time, for ever
    bye: frozenset[str] = frozenset()  # commands at which the server leaves, as it says
    cut: frozenset[int] = frozenset()  # the line is cut within these letters' literals
    vanishing: frozenset[int] = frozenset()  # deleted by somebody between SEARCH and FETCH
    left_out: frozenset[int] = frozenset()  # there, and yet never in an answer
    damaged: frozenset[int] = frozenset()  # FETCH ends with NO before them
    miscounted: Mapping[int, int] = field(default_factory=dict)  # so much is announced too much
    chatter: bool = False  # lines nobody asked for, in every SEARCH and FETCH
