"""What stands after a trial, held against what stands when nothing went wrong (design.md §4.1-§4.3)."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_TIMES = {  # columns that hold when something was done, or are drawn by lot
    "at", "accepted_at", "counted_at", "created_at", "issued_at", "expires_at", "kept_at", "next_at", "processed_at",
    "seen_at", "sent_at", "updated_at", "message_id", "mime", "token",
}  # fmt: skip
_TRIES = {"attempts", "unknowns", "answer_code", "answer", "advice"}  # how often it took, and what was said meanwhile
_TABLES = (  # what must be as if nothing had happened
    "letters", "pieces", "parts", "findings", "decisions", "numbers", "outbox", "tokens", "facts", "entries",
    "closings", "piece_texts",
)  # fmt: skip
_ORDER = {"id", "letter_id", "piece_id", "copy_of", "reverses", "occasion", "detail"}  # who came first
_PLACES = ("sightings", "cursors")  # these follow the server's numbering, which a trial may change
_DRAFT = ".keep"  # so begins the name of what a killed process left half-written; it is swept later
_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Record:
    """The state of a data folder."""

    tables: dict[str, Counter[str]]
    events: Counter[str]
    files: frozenset[str]  # under raw/, parts/ and sealed/
    mails: dict[str, str]  # Message-ID → state
    numbers: tuple[str, ...]


def recorded(data: Path, *, ordered: bool = True) -> Record:
    """Read it; without the order in which letters of two bureaus took their turns where that may differ."""
    left_out = _TIMES | _TRIES | (set() if ordered else _ORDER)
    with closing(sqlite3.connect(data / "baosong.db")) as db:
        return Record(
            tables={name: Counter(_rows(db, name, left_out)) for name in (*_TABLES, *_PLACES)},
            events=Counter(what for (what,) in db.execute("SELECT what FROM events") if not what.startswith("mail_")),
            files=frozenset(str(path.relative_to(data)) for path in _stored(data)),
            mails=dict(db.execute("SELECT message_id, state FROM outbox")),
            numbers=tuple(number for (number,) in db.execute("SELECT number FROM pieces ORDER BY number")),
        )


def _rows(db: sqlite3.Connection, table: str, left_out: set[str]) -> Iterator[str]:
    rows = db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in rows.description]
    skipped = {at for at, name in enumerate(names) if name in left_out}
    for row in rows:
        yield repr({names[at]: value for at, value in enumerate(row) if at not in skipped})


def _stored(data: Path) -> Iterator[Path]:
    for folder in ("raw", "parts", "sealed"):
        yield from (path for path in (data / folder).rglob("*") if path.is_file() and not _is_draft(path))


def _is_draft(path: Path) -> bool:
    return any(part.startswith(_DRAFT) for part in path.parts)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What must stand, and what came in."""

    record: Record
    ordered: bool
    letters: tuple[bytes, ...]  # as they lay in the mailboxes
    renumbered: bool = False  # the server changed its UIDVALIDITY meanwhile


def violations(data: Path, arrived: dict[str, list[str]], expected: Expected) -> list[str]:
    """Every invariant that does not hold, in words; none is as it should be.

    Args:
        data: the program's data folder, after a run that was not disturbed.
        arrived: by address, the Message-IDs of all our mails that the SMTP server took.
        expected: what stands when nothing goes wrong.
    """
    now = recorded(data, ordered=expected.ordered)
    return [
        *_kept(data, expected.letters),
        *_whole(data),
        *_settled_once(data),
        *_said_once(now, arrived),
        *_as_undisturbed(now, expected),
    ]


def _kept(data: Path, letters: tuple[bytes, ...]) -> Iterator[str]:
    """Every letter, byte for byte, in exactly one of the two stores."""
    for raw in set(letters):
        name = sha256(raw).hexdigest()
        places = [data / "raw" / name[:2] / f"{name}.eml", data / "sealed" / f"{name}.eml"]
        there = [place for place in places if place.exists()]
        if len(there) != 1:
            yield f"letter {name[:12]} lies in {len(there)} stores"
        elif there[0].read_bytes() != raw:
            yield f"letter {name[:12]} was altered"


