"""Pieces found by words and by where they stand: full text in Chinese, the same on SQLite and on PostgreSQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, text
from sqlmodel import Session

from pipeline.store.grams import folded, mark, pairs, runs

MOST_RUNS = 12  # of words that are looked for
_LONGEST_RUN = 60  # characters of each
_SQLITE = "SELECT rowid AS id FROM piece_grams WHERE piece_grams MATCH :asked"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pieces are looked for; "" leaves a question open."""

    bureau: str
    words: str = ""  # every one must stand somewhere in the piece, or name its unit
    unit: str = ""  # the roster's id
    state: str = ""
    month: str = ""  # 2020-05
    genre: str = ""  # news, info

    @property
    def marks(self) -> list[str]:
        """What must be marked of a piece."""
        told = {"b": self.bureau, "u": self.unit, "s": self.state, "m": self.month, "g": self.genre}
        return [mark(kind, value) for kind, value in told.items() if value]

    @property
    def runs(self) -> list[str]:
        """The words, each without blanks and dots."""
        return [run[:_LONGEST_RUN] for run in dict.fromkeys(runs(self.words))][:MOST_RUNS]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for, with the units that each word may name."""

    wanted: Wanted
    units: tuple[tuple[str, ...], ...] = ()  # of each run: ids of the units whose names hold it


def asked(wanted: Wanted, names: Sequence[tuple[str, Sequence[str]]]) -> Asked:
    """What is looked for; `names` are the ids of the roster's units with everything they are called."""
    plain = [(unit, [folded(name) for name in called]) for unit, called in names]
    return Asked(
        wanted=wanted,
        units=tuple(
            tuple(unit for unit, called in plain if any(run in name for name in called)) for run in wanted.runs
        ),
    )


def newest(session: Session, question: Asked, *, after: int = 0, most: int = 50) -> list[int]:
    """Ids of pieces that fit, those that were entered last first.

    Args:
        session: to look in.
        question: what is looked for.
        after: how many of them are left out.
        most: how many are wanted.
    """
    matching, values = _matching(session.connection(), question)
    told = text(f"{matching} ORDER BY id DESC LIMIT :most OFFSET :after").columns(id=Integer)
    rows = session.connection().execute(told, values | {"most": most, "after": after})
    return [row.id for row in rows]


def count(session: Session, question: Asked, *, most: int) -> int:
    """How many pieces fit; no more than `most` are counted."""
    matching, values = _matching(session.connection(), question)
    told = text(f"SELECT count(*) FROM (SELECT id FROM ({matching}) AS fitting LIMIT :most) AS counted")  # noqa: S608 - our own text
    return int(session.connection().execute(told, values | {"most": most}).scalar_one())


def _matching(connection: Connection, question: Asked) -> tuple[str, dict[str, object]]:
    """The statement that names the ids, and its values."""
    if connection.dialect.name == "sqlite":
        return _SQLITE, {"asked": " AND ".join(_fts(question))}
    values: dict[str, object] = {"marks": question.wanted.marks}
    clauses = ["grams @> :marks"]
    for number, (run, units) in enumerate(zip(question.wanted.runs, question.units, strict=True)):
        clauses.append(f"((grams @> :grams{number} AND strpos(words, :run{number}) > 0) OR grams && :units{number})")
        values |= {
            f"grams{number}": pairs(run) or [run],
            f"run{number}": run,
            f"units{number}": [mark("u", unit) for unit in units],
        }
    return f"SELECT piece_id AS id FROM piece_grams WHERE {' AND '.join(clauses)}", values  # noqa: S608 - our own clauses


def _fts(question: Asked) -> Iterator[str]:
    """The question as FTS5 reads it; runs and marks hold letters and figures alone, so that nothing need be escaped."""
    yield f"marks : ({' AND '.join(question.wanted.marks)})"
    for run, units in zip(question.wanted.runs, question.units, strict=True):
        found = f'pairs : "{" ".join(pairs(run))}"' if len(run) > 1 else f'chars : "{run}"'
        named = "".join(f" OR marks : {mark('u', unit)}" for unit in units)
        yield f"({found}{named})"
