"""What the gallery shows: every mail the desk sent, with the letter it answers, and how letters and pieces stand."""

import email
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import default as modern
from typing import cast

from sqlmodel import Session, select

from pipeline.demo.month_end import mail_name
from pipeline.demo.records import first_dispositions, sent_mails
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, OutgoingKind, Severity, State
from pipeline.report.words import read_words
from pipeline.steps.house import House
from pipeline.store import pieces
from pipeline.store.tables import LetterRow, OutboxRow, PartRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One mail as its line in the list shows it."""

    name: str  # of its files, without an ending
    kind: str
    to: str
    unit: str  # the recipient's name, "" for one of the office
    subject: str
    at: datetime  # on the office's clock
    mail: EmailMessage = field(repr=False)
    mime: bytes = field(repr=False)
    attachments: tuple[str, ...]  # names of the files that go with it
    about: str | None  # the subject of the letter it answers; None without one, or sealed
    sealed: bool
    brought: tuple[str, ...]  # what that letter brought
    seen: tuple[str, ...]  # what the checks said of that letter when it came; with its receipt only


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One bureau's mails and how its letters and pieces stand."""

    bureau: str
    name: str
    mailbox: str
    mails: tuple[Shown, ...]
    letters: int  # that have a disposition
    dispositions: tuple[tuple[str, int], ...]  # in words; of letters, as they came
    pieces: int
    states: tuple[tuple[str, int], ...]  # in words; of pieces, now


def shelf(house: House, session: Session, bureau: str, seen: Mapping[int, tuple[str, ...]]) -> Shelf:
    """A bureau's shelf.

    Args:
        house: whose mails.
        session: open for reading.
        bureau: its id.
        seen: what the checks said of a letter when it came, by the letter's row; of others it is looked up.
    """
    settings = house.bureau(bureau).bureau
    words = read_words(house.settings.letters / "words.toml")
    first = first_dispositions(session, bureau)
    states = list(session.exec(select(PieceRow.state).where(PieceRow.bureau == bureau)))
    return Shelf(
        bureau=bureau,
        name=settings.name,
        mailbox=settings.mailbox,
        mails=tuple(_shown(house, session, row, seen) for row in sent_mails(session, bureau)),
        letters=first.total(),
        dispositions=tuple((words.word(d.value, "disposition"), first[d]) for d in reversed(Disposition) if first[d]),
        pieces=len(states),
        states=tuple((words.word(s.value, "state"), n) for s in State if (n := states.count(s))),
    )


def _shown(house: House, session: Session, row: OutboxRow, seen: Mapping[int, tuple[str, ...]]) -> Shown:
    letter = session.get(LetterRow, row.letter_id) if row.letter_id else None
    sealed = letter is not None and letter.disposition == Disposition.SEALED.value
    open_letter = None if sealed else letter
    units = house.bureau(row.bureau).bureau.roster.by_address(row.to)
    mail = email.message_from_bytes(row.mime, policy=modern)
    return Shown(
        name=mail_name(row),
        kind=row.kind,
        to=row.to,
        unit=units[0].name if units else "",
        subject=row.subject,
        at=local(row.sent_at or row.created_at),
        mail=mail,
        mime=row.mime,
        attachments=tuple(_file_name(part) for part in mail.iter_attachments()),
        about=letter.subject if letter else None,
        sealed=sealed,
        brought=tuple(_brought(session, open_letter)),
        seen=tuple(_seen(session, open_letter, seen)) if OutgoingKind(row.kind).is_answer else (),
    )


def _brought(session: Session, letter: LetterRow | None) -> Iterator[str]:
    if letter is not None:
        yield from session.exec(select(PartRow.name).where(PartRow.letter_id == letter.id))


def _seen(session: Session, letter: LetterRow | None, seen: Mapping[int, tuple[str, ...]]) -> Iterator[str]:
    if letter is None:
        return
    known = seen.get(letter.id or 0)
    found = pieces.findings_of(session, letter) if known is None else []
    yield from known or (f.message for f in found if f.severity != Severity.INFO)


def _file_name(part: object) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", cast(EmailMessage, part).get_filename() or "附件")
