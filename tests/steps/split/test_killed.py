"""A split that was cut off: its copies go, and none that is in the ledger is taken away."""

import pytest
from steps.split.two_in_one import Desk

from pipeline.ingest.keep import raw_path
from pipeline.steps.import_letters import import_letters
from pipeline.steps.split_copy import keep_copies
from pipeline.store.tables import LetterRow


def kept(table: Desk) -> set[str]:
    """Sums of the letters in the open store."""
    return {path.stem for path in (table.house.data / "raw").rglob("*.eml")}


def test_a_split_that_was_killed_before_its_commit_leaves_no_copy_of_the_letter(table: Desk) -> None:
    [letter] = table.rows(LetterRow)
    keep_copies(table.house, letter, 1, 2)  # and no more
    assert len(kept(table)) == 3
    import_letters(table.house, "yuhua", [], table.readers, receipts=False)
    assert kept(table) == {letter.sha256}


def test_a_split_that_was_broken_off_after_its_commit_keeps_its_copies(
    table: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def control_c(*_args: object, **_told: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", control_c)  # the commit is behind us
        with pytest.raises(KeyboardInterrupt):
            table.split()
    rows = table.rows(LetterRow)
    assert len(rows) == 2
    assert all(raw_path(table.house.data, row.sha256).exists() for row in rows)
