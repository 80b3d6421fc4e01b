"""A fault in one thing ends that one thing: not the round, not the morning."""

from pathlib import Path
from typing import Any

import pytest
from acts.office import SUBJECT, form, mail, manuscript, photo
from steps.table import Table

from pipeline import worker
from pipeline.ingest.readers import Readers
from pipeline.steps import process
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.counting import count as counting
from pipeline.steps.import_letters import import_letters
from pipeline.store.facts import WAITING
from pipeline.store.tables import FactRow, LetterRow, OutboxRow
from pipeline.worker import Worker


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """With one piece."""
    table = Table.laid(tmp_path, readers)
    table.come(mail(SUBJECT, [manuscript(), form(), photo()]))
    return table


def _broken(*_args: object, **_told: object) -> None:
    raise RuntimeError("broken")


def test_a_letter_whose_owed_receipt_stumbles_ends_no_round(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    with table.house.database.writing() as session:
        session.get_one(LetterRow, 1).trouble = RECEIPT_OWED
    with monkeypatch.context() as patch:
        patch.setattr(process, "judge", _broken)
        import_letters(table.house, "yuhua", [], table.readers, receipts=False)
    assert [(row.done, row.attempts) for row in table.rows(LetterRow)] == [(False, 1)]
    import_letters(table.house, "yuhua", [], table.readers, receipts=False)
    assert [(row.disposition, row.trouble) for row in table.rows(LetterRow)] == [("accepted", None)]


def test_points_that_cannot_be_counted_keep_no_daily_list_from_the_office(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.come(mail("没有稿件", [], sender="stranger@elsewhere.test"))
    monkeypatch.setattr(worker, "count_quietly", _broken)
    at_work = Worker(table.house)
    morning: Any = at_work._morning
    morning("yuhua")
    assert "digest" in {row.kind for row in table.rows(OutboxRow)}


def test_a_fact_that_comes_while_points_are_counted_is_counted_next_time(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = counting._counted

    def meanwhile(*args: Any) -> Any:
        found = real(*args)
        args[1].add(FactRow(bureau="yuhua", kind="adoption", key="told:x", state=WAITING, at=table.clock(), told={}))
        args[1].flush()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(counting, "_counted", meanwhile)
        counting.count(table.house, "yuhua")
    assert counting.is_stale(table.house, "yuhua")
