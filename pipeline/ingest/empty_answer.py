"""A letter that only answers ours and brings nothing: never answered, or two machines would write to each other.

Rule: mail.md O6. What tells a responder from a person is not in its letter where it sets no header; so what counts is
that there is nothing to tell a receipt about. A person's completion brings something, and always gets its receipt.
"""

import re
from dataclasses import replace

from pipeline.domain.letter import Letter
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind, SubjectGrade
from pipeline.ingest.body_report import before_quote
from pipeline.ingest.brings import Brought
from pipeline.ingest.record import Record
from pipeline.ingest.subject_clean import clean
from pipeline.ingest.tokens import tokens
from pipeline.settings.values import BureauSettings

_AWAY = (
    r"自动(回复|答复|应答)|auto(matic)?[- ]?(reply|response|答复|回复)|out of (the )?office( reply)?|vacation( reply)?"
)
_SUBJECT = re.compile(rf"(?:{_AWAY})\s*(?:[:\-—(\[]|$)", re.I)  # at its beginning: a piece may be about such things
_TEXT = re.compile(rf"{_AWAY}|系统自动(发出|发送|生成)", re.I)
_LINES = 4  # of the text: a responder says at once what it is


def is_bare(letter: Letter, own: Brought) -> bool:
    """Whether a letter brings nothing but words: no file, no link to one, no table."""
    return not (own.anything or own.pictures or own.sheets or letter.remote_attachments or letter.reported)


def says_away(letter: Letter, settings: BureauSettings) -> bool:
    """Whether the subject begins as those of automatic answers do (自动回复：…)."""
    return _SUBJECT.match(clean(letter.subject, settings.subject).text) is not None


def empty_answer(incoming: Incoming, own: Brought, settings: BureauSettings, record: Record) -> Incoming | None:
    """The letter as an answer to ours that brings nothing; None where it is something else.

    Args:
        incoming: of a registered sender, as the letter alone tells.
        own: what its parts are.
        settings: of the bureau.
        record: knows the mails we sent.
    """
    if not is_bare(incoming.letter, own) or not incoming.sender_units:
        return None
    numbered = bool(tokens(incoming.letter, settings.bureau.prefix))
    a_piece_meant = incoming.subject.grade is SubjectGrade.EXACT and not numbered  # the files were forgotten
    if numbered or record.answers_ours(incoming.letter, None if a_piece_meant else incoming.arrived_at):
        return _told(incoming)
    return None


def _told(incoming: Incoming) -> Incoming:
    lines = [line for line in before_quote(incoming.letter.text).splitlines() if line.strip()][:_LINES]
    away = _TEXT.search(" ".join((incoming.letter.subject, *lines)))
    return replace(incoming, kind=LetterKind.AUTO_REPLY if away else LetterKind.OTHER, empty_answer=True)
