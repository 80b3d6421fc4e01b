"""Which parts on record are nearly the same as others: their keys are kept, and found by an index.

The keys follow what is written, as the words of search do: a letter that is sealed takes its parts' keys with it, one
that is released brings them back.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session, col, delete, func, insert, select

from pipeline.domain.alike import look_keys, text_keys
from pipeline.domain.text import body_key
from pipeline.domain.words import Disposition, State
from pipeline.store.tables import LetterRow, PartKeyRow, PartRow, PieceRow

_MOST = 20  # parts that share keys with one; those with the most of them
_AT_ONCE = 500  # pieces of a first filling
_OPEN = (
    col(PartRow.current).is_(True),
    col(PieceRow.state) != State.SEALED.value,
    col(LetterRow.disposition).is_distinct_from(Disposition.SEALED.value),
)


def put(connection: Connection, piece_ids: Iterable[int]) -> None:
    """Bring the keys of these pieces' parts up to date, within the connection's transaction."""
    ids = sorted(piece_ids)
    if not ids:
        return
    known = _ids(connection, select(PartKeyRow.part_id).distinct().join(PartRow).where(col(PartRow.piece_id).in_(ids)))
    wanted = _ids(connection, _parts(select(PartRow.id)).where(col(PartRow.piece_id).in_(ids)))
    if gone := known - wanted:
        connection.execute(delete(PartKeyRow).where(col(PartKeyRow.part_id).in_(sorted(gone))))
    told = _parts(select(PartRow.id, PieceRow.bureau, PartRow.reading)).where(col(PartRow.id).in_(wanted - known))
    rows = [
        {"key": key, "part_id": row.id} for row in connection.execute(told) for key in _keys(row.bureau, row.reading)
    ]
    if rows:
        connection.execute(insert(PartKeyRow), rows)


def fill(connection: Connection) -> None:
    """Give every part its keys that has none yet."""
    ids = [row.id for row in connection.execute(select(PieceRow.id).order_by(col(PieceRow.id)))]
    for first in range(0, len(ids), _AT_ONCE):
        put(connection, ids[first : first + _AT_ONCE])


def remake(connection: Connection) -> None:
    """Throw all keys away and give them anew."""
    connection.execute(delete(PartKeyRow))
    fill(connection)


def sharing(session: Session, part: PartRow) -> list[tuple[PartRow, PieceRow]]:
    """Parts of other open pieces with a key of this one, and their pieces; those with the most in common first.

    None of a part that is sealed itself: it has no keys.
    """
    keys = list(session.exec(select(PartKeyRow.key).where(PartKeyRow.part_id == part.id)))
    ids = with_keys(session, part.id or 0, keys) if keys else []
    told = _parts(select(PartRow, PieceRow)).where(col(PartRow.id).in_(ids), PartRow.piece_id != part.piece_id)
    found = {row.id: (row, piece) for row, piece in session.exec(told)} if ids else {}
    return [found[part_id] for part_id in ids if part_id in found]


def same_content(session: Session, piece: PieceRow) -> list[PieceRow]:
    """Other open pieces of the bureau, of whichever unit, with the very same content; the newest first."""
    wanted = select(PieceRow).where(
        PieceRow.bureau == piece.bureau,
        PieceRow.content_key == piece.content_key,
        PieceRow.id != piece.id,
        PieceRow.state != State.SEALED.value,
    )
    return list(session.exec(wanted.order_by(col(PieceRow.id).desc()).limit(_MOST))) if piece.content_key else []


def with_keys(session: Session, but: int, keys: list[int]) -> list[int]:
    """The ids of the parts that have the most of these keys, the part `but` aside."""
    common = (
        select(PartKeyRow.part_id)
        .where(col(PartKeyRow.key).in_(keys), PartKeyRow.part_id != but)
        .group_by(col(PartKeyRow.part_id))
        .order_by(func.count().desc(), col(PartKeyRow.part_id).desc())
        .limit(_MOST)
    )
    return list(session.exec(common))


def _parts(wanted: Any) -> Any:
    """Current manuscripts and pictures of open letters and pieces."""
    joined = wanted.join(PieceRow, PieceRow.id == PartRow.piece_id).join(LetterRow, LetterRow.id == PartRow.letter_id)
    return joined.where(*_OPEN, col(PartRow.role).in_(["manuscript", "picture"]))


def _ids(connection: Connection, wanted: Any) -> set[int]:
    return {row[0] for row in connection.execute(wanted)}


def _keys(bureau: str, reading: str) -> Iterator[int]:
    read = json.loads(reading)
    written = (read.get("document") or {}).get("manuscript") or {}
    yield from dict.fromkeys(text_keys(body_key(written.get("body") or ""), bureau))
    yield from look_keys((read.get("picture") or {}).get("look") or "", bureau)
