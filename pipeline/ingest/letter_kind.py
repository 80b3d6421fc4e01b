"""Which kind of letter it is, as far as the letter alone tells."""

from pipeline.domain.letter import Letter
from pipeline.domain.words import LetterKind
from pipeline.ingest.brings import Brought
from pipeline.ingest.empty_answer import is_bare, says_away
from pipeline.ingest.requests import command_word
from pipeline.ingest.verdict_words import ruling_of
from pipeline.settings.values import BureauSettings

_BOOKING, _REPORT = "booking", "adoption_report"


def kind_of(letter: Letter, own: Brought, settings: BureauSettings, *, registered: bool) -> LetterKind:
    """The kind of a letter before anything on record is looked at.

    A letter that brings a piece beside an adoption report is about the piece: `Incoming.reported` keeps the rows, and
    check report_beside_piece asks the office.

    Args:
        letter: as read.
        own: what its parts are.
        settings: of the bureau.
        registered: whether a unit registered the sender's address.
    """
    if letter.machine is not None:
        return letter.machine
    if is_own(letter, settings) or (is_bare(letter, own) and says_away(letter, settings)):
        return LetterKind.AUTO_REPLY
    if own.other_form == _BOOKING:
        return LetterKind.BOOKING
    brings_piece = bool(own.manuscripts) or own.form is not None
    if not brings_piece and (own.other_form == _REPORT or letter.reported):
        return LetterKind.ADOPTION_REPORT
    if not brings_piece and (ruling_of(letter, settings) or command_word(letter, settings) is not None):
        return LetterKind.COMMAND
    if brings_piece or own.unread:
        return LetterKind.SUBMISSION
    return LetterKind.SUBMISSION if registered and not own.sheets else LetterKind.OTHER


def is_own(letter: Letter, settings: BureauSettings) -> bool:
    """Whether the desk's own mailbox sent it (mail.md O6)."""
    ours = {settings.bureau.mailbox.lower(), settings.imap.user.lower(), settings.smtp.user.lower()}
    return any(a.addr in ours for a in letter.origin.senders)
