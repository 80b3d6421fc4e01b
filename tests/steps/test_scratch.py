"""What is taken out of a letter for a look is gone afterwards, also after a process that was killed."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from steps.table import Table

from pipeline.ingest.readers import Readers
from pipeline.steps.clean import clean
from pipeline.steps.scratch import _made, scratch_folder


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    return Table.laid(tmp_path, readers)


def test_a_scratch_folder_is_gone_afterwards(table: Table) -> None:
    with suppress(ValueError), scratch_folder(table.house) as scratch:
        (scratch / "leaf").write_bytes(b"text")
        raise ValueError("in mid-way")
    assert list(table.house.scratch.iterdir()) == []


def test_what_a_killed_process_left_is_swept_away_and_what_is_in_use_is_not(table: Table) -> None:
    table.house.scratch.mkdir()
    left, handle = _made(table.house.scratch)
    os.close(handle)  # as when its process ends
    (left / "leaf").write_bytes(b"text")
    with scratch_folder(table.house) as scratch:
        clean(table.house)
        assert list(table.house.scratch.iterdir()) == [scratch]
