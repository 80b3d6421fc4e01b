"""Find a piece or letter by what a person calls it: YH-2020-00012, or the letter's running number L17."""

import re
import unicodedata
from dataclasses import dataclass

from sqlmodel import Session, col, select

from pipeline.domain.words import Disposition
from pipeline.store import letters, pieces
from pipeline.store.numbers import as_number
from pipeline.store.tables import LetterRow, PieceRow

_LETTER = re.compile(r"[Ll]?(\d{1,9})", re.ASCII)
_NUMBER = re.compile(r"([A-Za-z]+)[-_ ]*(\d{4})[-_ ]*0*(\d{1,9})", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))


@dataclass(frozen=True)
class Found:
    """A piece with its newest letter, or a letter that is no piece."""

    bureau: str
    piece: PieceRow | None
    letter: LetterRow | None


def letter_name(letter: LetterRow) -> str:
    """What people call a letter that has no number: L17."""
    return f"L{letter.id}"


def find(session: Session, name: str) -> Found | None:
    """The piece of that number, or the letter of that running number, whichever bureau it belongs to."""
    name = unicodedata.normalize("NFKC", name).translate(_DASHES).strip()
    number = _LETTER.fullmatch(name)
    if number:
        letter = letters.by_id(session, int(number[1]))
        if letter is None:
            return None
        return Found(letter.bureau, session.get(PieceRow, letter.piece_id) if letter.piece_id else None, letter)
    wanted = select(PieceRow).where(col(PieceRow.number) == _whole(name))
    piece = session.exec(wanted).first()
    if piece is None:
        return None
    return Found(piece.bureau, piece, _telling_letter(session, piece))


def _whole(name: str) -> str:
    """A number as it is kept, however a person shortened it: yh-2020-12 is YH-2020-00012."""
    parts = _NUMBER.fullmatch(name)
    return as_number(parts[1].upper(), int(parts[2]), int(parts[3])) if parts else name.upper()


def _telling_letter(session: Session, piece: PieceRow) -> LetterRow | None:
    """The letter a decision about the piece is about: one that waits, else the newest that belongs to it.

    A sealed reply to a piece is no part of it, nor is a repeat; those are called by their own running numbers.
    """
    own = pieces.letters_of(session, piece)
    apart = {Disposition.SEALED.value, Disposition.IGNORED.value}
    parts = [row for row in own if row.disposition not in apart]
    waiting = [row for row in parts if not row.settled]
    candidates = waiting or parts or own
    return candidates[-1] if candidates else None
