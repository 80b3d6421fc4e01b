"""What it takes to write and post a mail within a transaction."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlmodel import Session

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import Mode
from pipeline.post.mime import to_bytes
from pipeline.report.forms import FormFault
from pipeline.report.notices import draft
from pipeline.report.stationery import Stationery
from pipeline.settings import BureauSettings, Settings
from pipeline.store import events, outbox
from pipeline.store.tables import LetterRow, PieceRow

_log = structlog.get_logger("pen")


@dataclass(frozen=True, kw_only=True)
class Pen:
    """What it takes to write and post a mail within a transaction."""

    session: Session = field(repr=False)
    settings: Settings = field(repr=False)
    bureau: BureauSettings
    desk: Stationery = field(repr=False)
    now: datetime
    stumbled: list[str] = field(default_factory=list, repr=False)  # the files and lines where `attempt` came to grief

    def post(self, letter: OutgoingLetter, about: LetterRow | None, piece: PieceRow | None) -> None:
        """Put a mail into the outbox, and note that it is there."""
        self._queue(letter, self._bytes(letter), about, piece)

    def post_to_unit(self, letter: OutgoingLetter, about: LetterRow | None, piece: PieceRow | None) -> None:
        """Post a mail to a unit; in observe mode the office gets it as a draft instead (design.md §4.11)."""
        for mail in self._for_unit(letter):
            self.post(mail, about, piece)

    def attempt(
        self,
        write: Callable[[], OutgoingLetter],
        about: LetterRow | None,
        piece: PieceRow | None,
        *,
        to_unit: bool = False,
    ) -> bool:
        """Write a mail and post it; a fault of its wording is noted and never undoes what is on record.

        Returns:
            Whether it was written.
        """
        try:
            letter = write()
            mails = [(mail, self._bytes(mail)) for mail in (self._for_unit(letter) if to_unit else [letter])]
        except Exception as fault:  # whatever a template, a form or a header makes of the facts
            where = _where(fault)
            self.stumbled.append(where)
            _log.error("mail_not_written", bureau=self.bureau.bureau.id, fault=type(fault).__name__, where=where)
            events.note(
                self.session, self.now, "mail_not_written", bureau=self.bureau.bureau.id, letter=about, piece=piece,
                fault=type(fault).__name__, where=where,
            )  # fmt: skip
            return False
        for mail, mime in mails:
            self._queue(mail, mime, about, piece)
        return True

    def _for_unit(self, letter: OutgoingLetter) -> list[OutgoingLetter]:
        bureau = self.bureau.bureau
        if bureau.mode is Mode.LIVE:
            return [letter]
        return [draft(letter, address, self.desk) for address in bureau.office.digest_to]

    def _bytes(self, letter: OutgoingLetter) -> bytes:
        return to_bytes(letter, self.bureau.smtp, self.bureau.bureau.name, self.now)

    def _queue(self, letter: OutgoingLetter, mime: bytes, about: LetterRow | None, piece: PieceRow | None) -> None:
        """Into the outbox; a mail of that occasion that is there already is not noted twice."""
        bureau = self.bureau.bureau.id
        if outbox.queue(self.session, letter, mime, self.now, bureau=bureau, about=about, piece=piece):
            events.note(
                self.session, self.now, "mail_queued", bureau=bureau, letter=about, piece=piece,
                kind=letter.kind.value, occasion=letter.occasion,
            )  # fmt: skip


def _where(fault: Exception) -> str:
    """The form or the line of a template that is to blame, else the line of the program."""
    if isinstance(fault, FormFault):
        return str(fault.file)
    frames = traceback.extract_tb(fault.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.endswith(".j2")), frames[-1])
    return f"{place.filename}:{place.lineno}"
