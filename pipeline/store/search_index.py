"""The index that pieces are found by: FTS5 on SQLite, arrays under GIN on PostgreSQL, filled with the same pairs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, text
from sqlmodel import col, delete, insert, select

from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, State
from pipeline.store.cleaning import clean
from pipeline.store.grams import LONGEST, mark, pairs, runs
from pipeline.store.tables import LetterRow, PartRow, PieceRow, PieceTextRow

_APART = " 0 "  # stands between runs, so that no word is found over a dot; pairs are never of one character
_AT_ONCE = 500  # pieces of a first filling
_FTS = "INSERT INTO piece_grams (rowid, pairs, chars, marks) VALUES (:id, :pairs, :chars, :marks)"
_FTS_OUT = (
    "INSERT INTO piece_grams (piece_grams, rowid, pairs, chars, marks) VALUES ('delete', :id, :pairs, :chars, :marks)"
)
_GIN = "INSERT INTO piece_grams (piece_id, grams, words) VALUES (:id, :grams, :words)"
_GIN_OUT = "DELETE FROM piece_grams WHERE piece_id = :id"
_KEPT = (col(PieceTextRow.piece_id), col(PieceTextRow.text), col(PieceTextRow.marks))
_TOLD = tuple(
    col(column)
    for column in (
        PieceRow.id, PieceRow.bureau, PieceRow.number, PieceRow.unit, PieceRow.title, PieceRow.keyword,
        PieceRow.state, PieceRow.genre, PieceRow.arrived_at,
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a piece is found by."""

    piece_id: int
    text: str
    marks: str


def put(connection: Connection, piece_ids: Iterable[int]) -> None:
    """Bring the index up to date with these pieces, within the connection's transaction.

    Of a sealed piece nothing but its marks is kept; a part that came with a sealed letter is left out.
    """
    wanted = sorted(piece_ids)
    if not wanted:
        return
    known = {entry.piece_id: entry for entry in _kept(connection, wanted)}
    now = {entry.piece_id: entry for entry in _as_it_stands(connection, wanted)}
    for piece_id in wanted:
        old, new = known.get(piece_id), now.get(piece_id)
        if old == new:
            continue
        if old is not None:
            _take_out(connection, old)
        if new is not None:
            _put_in(connection, new)


def fill(connection: Connection) -> int:
    """Put every piece that is not there yet into the index; how many there were."""
    kept = select(PieceTextRow.piece_id)
    missing = select(PieceRow.id).where(col(PieceRow.id).not_in(kept)).order_by(col(PieceRow.id))
    ids = [row.id for row in connection.execute(missing)]
    for first in range(0, len(ids), _AT_ONCE):
        put(connection, ids[first : first + _AT_ONCE])
    return len(ids)


def wrong(connection: Connection) -> int:
    """How many pieces are not found by what they say now."""
    ids = [row.id for row in connection.execute(select(PieceRow.id).order_by(col(PieceRow.id)))]
    found = 0
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        known = {entry.piece_id: entry for entry in _kept(connection, some)}
        found += sum(known.get(entry.piece_id) != entry for entry in _as_it_stands(connection, some))
    return found


def remake(connection: Connection) -> int:
    """Throw the index away and fill it anew, whatever it held; how many pieces are in it."""
    connection.execute(delete(PieceTextRow))
    sqlite = connection.dialect.name == "sqlite"
    emptied = "INSERT INTO piece_grams (piece_grams) VALUES ('delete-all')" if sqlite else "DELETE FROM piece_grams"
    connection.execute(text(emptied))
    return fill(connection)


def make(connection: Connection) -> None:
    """Make the index itself; its table is of the database's own kind."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("CREATE VIRTUAL TABLE piece_grams USING fts5(pairs, chars, marks, content='', tokenize='ascii')")
        )
        return
    connection.execute(
        text("CREATE TABLE piece_grams (piece_id INTEGER PRIMARY KEY, grams TEXT[] NOT NULL, words TEXT NOT NULL)")
    )
    connection.execute(text("CREATE INDEX ix_piece_grams ON piece_grams USING gin (grams)"))


def _kept(connection: Connection, ids: list[int]) -> Iterator[Entry]:
    """What the index holds of them."""
    told = sqlalchemy.select(*_KEPT).where(col(PieceTextRow.piece_id).in_(ids))
    for piece_id, said, marks in connection.execute(told):
        yield Entry(piece_id=piece_id, text=said, marks=marks)


def _as_it_stands(connection: Connection, ids: list[int]) -> Iterator[Entry]:
    """What the pieces say by now."""
    manuscripts = _manuscripts(connection, ids)
    told = sqlalchemy.select(*_TOLD).where(col(PieceRow.id).in_(ids))
    for row in connection.execute(told):
        sealed = row.state == State.SEALED.value
        said = [] if sealed else [row.title or "", row.keyword or "", *manuscripts.get(row.id, ())]
        text_ = "\n".join(filter(None, [row.number, *said]))[:LONGEST]
        yield Entry(piece_id=row.id, text=clean(text_), marks=_marks(row))


def _manuscripts(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    """The newest manuscripts as they were read, those of sealed letters left out."""
    told = (
        select(PartRow.piece_id, PartRow.reading)
        .join(LetterRow, col(LetterRow.id) == col(PartRow.letter_id))
        .where(
            col(PartRow.piece_id).in_(ids), PartRow.role == "manuscript", col(PartRow.current).is_(True),
            col(LetterRow.disposition).is_distinct_from(Disposition.SEALED.value),
        )
        .order_by(col(PartRow.id))
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for row in connection.execute(told):
        read = (json.loads(row.reading).get("document") or {}).get("manuscript") or {}
        found.setdefault(row.piece_id, []).extend(filter(None, (read.get("title"), read.get("body"))))
    return found


def _marks(row: Any) -> str:
    told = {"b": row.bureau, "u": row.unit, "s": row.state, "m": month_of(row.arrived_at), "g": row.genre}
    return " ".join(mark(kind, value) for kind, value in told.items() if value)


def month_of(moment: datetime) -> str:
    """The office's month of a moment: 2020-05."""
    return f"{local(moment):%Y-%m}"


def _put_in(connection: Connection, entry: Entry) -> None:
    row = {"piece_id": entry.piece_id, "text": entry.text, "marks": entry.marks}
    connection.execute(insert(PieceTextRow).values(row))
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(text(_FTS if sqlite else _GIN), _as_fts(entry) if sqlite else _as_gin(entry))


def _take_out(connection: Connection, entry: Entry) -> None:
    connection.execute(delete(PieceTextRow).where(col(PieceTextRow.piece_id) == entry.piece_id))
    if connection.dialect.name == "sqlite":
        connection.execute(text(_FTS_OUT), _as_fts(entry))
    else:
        connection.execute(text(_GIN_OUT), {"id": entry.piece_id})


def _as_fts(entry: Entry) -> dict[str, object]:
    found = runs(entry.text)
    return {
        "id": entry.piece_id,
        "pairs": _APART.join(" ".join(pairs(run)) for run in found),
        "chars": " ".join(sorted({char for run in found for char in run})),
        "marks": entry.marks,
    }


def _as_gin(entry: Entry) -> dict[str, object]:
    found = runs(entry.text)
    grams = {gram for run in found for gram in (*pairs(run), *run)}
    return {"id": entry.piece_id, "grams": sorted(grams | set(entry.marks.split())), "words": " ".join(found)}
