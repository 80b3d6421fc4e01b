"""一件: a piece or letter with everything that was understood, found, decided and mailed about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from pipeline.console.look.alike import AlikeLine, alike_of
from pipeline.console.look.approvals_chain import Chain, chain_of
from pipeline.console.look.contents import Contents, contents_of
from pipeline.console.look.correct import PutRight, put_right_of
from pipeline.console.look.points import Points, points_of
from pipeline.console.look.split import Dividing, dividing_of
from pipeline.console.look.story import LetterLine, MailLine, Told, letter_line, mail_line, story_of
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import minute
from pipeline.console.web.visit import NotThere, Visit
from pipeline.domain.words import Disposition, State
from pipeline.steps.choices import REPROCESS, for_letter, for_piece
from pipeline.steps.find import Found, find, letter_name
from pipeline.steps.sealing import is_locked
from pipeline.steps.seen import mark_of
from pipeline.steps.turns import turn_of
from pipeline.store import outbox, pieces
from pipeline.store.tables import LetterRow, OutboxRow, PieceRow

_SETTLED = {  # what may still be decided of a piece that does not wait
    State.RETURNED: ("accept", "discard", "assign"),
    State.RECEIVED: ("return", "discard", "assign"),
    State.FIRST_REVIEW: ("return", "discard"),
    State.REVIEWED: ("return", "discard"),
    State.APPROVED: ("return", "discard"),
    State.DISCARDED: ("accept", "return"),
}


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the top of the page says."""

    name: str  # YH-2020-00012, L17
    is_piece: bool
    sealed: bool
    locked: bool  # sealed and encrypted: not to be released here
    state: str  # of a piece its state, of a letter its disposition
    state_word: str
    title: str
    unit: str
    unit_id: str | None
    waits: bool
    seen: str
    about: str  # what a decision would be about: piece, reply (one that waits beside its piece), letter
    next_step: str  # whose turn it is in its review, "" where it is nobody's


@dataclass(frozen=True, kw_only=True)
class PieceView:
    """Everything the page shows."""

    head: Head
    facts: tuple[tuple[str, str], ...]  # what was understood: a word of the texts, and its value
    acts: tuple[str, ...]
    contents: Contents
    letters: tuple[LetterLine, ...]
    story: tuple[Told, ...]
    mails: tuple[MailLine, ...]
    points: Points | None
    alike: tuple[AlikeLine, ...] = ()  # other pieces that are nearly the same
    chain: Chain | None = None  # its review
    put_right: PutRight | None = None  # what the office may put right
    dividing: Dividing | None = None  # its letter brought several manuscripts


def piece_view(visit: Visit, name: str, *, whole: bool = False) -> PieceView:
    """What is on record under that name at the visit's bureau.

    Args:
        visit: whose.
        name: of a piece or letter.
        whole: show manuscripts to their end, however long.

    Raises:
        NotThere: there is no such thing, or it is another bureau's.
    """
    with visit.console.house.database.reading() as session:
        found = find(session, name)
        if found is None or found.bureau != visit.id:
            raise NotThere
        head = _head(visit, session, found)
        own = pieces.letters_of(session, found.piece) if found.piece else [row for row in [found.letter] if row]
        mails = [] if head.sealed else _mails_of(session, found)
        return PieceView(
            head=head,
            facts=() if head.sealed else tuple(_facts(found)),
            acts=_acts(visit, found),
            contents=Contents() if head.sealed or not found.piece else contents_of(session, found.piece, whole=whole),
            letters=() if head.sealed else _letters(visit, session, found, own),
            story=() if head.sealed else story_of(visit, session, found, own),
            mails=tuple(mail_line(row) for row in mails),
            points=points_of(visit, session, found.piece) if found.piece and not head.sealed else None,
            alike=alike_of(visit, session, found.piece) if found.piece else (),
            chain=chain_of(visit, session, found.piece) if found.piece and not head.sealed else None,
            put_right=None if head.sealed else put_right_of(visit, session, found),
            dividing=None if head.sealed else dividing_of(visit, session, found),
        )


