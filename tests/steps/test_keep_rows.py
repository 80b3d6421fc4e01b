"""The ledger's rows of several kept letters at once."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select
from steps.table import Table

from pipeline.domain.letter import RawLetter
from pipeline.domain.timeutil import SHANGHAI
from pipeline.ingest.keep import keep
from pipeline.ingest.readers import Readers
from pipeline.steps.keep_rows import keep_rows
from pipeline.store import events
from pipeline.store.tables import LetterRow


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """A house without letters."""
    return Table.laid(tmp_path, readers)


def kept(table: Table, *bodies: bytes, answer: bool = True) -> list[tuple[int | None, bool]]:
    """Keep them and write their rows: the running number of each and whether it is answered."""
    house, came = table.house, []
    for uid, body in enumerate(bodies, 1):
        at = datetime(2020, 5, 6, 9, uid, tzinfo=SHANGHAI)
        raw = RawLetter(folder="INBOX", uidvalidity=1, uid=uid, arrived_at=at, raw=body)
        came.append((raw, keep(body, house.data)))
    with house.database.writing() as session:
        rows = keep_rows(session, house, house.bureau("yuhua"), came, source="mailbox", answer=answer)
        return [(row.id, row.answer) for row in rows]


def test_each_letter_has_its_row_in_the_order_given_and_the_same_bytes_are_one(table: Table) -> None:
    assert [number for number, _ in kept(table, b"one", b"two", b"one", b"three")] == [1, 2, 1, 3]
    assert [number for number, _ in kept(table, b"four", b"two")] == [4, 2]
    assert kept(table) == []
    with table.house.database.reading() as session:
        rows = session.exec(select(LetterRow).order_by(LetterRow.id)).all()  # type: ignore[arg-type]
        assert [row.size for row in rows] == [3, 3, 5, 4]
        told = [[event.what for event in events.of_letter(session, row.id or 0)] for row in rows]
    assert told == [["letter_kept"]] * 4


def test_a_letter_that_is_known_keeps_whether_it_is_answered(table: Table) -> None:
    assert kept(table, b"one", answer=False) == [(1, False)]
    assert kept(table, b"one", b"two") == [(1, False), (2, True)]
