"""Mails about other things that name a letter which is sealed by now: none that waits still is sent so (S6)."""

import re
from collections.abc import Collection, Iterator
from email import message_from_bytes, policy

from pipeline.domain.text import title_key
from pipeline.domain.words import OutboxState, OutgoingKind
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.pen import Pen
from pipeline.store import events, outbox
from pipeline.store.tables import LetterRow, OutboxRow

_FIRST = 20  # characters of a title that tell it: mails shorten long ones


def take_back_mails(pen: Pen, row: LetterRow, names: Collection[str], titles: Collection[str]) -> None:
    """Within the pen's transaction: a list is cancelled, an answer to somebody is written anew in the next round.

    Args:
        pen: of the transaction in which the letter is sealed.
        row: the letter; mails about it or its piece are not looked at here.
        names: what people call it: L17, a number.
        titles: what it and its piece are and were called.
    """
    called = [re.compile(rf"(?<![0-9A-Za-z-]){re.escape(name)}(?![0-9])") for name in names]
    keys = {title_key(title)[:_FIRST] for title in titles} - {""}
    for mail in outbox.not_out(pen.session, row.bureau):
        own = mail.letter_id == row.id or (row.piece_id is not None and mail.piece_id == row.piece_id)
        if not own and any(_names(text, called, keys) for text in _texts(mail.mime)):
            _take_back(pen, mail)


def _names(text: str, called: Collection[re.Pattern[str]], keys: Collection[str]) -> bool:
    plain = title_key(text)
    return any(name.search(text) for name in called) or any(key in plain for key in keys)


def _texts(mime: bytes) -> Iterator[str]:
    mail = message_from_bytes(mime, policy=policy.default)
    yield str(mail["Subject"])
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            yield str(part.get_content())


def _take_back(pen: Pen, mail: OutboxRow) -> None:
    kind = OutgoingKind(mail.kind)
    again = kind.is_answer and kind is not OutgoingKind.RULING  # what a reviewer said is not carried out twice
    asked = pen.session.get(LetterRow, mail.letter_id) if again and mail.letter_id else None
    unsent = mail.state != OutboxState.UNKNOWN.value
    if asked is not None and unsent:
        asked.trouble = RECEIPT_OWED
        pen.session.add(asked)
        pen.session.delete(mail)
        return
    mail.subject, mail.mime = "", b""
    if unsent:
        mail.state = OutboxState.CANCELLED.value
        events.note(pen.session, pen.now, "mail_cancelled", bureau=mail.bureau, kind=mail.kind)
    pen.session.add(mail)
