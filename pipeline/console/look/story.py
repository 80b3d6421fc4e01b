"""What happened to a piece: its letters with their findings, the log, the mails."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from pipeline.console.look.mail_text import text_of
from pipeline.console.web.visit import Visit
from pipeline.domain.words import Disposition
from pipeline.report.record_words import MAIL_KINDS, MAIL_STATES, event_line
from pipeline.report.words import Words
from pipeline.steps.authenticate import say_authentication
from pipeline.steps.find import Found, letter_name
from pipeline.store import events, pieces
from pipeline.store.tables import EventRow, FindingRow, LetterRow, OutboxRow, PieceRow


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter that came."""

    id: int
    name: str
    sealed: bool
    kind: str
    disposition: str
    disposition_word: str
    settled: bool
    sender: str
    subject: str
    arrived_at: datetime
    findings: tuple[FindingRow, ...]
    trouble: str
    telling: bool  # its findings are those that count now
    authentication: str = ""  # whether its sender was verified, in the office's words
    whole: str = ""  # L17: the letter that came, where this is a copy of it for one more piece
    whole_piece: str = ""  # the number of that letter's piece


@dataclass(frozen=True, kw_only=True)
class MailLine:
    """A mail of ours."""

    id: int
    kind: str
    to: str
    subject: str
    state: str
    state_word: str
    at: datetime
    text: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What happened within one minute."""

    at: datetime  # of the first
    what: tuple[tuple[str, int], ...]  # each line with how often it happened


def letter_line(session: Session, words: Words, row: LetterRow, *, telling: bool) -> LetterLine:
    """A letter as the page shows it; of a sealed one nothing that was written in it."""
    sealed = row.disposition == Disposition.SEALED.value
    trouble = row.disposition == Disposition.QUARANTINED.value and row.trouble
    whole = session.get(LetterRow, row.copy_of) if row.copy_of else None
    kept = session.get(PieceRow, whole.piece_id) if whole is not None and whole.piece_id else None
    return LetterLine(
        id=row.id or 0,
        name=letter_name(row),
        sealed=sealed,
        kind=words.word(row.kind or "other", "letter_kind"),
        disposition=row.disposition or "",
        disposition_word=words.word(row.disposition or "", "disposition"),
        settled=row.settled,
        sender=row.sender or "",
        subject="" if sealed else row.subject or "",
        arrived_at=row.arrived_at,
        findings=() if sealed else tuple(sorted(pieces.findings_of(session, row), key=_weight)),
        trouble=(row.trouble or "").strip().splitlines()[-1] if trouble else "",
        telling=telling,
        authentication=say_authentication(row.authentication, words),
        whole=letter_name(whole) if whole is not None else "",
        whole_piece=kept.number if kept is not None else "",
    )


def _weight(row: FindingRow) -> int:
    return {"fault": 0, "remark": 1}.get(row.severity, 2)


def mail_line(row: OutboxRow) -> MailLine:
    """A mail as the page shows it."""
    return MailLine(
        id=row.id or 0,
        kind=MAIL_KINDS.get(row.kind, row.kind),
        to=row.to,
        subject=row.subject,
        state=row.state,
        state_word=MAIL_STATES.get(row.state, row.state),
        at=row.sent_at or row.created_at,
        text=text_of(row.mime),
        advice="" if row.state == "sent" else row.advice or row.answer or "",
    )


def story_of(visit: Visit, session: Session, found: Found, own: Sequence[LetterRow]) -> tuple[Told, ...]:
    """The log of the piece and its letters, oldest first."""
    rows: dict[int, EventRow] = {}
    for letter in own:
        rows |= {row.id or 0: row for row in events.of_letter(session, letter.id or 0)}
    if found.piece is not None:
        rows |= {row.id or 0: row for row in events.of_piece(session, found.piece.id or 0)}

    def unit_name(unit_id: str | None) -> str:
        unit = visit.bureau.bureau.roster.by_id(unit_id)
        return unit.name if unit else ""

    return by_minute(
        (row.at, event_line(row.what, row.by, row.detail, visit.words, unit_name)) for _, row in sorted(rows.items())
    )


def by_minute(happened: Iterable[tuple[datetime, str]]) -> tuple[Told, ...]:
    """What happened, in its order, each minute once and a line that is told again within it once."""
    told: list[Told] = []
    for _, group in groupby(happened, key=lambda one: one[0].replace(second=0, microsecond=0)):
        lines = list(group)
        told.append(Told(at=lines[0][0], what=tuple(Counter(what for _, what in lines).items())))
    return tuple(told)
