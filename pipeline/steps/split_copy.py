"""Copies of a letter, one for every further piece: the same letter under one header line of our own."""

from pipeline.ingest.keep import keep, raw_path
from pipeline.steps.house import House
from pipeline.steps.sealing import path_of
from pipeline.store.tables import LetterRow

_HEADER = b"X-Baosong-Copy: %s %d\r\n"
_MBOX = b"From "  # a line that may stand before the headers


def copied(raw: bytes, sha256: str, number: int) -> bytes:
    """The letter's bytes with the line that makes them a letter of its own; read, it says the same.

    Args:
        raw: as it came.
        sha256: of the letter that came.
        number: which copy, from 1.
    """
    before = raw.index(b"\n") + 1 if raw.startswith(_MBOX) and b"\n" in raw else 0
    return raw[:before] + _HEADER % (sha256.encode(), number) + raw[before:]


def keep_copies(house: House, letter: LetterRow, known: int, count: int) -> list[LetterRow]:
    """Keep so many copies, each with its row, which is not in the ledger yet.

    Args:
        house: where.
        letter: of which.
        known: how many of the same letter there are already, itself among them.
        count: how many more.

    Raises:
        OSError: the letter cannot be read, or the disk is full or read-only.
    """
    raw = path_of(house, letter.sha256).read_bytes()
    rows = []
    for number in range(known, known + count):
        content = copied(raw, letter.sha256, number)
        rows.append(
            LetterRow(
                bureau=letter.bureau, sha256=keep(content, house.data), size=len(content),
                arrived_at=letter.arrived_at, kept_at=house.clock(), source=letter.source, answer=letter.answer,
                archive=letter.archive, copy_of=letter.copy_of or letter.id,
            )
        )  # fmt: skip
    return rows


def drop_copies(house: House, rows: list[LetterRow]) -> None:
    """Nothing came of it: no copy stays."""
    for row in rows:
        raw_path(house.data, row.sha256).unlink(missing_ok=True)
