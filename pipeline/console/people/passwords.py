"""Passwords: hashed by argon2, one at a time, so that many logins at once cannot fill the memory."""

import threading
from functools import cache

from pwdlib import PasswordHash

LONGEST = 128  # characters; longer ones cost time and nothing else
_one_at_a_time = threading.Lock()


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    """What a password of an unknown name is compared with, so that it takes as long as a known one."""
    return _hasher().hash("nobody")


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _one_at_a_time:
        return _hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is that password; None is a name that nobody has, and takes as long."""
    known = kept or _nobodys()
    with _one_at_a_time:
        same = len(password) <= LONGEST and _hasher().verify(password, known)
    return same and kept is not None
