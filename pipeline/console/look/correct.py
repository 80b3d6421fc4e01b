"""What the office may put right of a piece or letter, with what stands there now."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from pipeline.console.people.rights import Right
from pipeline.console.web.visit import Visit
from pipeline.domain.words import Disposition, State
from pipeline.ingest.addresses import bare
from pipeline.steps.find import Found
from pipeline.steps.repeat_of import GONE
from pipeline.store import pieces
from pipeline.store.tables import LetterRow

_OUT = {State.APPROVED, State.RELEASED}
_DOUBT = "may_belong"  # the check that names the piece a letter may belong to
_CLOSED = {Disposition.SEALED.value, Disposition.QUARANTINED.value}


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The fields of a piece as they stand."""

    unit: str
    year: str
    keyword: str
    title: str
    kind: str  # news, info, ""
    summary: str  # yes, no, ""
    topic: str
    topics: tuple[str, ...]  # to choose from


@dataclass(frozen=True, kw_only=True)
class PutRight:
    """What may be done."""

    fields: Fields | None  # None: nothing is put right
    repeat: bool  # it may be marked as repeating another
    join: bool  # it may be joined to an earlier piece
    maybe: str  # the number of the piece it may belong to, "" where nothing hints at one
    unknown_sender: str  # an address that no unit has registered, to be remembered; "" where there is none
    unit: str  # whose it would be, "" where that is not known
    teach: bool  # the person may write into the roster


def put_right_of(visit: Visit, session: Session, found: Found) -> PutRight | None:
    """What the person may put right; None where nothing."""
    piece, letter = found.piece, found.letter
    sealed = piece is not None and piece.state == State.SEALED.value
    if not visit.may(Right.DECIDE) or sealed:
        return None
    state = State(piece.state) if piece is not None else None
    rows = pieces.letters_of(session, piece) if piece is not None else [row for row in [letter] if row is not None]
    movable = bool(rows) and not any(row.disposition in _CLOSED or not row.done for row in rows)
    told = PutRight(
        fields=_fields(visit, found) if piece is not None else None,
        repeat=state is not None and state not in GONE | _OUT,
        join=movable and (state is None or state not in GONE | _OUT),
        maybe=_maybe(session, rows, visit.bureau.bureau.prefix) if state is State.HELD else "",
        unknown_sender=_unknown(visit, rows),
        unit=(piece.unit if piece is not None else None) or "",
        teach=visit.may(Right.RECORD),
    )
    return told if told.fields or told.repeat or told.join or told.teach else None


def _fields(visit: Visit, found: Found) -> Fields | None:
    piece = found.piece
    if piece is None:
        return None
    topics = visit.bureau.topics
    here = (piece.topic,) if piece.topic and piece.topic not in topics else ()
    return Fields(
        unit=piece.unit or "", year=str(piece.year), keyword=piece.keyword or "", title=piece.title or "",
        kind=piece.genre or "", summary={True: "yes", False: "no", None: ""}[piece.summary], topic=piece.topic or "",
        topics=(*topics, *here),
    )  # fmt: skip


def _maybe(session: Session, rows: list[LetterRow], prefix: str) -> str:
    """The number that the newest such doubt tells."""
    number = re.compile(rf"{re.escape(prefix)}-\d{{4}}-\d{{5,}}")
    told = [one.message for row in rows for one in pieces.findings_of(session, row) if one.code == _DOUBT]
    found = number.search(told[-1]) if told else None
    return found[0] if found else ""


def _unknown(visit: Visit, rows: list[LetterRow]) -> str:
    """The newest sender whom no unit has registered; the bureau's own mailbox is none."""
    roster = visit.bureau.bureau.roster
    for row in reversed(rows):
        address = row.sender or ""
        if address and address == bare(address) and not roster.by_address(address):
            return "" if address == visit.bureau.bureau.mailbox else address
    return ""
