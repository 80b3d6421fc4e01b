"""What stands behind the raw bytes and people's decisions is rebuilt from them; what differs is told."""

import shutil
from pathlib import Path

import pytest
from acts.counted import FIRST as CIZAO_FIRST
from acts.counted import month, piece, report
from acts.office import SUBJECT, mail, manuscript, photo, whole_piece
from steps.table import FIRST, Table
from steps.test_nowhere import STRICT, secret, stricter

from pipeline.domain.timeutil import local
from pipeline.ingest.keep import raw_path
from pipeline.ingest.readers import Readers
from pipeline.steps import rebuild as rebuilding
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.counting.standings import standings
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.steps.rebuild import Rebuilt, rebuild
from pipeline.steps.show import show
from pipeline.steps.signing import SignOrder, sign
from pipeline.store.search import Wanted, asked, newest
from pipeline.store.tables import EntryRow, LetterRow, OutboxRow, PartRow, PieceTextRow


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """A signed piece, a returned one, a sealed one and one that a later level would seal; points."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(whole_piece(), mail(SUBJECT, [manuscript("另一篇"), photo(2)]), secret(), secret(f"{STRICT}★1年"))
    sign(table.house, SignOrder(name=FIRST, by="李主任", opinion="同意"))
    table.clock.forward(days=730)
    for raw in (piece(CIZAO_FIRST, 5), report([(CIZAO_FIRST, "晋江市双拥简报", "http://example.com/a", "2022-05-20")])):
        table.clock.forward(days=10)
        import_letters(table.house, "jinjiang", [LetterFile(name="x", raw=raw)], readers, receipts=True)
    count_quietly(table.house, "jinjiang")
    return table


@pytest.fixture
def table(laid: Table, tmp_path: Path) -> Table:
    return laid.copy(tmp_path)


def rebuilt(table: Table, *, dry_run: bool = False) -> Rebuilt:
    done = rebuild(table.house, table.readers, dry_run=dry_run)
    assert done is not None
    return done


def found(table: Table, words: str) -> list[int]:
    with table.house.database.reading() as session:
        return newest(session, asked(Wanted(bureau="yuhua", words=words), ()))


def told(table: Table) -> list[object]:
    points = standings(table.house, "jinjiang", month("2022-05"), current=True)
    return [*(show(table.house, f"L{n}") for n in range(1, 7)), show(table.house, FIRST), points, found(table, "慰问")]


def spoil(table: Table) -> None:
    """Everything that can be rebuilt is gone or wrong."""
    shutil.rmtree(table.house.data / "parts")
    with table.house.database.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql("INSERT INTO piece_grams (piece_grams) VALUES ('delete-all')")
        connection.exec_driver_sql("UPDATE piece_texts SET text = 'x' WHERE piece_id = 1")
        entry = table.rows(EntryRow)[0].model_dump() | {"id": None, "subject": "E99", "at": table.clock()}
        session.add(EntryRow(**entry))


def files(table: Table) -> list[Path]:
    return sorted((table.house.data / "parts").rglob("*"))


def test_nothing_is_told_of_a_folder_that_is_whole(table: Table) -> None:
    done = rebuilt(table, dry_run=True)
    assert (done.letters, done.differences, done.index_wrong, done.well) == (6, (), 0, True)
    assert not [change for one in done.counted for change in one.changes]


def test_parts_index_and_points_are_rebuilt_and_a_dry_run_only_says_so(table: Table) -> None:
    before, parts = told(table), files(table)
    spoil(table)
    dry = rebuilt(table, dry_run=True)
    assert files(table) == []
    assert found(table, "慰问") == []
    for done in (dry, rebuilt(table)):
        assert (done.index_wrong, done.well) == (1, True)
        assert {one.name for one in done.differences if one.parts} == {"L1", "L2", "L4", "L5"}
        assert [len(one.changes) for one in done.counted if one.bureau == "jinjiang"] == [1]
    assert len([path for path in files(table) if path.is_file()]) >= len({row.sha256 for row in table.rows(PartRow)})
    assert set(parts) <= set(files(table))
    assert told(table)[:-2] == before[:-2]
    assert told(table)[-1] == before[-1]
    again = rebuilt(table)
    assert (again.differences, again.index_wrong) == ((), 0)
    assert not [change for one in again.counted for change in one.changes]


def test_a_rebuild_that_was_killed_is_begun_anew(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(table)
    with monkeypatch.context() as patch:
        patch.setattr(rebuilding.search_index, "remake", _fails)
        with pytest.raises(RuntimeError):
            rebuild(table.house, table.readers)
    assert rebuilt(table).index_wrong == 1
    assert found(table, "慰问") == [2, 1]


def test_bytes_that_are_gone_or_damaged_are_told(table: Table) -> None:
    rows = table.rows(LetterRow)
    raw_path(table.house.data, rows[0].sha256).unlink()
    raw_path(table.house.data, rows[1].sha256).write_bytes(b"damaged")
    [sealed] = (table.house.data / "sealed").glob("*.eml")
    sealed.unlink()
    done = rebuilt(table)
    assert [one.name for one in done.differences if one.lost] == ["L1", "L2", "L3"]
    assert not done.well


def test_what_the_checks_would_say_otherwise_is_told_and_changes_nothing(table: Table) -> None:
    before = (told(table)[:7], [row.occasion for row in table.rows(OutboxRow)])
    strict = stricter(table)
    done = rebuilt(strict)
    assert [(one.name, one.now) for one in done.differences] == [("L4", "sealed")]
    assert not done.well
    assert (told(table)[:7], [row.occasion for row in table.rows(OutboxRow)]) == before
    table.again("L4")
    strict.again("L4")
    assert rebuilt(strict).differences == ()


def test_a_part_that_reads_otherwise_is_told(table: Table) -> None:
    with table.house.database.writing() as session:
        row = session.get_one(PartRow, 1)
        row.reading = row.reading.replace('"size":', '"size":1')
    assert [(one.name, one.reads_otherwise) for one in rebuilt(table).differences] == [("L1", True)]


def test_two_rebuilds_do_not_meet(table: Table) -> None:
    with table.house.locked("rebuild"):
        assert rebuild(table.house, table.readers) is None
    assert local(table.clock()).year == 2022
    with table.house.database.reading() as session:
        assert session.get(PieceTextRow, 1) is not None


def _fails(*_args: object) -> None:
    raise RuntimeError("killed")
