"""Pieces and facts laid ready for many facts at once: what is asked of them then costs no question to the database.

`pieces.by_number`, `pieces.alike`, `facts.of_subject` and `facts.of_key` look here first. The rows are the session's
own, so what changes in them is seen; what is not laid ready is asked for as ever.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from pipeline.store.tables import FactRow, PieceRow

_SHELF = "facts_at_hand"
_AT_ONCE = 400  # values of one question


@dataclass
class Shelf:
    """What is laid ready within one transaction."""

    bureau: str
    pieces: dict[str, PieceRow | None] = field(default_factory=dict)  # by number; None: there is none
    alike: dict[int | None, list[PieceRow]] = field(default_factory=dict)  # by the id of a piece
    facts: dict[str, list[FactRow]] = field(default_factory=dict)  # by piece
    told: dict[str, FactRow | None] = field(default_factory=dict)  # by key
    later: list[Callable[[], None]] = field(default_factory=list)  # what wants the rows' ids

    def of_key(self, key: str) -> list[FactRow] | None:
        """The facts among which that of the key is, if it is anywhere; None where nothing is known of it."""
        if key in self.told:
            row = self.told[key]
            return [row] if row is not None else []
        _, found, rest = key.partition(":")
        return self.facts.get(rest.partition(":")[0]) if found else None


@contextmanager
def at_hand(session: Session, bureau: str, numbers: Collection[str], keys: Iterable[str]) -> Iterator[None]:
    """Lay these pieces, those like them, and the facts about all of them ready, until the end of the block.

    Args:
        session: of the store.
        bureau: its id.
        numbers: of pieces.
        keys: of facts that may have been told before.
    """
    shelf = Shelf(bureau=bureau)
    _lay_pieces(session, shelf, numbers)
    for row in _rows(session, bureau, FactRow.subject, list(shelf.pieces)):
        shelf.facts[row.subject].append(row)
    shelf.told = dict.fromkeys(keys)
    shelf.told.update((row.key, row) for row in _rows(session, bureau, FactRow.key, list(shelf.told)))
    session.info[_SHELF] = shelf
    try:
        yield
        session.flush()
        for act in shelf.later:
            act()
    finally:
        session.info.pop(_SHELF, None)


def shelf_of(session: Session, bureau: str) -> Shelf | None:
    """What is laid ready for that bureau, if anything is."""
    shelf = session.info.get(_SHELF)
    return shelf if isinstance(shelf, Shelf) and shelf.bureau == bureau else None


def put(session: Session, row: FactRow) -> None:
    """Lay a new fact beside the others about its piece."""
    shelf = shelf_of(session, row.bureau)
    rows = shelf.facts.get(row.subject) if shelf is not None else None
    if rows is not None and not any(known is row for known in rows):
        rows.append(row)
    if shelf is not None and row.key in shelf.told:
        shelf.told[row.key] = row


def with_id(session: Session, row: FactRow, act: Callable[[], None]) -> None:
    """Do something that wants the fact's running number: at once, or at the end where many facts come together."""
    shelf = shelf_of(session, row.bureau)
    if shelf is not None:
        shelf.later.append(act)
        return
    session.flush()
    act()


def _lay_pieces(session: Session, shelf: Shelf, numbers: Collection[str]) -> None:
    wanted = list(dict.fromkeys(number.upper() for number in numbers))
    shelf.pieces = dict.fromkeys(wanted)
    own = _rows(session, shelf.bureau, PieceRow.number, wanted)
    by_key: dict[tuple[str, str], list[PieceRow]] = defaultdict(list)
    for piece in _like(session, shelf.bureau, own):
        for key in _keys(piece):
            by_key[key].append(piece)
        shelf.pieces[piece.number] = piece
    shelf.pieces.update((piece.number, piece) for piece in own)
    for piece in own:
        found = {other.id: other for key in _keys(piece) for other in by_key[key] if other.id != piece.id}
        shelf.alike[piece.id] = [found[n] for n in sorted(found, key=lambda n: n or 0)]
    shelf.facts = {number: [] for number in shelf.pieces}


def _keys(piece: PieceRow) -> list[tuple[str, str]]:
    told = (("title", piece.title_key or ""), ("content", piece.content_key or ""))
    return [key for key in told if key[1]]


def _like(session: Session, bureau: str, own: Sequence[PieceRow]) -> list[PieceRow]:
    titles = list({piece.title_key for piece in own if piece.title_key})
    contents = list({piece.content_key for piece in own if piece.content_key})
    found = _rows(session, bureau, PieceRow.title_key, titles) + _rows(session, bureau, PieceRow.content_key, contents)
    return list({piece.id: piece for piece in found}.values())


def _rows(session: Session, bureau: str, column: Any, values: list[Any]) -> list[Any]:
    """Every row of the column's table with one of these values, oldest first."""
    table = column.class_
    found: list[Any] = []
    for first in range(0, len(values), _AT_ONCE):
        some = values[first : first + _AT_ONCE]
        found += session.exec(select(table).where(table.bureau == bureau, col(column).in_(some)).order_by(table.id))
    return found