def _letters(visit: Visit, session: Session, found: Found, own: list[LetterRow]) -> tuple[LetterLine, ...]:
    telling = found.letter.id if found.letter is not None else None
    return tuple(letter_line(session, visit.words, row, telling=row.id == telling) for row in own)


def is_sealed(found: Found) -> bool:
    """Whether nothing that was written in it may be shown."""
    if found.piece is not None:
        return found.piece.state == State.SEALED.value
    return found.letter is not None and found.letter.disposition == Disposition.SEALED.value


def _mails_of(session: Session, found: Found) -> list[OutboxRow]:
    if found.piece is not None:
        return outbox.of_piece(session, found.piece)
    return outbox.of_letter(session, found.letter) if found.letter is not None else []


def _head(visit: Visit, session: Session, found: Found) -> Head:
    piece, letter, sealed = found.piece, found.letter, is_sealed(found)
    unit_id = piece.unit if piece else letter.unit if letter else None
    unit = visit.bureau.bureau.roster.by_id(unit_id)
    title = piece.title if piece else letter.subject if letter else ""
    state = piece.state if piece else (letter.disposition if letter else None) or ""
    return Head(
        name=piece.number if piece else letter_name(letter) if letter else "",
        is_piece=piece is not None,
        sealed=sealed,
        locked=sealed and letter is not None and is_locked(visit.console.house, letter.sha256),
        state=state,
        state_word=visit.words.word(state, "state" if piece else "disposition"),
        title="" if sealed else title or "",
        unit=unit.name if unit else "",
        unit_id=unit_id,
        waits=_waits(piece, letter),
        seen=mark_of(session, found),
        about="letter" if piece is None else "piece" if letter is None or letter.settled else "reply",
        next_step=_turn(visit, session, piece) if piece is not None and not sealed else "",
    )


def _turn(visit: Visit, session: Session, piece: PieceRow) -> str:
    turn = turn_of(session, visit.bureau, visit.words, piece)
    return turn.said if turn is not None else ""


def _waits(piece: PieceRow | None, letter: LetterRow | None) -> bool:
    held = piece is not None and piece.state in {State.HELD.value, State.SEALED.value}
    return held or (letter is not None and not letter.settled)


def _facts(found: Found) -> list[tuple[str, str]]:
    """What was understood, in words of the texts."""
    piece, letter = found.piece, found.letter
    if piece is None:
        return [] if letter is None else [("sender", letter.sender or ""), ("arrived", _time(letter.arrived_at))]
    genre = {"news": "genre_news", "info": "genre_info"}.get(piece.genre or "", "")
    told = [
        ("year", str(piece.year)),
        ("keyword", piece.keyword or ""),
        ("chars", str(piece.chars or "")),
        ("genre", genre),
        ("summary", "summary_yes" if piece.summary else ""),
        ("topic", piece.topic or ""),
        ("sender", piece.sender),
        ("arrived", _time(piece.arrived_at)),
        ("accepted", _time(piece.accepted_at)),
    ]
    return [(name, value) for name, value in told if value]


def _time(moment: datetime | None) -> str:
    return minute(moment) if moment else ""


def _acts(visit: Visit, found: Found) -> tuple[str, ...]:
    """What the person may do now, the likeliest first."""
    if not visit.may(Right.DECIDE) or found.letter is None:
        return ()
    if is_sealed(found):
        return ("release", "discard") if visit.may(Right.UNSEAL) else ()
    fit = [act for act in _fitting(visit, found) if act != "config_check"]
    return tuple(dict.fromkeys([*fit, *([REPROCESS] if found.letter.source != "register" else [])]))


def _fitting(visit: Visit, found: Found) -> tuple[str, ...]:
    piece, letter = found.piece, found.letter
    if letter is not None and not letter.settled:
        known = bool(letter.sender and visit.bureau.bureau.roster.by_address(letter.sender))
        return for_letter(letter.disposition, owed=False, reply=piece is not None, sender_known=known)
    if piece is None:
        return ("accept", "return", "discard") if letter and letter.kind not in {"bounce", "auto_reply"} else ()
    return for_piece(piece.state, unit_known=piece.unit is not None) or _SETTLED.get(State(piece.state), ())
