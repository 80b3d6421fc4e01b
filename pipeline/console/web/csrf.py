"""The mark in every form that only our own pages can know: made from the cookie, kept nowhere."""

import hashlib
import hmac

FIELD = "csrf"


def mark_for(cookie: str) -> str:
    """The mark of a cookie."""
    return hmac.new(cookie.encode(), b"baosong form", hashlib.sha256).hexdigest()


def fits(cookie: str, given: str) -> bool:
    """Whether a form was made for this cookie."""
    return bool(cookie) and hmac.compare_digest(mark_for(cookie).encode(), given.encode())
