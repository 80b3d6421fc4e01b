"""Small letters share a commit; a bad one among them costs the others nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from acts.office import whole_piece
from sqlalchemy import event, text
from steps.table import FIRST, SECOND, THIRD, Table

from pipeline.domain.letter import RawLetter
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import keep, part_path
from pipeline.ingest.readers import Readers
from pipeline.steps.keep_rows import keep_rows
from pipeline.steps.process import open_desk
from pipeline.steps.reading import read_one
from pipeline.steps.receive import process_unfinished
from pipeline.steps.together import settle_together
from pipeline.store.tables import LetterRow, OutboxRow, PartRow, PieceRow

ACCEPTED = Disposition.ACCEPTED
LETTERS = [whole_piece(f"2020年度+左家塘+走访{n}", title=f"第{n}次走访慰问老兵", seed=n) for n in (1, 2, 3)]


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """Three letters that were kept and not read yet."""
    table = Table.laid(tmp_path, readers)
    bureau = table.house.bureau("yuhua")
    with table.house.database.writing() as db:
        for uid, raw in enumerate(LETTERS, 1):
            sha256 = keep(raw, table.house.data)
            came = datetime(2020, 5, 6, uid, tzinfo=UTC)
            letter = RawLetter(folder="INBOX", uidvalidity=1, uid=uid, arrived_at=came, raw=raw)
            keep_rows(db, table.house, bureau, [(letter, sha256)], source="mailbox")
    return table


def spoil(table: Table, letter: int) -> None:
    """From now on this letter cannot be recorded."""
    with table.house.database.writing() as db:
        db.connection().execute(
            text(
                f"CREATE TRIGGER spoilt BEFORE UPDATE OF disposition ON letters WHEN NEW.id = {letter} "
                "BEGIN SELECT RAISE(ABORT, 'spoilt'); END"
            )
        )


def test_letters_read_meanwhile_are_settled_under_one_commit_each_with_its_receipt(table: Table) -> None:
    desk = open_desk(table.house, "yuhua")
    readings = [read_one(table.house, row, table.readers) for row in table.rows(LetterRow)]
    commits: list[object] = []
    with table.house.database.writing() as db:
        engine = db.connection().engine
    event.listen(engine, "commit", commits.append)
    assert settle_together(desk, readings) == [ACCEPTED, ACCEPTED, ACCEPTED]
    assert len(commits) == 1
    assert [piece.number for piece in table.rows(PieceRow)] == [FIRST, SECOND, THIRD]
    assert len(table.rows(OutboxRow)) == 3
    assert not any(reading.scratch.exists() for reading in readings)


def test_a_letter_that_cannot_be_recorded_takes_none_of_the_others_along(table: Table) -> None:
    spoil(table, 2)
    desk = open_desk(table.house, "yuhua")
    readings = [read_one(table.house, row, table.readers) for row in table.rows(LetterRow)]
    assert settle_together(desk, readings) == [ACCEPTED, None, ACCEPTED]
    assert [row.attempts for row in table.rows(LetterRow)] == [0, 1, 0]
    assert [piece.number for piece in table.rows(PieceRow)] == [FIRST, SECOND]
    assert len(table.rows(OutboxRow)) == 2
    assert all(part_path(table.house.data, part.sha256).exists() for part in table.rows(PartRow))


def test_a_round_tells_each_letter_it_is_done_with_and_leaves_the_bad_one_to_the_next(table: Table) -> None:
    spoil(table, 1)
    told: list[tuple[int, int]] = []
    done = process_unfinished(
        open_desk(table.house, "yuhua"), table.readers, progress=lambda n, of: told.append((n, of))
    )
    assert done == {ACCEPTED: 2}
    assert told[-1] == (3, 3)
    assert [row.done for row in table.rows(LetterRow)] == [False, True, True]
