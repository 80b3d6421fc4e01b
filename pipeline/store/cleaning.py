"""Texts that any database can hold: PostgreSQL refuses NUL, and no encoding holds half a character."""

import re
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MARK = "\ufffd"


def clean(text: str) -> str:
    """The text with a mark for each character no database takes."""
    return _UNSTORABLE.sub(_MARK, text)


class CleanSession(Session):
    """A session that puts a mark for each character no database takes, in every text it is about to write."""


@event.listens_for(CleanSession, "before_flush")
def _clean(session: Session, _context: Any, _rows: Any) -> None:
    for row in [*session.new, *session.dirty]:
        for name, value in tuple(row.__dict__.items()):
            if isinstance(value, str) and _UNSTORABLE.search(value):
                setattr(row, name, clean(value))