def _whole(data: Path) -> Iterator[str]:
    """Nothing half-written under a name that is trusted, nothing left lying about, a sound database."""
    for path in _stored(data):
        if sha256(path.read_bytes()).hexdigest() != path.name.partition(".")[0]:
            yield f"{path.relative_to(data)} is not what its name says"
    for path in (data / "scratch").rglob("*"):
        if path.is_file():
            yield f"{path.relative_to(data)} was left in the scratch folder"
    with closing(sqlite3.connect(data / "baosong.db")) as db:
        told = [row[0] for row in db.execute("PRAGMA integrity_check")]
        if told != ["ok"]:
            yield f"database: {told[:3]}"
        for row in db.execute("PRAGMA foreign_key_check"):
            yield f"database: a row of {row[0]} refers to nothing"
        for (name,) in db.execute("SELECT DISTINCT sha256 FROM parts"):
            if not (data / "parts" / name[:2] / name).exists():
                yield f"part {name[:12]} is on record and not on disk"


def _settled_once(data: Path) -> Iterator[str]:
    """One disposition a letter; running numbers without a gap, and none of them twice."""
    with closing(sqlite3.connect(data / "baosong.db")) as db:
        for (name,) in db.execute("SELECT sha256 FROM letters WHERE NOT done OR disposition IS NULL"):
            yield f"letter {name[:12]} has no disposition"
        for name, count in db.execute("SELECT sha256, count(*) c FROM letters GROUP BY bureau, sha256 HAVING c > 1"):
            yield f"letter {name[:12]} is on record {count} times"
        for prefix, year, last in db.execute("SELECT prefix, year, last FROM numbers"):
            taken = db.execute("SELECT number FROM pieces WHERE number LIKE ?", (f"{prefix}-{year}-%",))
            if sorted(int(number[-5:]) for (number,) in taken) != list(range(1, last + 1)):
                yield f"numbers of {prefix}-{year} have gaps, or were given twice"
        for key, count in db.execute("SELECT key, count(*) c FROM facts GROUP BY bureau, key HAVING c > 1"):
            yield f"fact {key} counts {count} times"


def _said_once(now: Record, arrived: dict[str, list[str]]) -> Iterator[str]:
    """No mail twice, none of those lost that are said to be sent, none that we do not know of."""
    taken = Counter(name for names in arrived.values() for name in names)
    for name, count in taken.items():
        if count > 1:
            yield f"mail {name} was sent {count} times"
        if name not in now.mails:
            yield f"mail {name} was sent and is not in the outbox"
    for name, state in now.mails.items():
        if state == "sent" and not taken[name]:
            yield f"mail {name} is said to be sent and never arrived"
        if state != "sent":
            yield f"mail {name} is still {state} after three rounds"


def _as_undisturbed(now: Record, expected: Expected) -> Iterator[str]:
    """Row for row what stands when nothing went wrong: dispositions, pieces, numbers, mails, facts, ledger, index."""
    wanted = expected.record
    for table in (*_TABLES, *(() if expected.renumbered else _PLACES)):
        yield from compared(table, now.tables[table], wanted.tables[table])
    yield from compared("log", now.events, wanted.events)
    yield from compared("stores", Counter(now.files), Counter(wanted.files))


def compared(what: str, now: Counter[str], wanted: Counter[str]) -> Iterator[str]:
    """What is there too often, and what is missing."""
    for sign, rows in (("too many", now - wanted), ("missing", wanted - now)):
        if rows:
            yield f"{what}: {rows.total()} {sign}: {_first(rows)}"


def _first(rows: Iterable[str]) -> str:
    return " | ".join(sorted(rows)[:_SHOWN])[:1200]
