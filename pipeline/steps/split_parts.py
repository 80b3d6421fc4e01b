"""Which letter of a piece may be split, which parts of it go where, and what is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz
from sqlmodel import Session

from pipeline.domain.content import manuscript_key
from pipeline.domain.letter import Part
from pipeline.domain.words import Disposition, State
from pipeline.steps.refusal import Refusal
from pipeline.steps.split_stands import key_of
from pipeline.store import pieces
from pipeline.store.convert import part
from pipeline.store.tables import LetterRow, PartRow, PieceRow

FIRST = 1  # the piece that keeps the letter; the further ones are 2, 3 …
_MAY = {State.HELD, State.RETURNED, State.RECEIVED}
_CLOSED = {Disposition.SEALED.value, Disposition.QUARANTINED.value}
_LIKE = 60.0  # of 100: from here on a name or title speaks for one manuscript


@dataclass(frozen=True, kw_only=True)
class Division:
    """A letter and the parts that leave its piece, as they are known when it is read again."""

    letter: LetterRow
    away: tuple[frozenset[str], ...]  # one set for every further piece


def divisible(session: Session, piece: PieceRow) -> tuple[LetterRow, list[PartRow]]:
    """The letter of a piece that brought several manuscripts, with its parts that count now.

    Raises:
        Refusal: there is nothing to split, or the piece's state does not fit.
    """
    if piece.state == State.SEALED.value:
        raise Refusal("sealed_first", name=piece.number)
    if State(piece.state) not in _MAY:
        raise Refusal("split_late", name=piece.number)
    rows = [row for row in pieces.current_parts(session, piece) if not row.completed]
    manuscripts = [row for row in rows if row.role == "manuscript"]
    if len(manuscripts) < 2 or len({manuscript_key(part(row)) for row in manuscripts}) < 2:
        raise Refusal("split_single", name=piece.number)
    own = pieces.letters_of(session, piece)
    if any(not letter.settled for letter in own):
        raise Refusal("reply_first", name=piece.number)
    if not own or {row.letter_id for row in manuscripts} != {own[0].id}:
        raise Refusal("split_reply", name=piece.number)
    if own[0].disposition in _CLOSED or not own[0].done:
        raise Refusal("changed_meanwhile", name=piece.number)
    return own[0], [row for row in rows if row.letter_id == own[0].id]


def divide(session: Session, piece: PieceRow, away: Mapping[int, int]) -> Division:
    """The letter with what leaves its piece, where every piece has a manuscript of its own.

    Args:
        session: of the transaction.
        piece: the piece that is split.
        away: id of a part → which piece it belongs to, 1 the first; a part that is not named stays with the first.

    Raises:
        Refusal: it cannot be split, or not so.
    """
    letter, rows = divisible(session, piece)
    known = {row.id or 0: row for row in rows}
    if not set(away) <= set(known) or any(group < FIRST for group in away.values()):
        raise Refusal("split_unknown", name=piece.number)
    groups = {number: away.get(number, FIRST) for number in known}
    wanted = sorted(set(groups.values()) - {FIRST})
    if not wanted:
        raise Refusal("split_nothing", name=piece.number)
    with_text = {groups[number] for number, row in known.items() if row.role == "manuscript"}
    if with_text != {FIRST, *wanted}:
        raise Refusal("split_no_manuscript", name=piece.number)
    sets = (frozenset(key_of(known[n]) for n, group in groups.items() if group == one) for one in wanted)
    return Division(letter=letter, away=tuple(sets))


def proposal(rows: Sequence[PartRow]) -> dict[int, int]:
    """Which part goes to which piece, by titles, names and the order they came in: for a person to look at.

    Args:
        rows: the parts of the letter in their order.

    Returns:
        Id of a part → 1 for the first manuscript, 2 for the next of another content …
    """
    read = [(row, part(row)) for row in rows]
    texts: dict[str, int] = {}
    found: dict[int, int] = {}
    for row, one in read:
        if row.role == "manuscript":
            found[row.id or 0] = texts.setdefault(manuscript_key(one), len(texts) + FIRST)
    marks = [(found[row.id or 0], one) for row, one in read if row.role == "manuscript"]
    places = [place for place, (row, _) in enumerate(read) if row.role == "manuscript"]
    mixed = bool(places) and places[-1] - places[0] >= len(places)  # each manuscript with what belongs to it
    before = FIRST
    for row, one in read:
        before = found.get(row.id or 0, before) if mixed else before
        if row.role != "manuscript":
            found[row.id or 0] = _like(one, marks) or before
    return found if mixed else found | _in_order(read, found, marks)


def _like(one: Part, marks: Sequence[tuple[int, Part]]) -> int | None:
    """The piece whose manuscript this part is most like; None where none or several are."""
    scores: dict[int, float] = {}
    for group, text in marks:
        scores[group] = max(
            scores.get(group, 0.0), *(fuzz.partial_ratio(a, b) for a in _told(one) for b in _told(text))
        )
    best = max(scores.values(), default=0.0)
    top = [group for group, score in scores.items() if score == best]
    return top[0] if best >= _LIKE and len(top) == 1 else None


def _told(one: Part) -> tuple[str, ...]:
    """A part's name and the title that stands in it."""
    name = PurePosixPath(one.name).stem
    form = one.document.form.title if one.document and one.document.form else None
    text = one.document.manuscript.title if one.document and one.document.manuscript else None
    return tuple(filter(None, (name, form, text)))


def _in_order(
    read: Sequence[tuple[PartRow, Part]], found: Mapping[int, int], marks: Sequence[tuple[int, Part]]
) -> dict[int, int]:
    """As many forms as manuscripts, none of which says whose it is: in the order they came in."""
    forms = [(row, one) for row, one in read if row.role == "form"]
    groups = sorted({group for group, _ in marks})
    if len(forms) != len(groups) or any(_like(one, marks) for _, one in forms):
        return {}
    return {row.id or 0: group for (row, _), group in zip(forms, groups, strict=True) if (row.id or 0) in found}
