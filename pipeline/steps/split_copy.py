"""Copies of a letter, one for every further piece: the same letter under one header line of our own.

Their sums are noted in the data folder's locks/ before they are kept: what is in no ledger after all is found and goes.
"""

from hashlib import sha256
from pathlib import Path

from pipeline.ingest.durable import write_whole
from pipeline.ingest.keep import keep, raw_path
from pipeline.steps.house import House
from pipeline.steps.sealing import path_of
from pipeline.store import letters
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
    """Keep so many copies, each with its row, which is not in the ledger yet; the caller holds the bureau's lock.

    Args:
        house: where.
        letter: of which.
        known: how many of the same letter there are already, itself among them.
        count: how many more.

    Raises:
        OSError: the letter cannot be read, or the disk is full or read-only.
    """
    raw = path_of(house, letter.sha256).read_bytes()
    contents = [copied(raw, letter.sha256, number) for number in range(known, known + count)]
    note = _note(house, letter.bureau)
    write_whole(" ".join(sha256(content).hexdigest() for content in contents).encode(), note, note.parent)
    return [
        LetterRow(
            bureau=letter.bureau, sha256=keep(content, house.data), size=len(content),
            arrived_at=letter.arrived_at, kept_at=house.clock(), source=letter.source, answer=letter.answer,
            archive=letter.archive, copy_of=letter.copy_of or letter.id,
        )
        for content in contents
    ]  # fmt: skip


def drop_copies(house: House, bureau_id: str) -> None:
    """Take away the copies that are in no ledger: nothing came of their split, or it was killed.

    The caller holds the bureau's lock.
    """
    note = _note(house, bureau_id)
    if not note.exists():
        return
    sums = note.read_text(encoding="ascii").split()
    with house.database.reading() as session:
        left = [one for one in sums if not letters.of_bytes(session, one)]
    for one in left:
        raw_path(house.data, one).unlink(missing_ok=True)
    note.unlink()


def _note(house: House, bureau_id: str) -> Path:
    return house.data / "locks" / f"{bureau_id}.copies"
