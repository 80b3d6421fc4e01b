"""Backups and put-backs cut off at the worst moment: no word of a sealed letter is packed, no office is swept away."""

import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from steps.backup.putting_back import put_back
from steps.table import Table
from steps.test_nowhere import STRICT, WORD, secret, stricter
from steps.traces import traces

from pipeline.steps import restore as restoring
from pipeline.steps.backup import backup
from pipeline.steps.manifest import DATABASE
from pipeline.steps.reprocess import reprocess
from pipeline.steps.restore import Place, RestoreRefused
from pipeline.store import snapshot


def test_a_put_back_into_a_named_database_that_was_killed_at_its_end_is_not_swept_away_by_the_next(
    archive: Path, place: Place, tmp_path: Path
) -> None:
    def killed(*args: Any) -> None:
        snapshot.put_back(*args)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "put_back", killed)
        patch.setattr(restoring, "_take_back", lambda *_args: None)  # a killed process does nothing afterwards
        with pytest.raises(KeyboardInterrupt):
            put_back(archive, replace(place, url=f"sqlite:///{tmp_path / 'one.db'}"))
    letters = list((place.data / "raw").rglob("*.eml"))
    assert letters
    with pytest.raises(RestoreRefused, match="not_empty"):
        put_back(archive, replace(place, url=f"sqlite:///{tmp_path / 'another.db'}"))
    assert list((place.data / "raw").rglob("*.eml")) == letters


def test_a_backup_made_before_the_database_could_forget_has_no_word_of_the_sealed_letter(
    laid: Table, tmp_path: Path
) -> None:
    table = laid.copy(tmp_path)
    table.come(secret(STRICT + "★1年").replace(b"<secret@", b"<stricter@"))
    last = f"L{len(list((table.house.data / 'raw').rglob('*.eml'))) + 1}"
    with table.house.locked("clean"):  # another process is at it, or others read all the time
        reread = reprocess(stricter(table).house, last, table.readers)
        assert reread is not None
        assert reread.disposition == "sealed"
        backup(table.house, tmp_path / "all.tar.gz")
    with tarfile.open(tmp_path / "all.tar.gz") as tar:
        tar.extractall(tmp_path / "out", filter="data")
    assert traces(tmp_path / "out", WORD) == []
    with closing(sqlite3.connect(tmp_path / "out" / DATABASE)) as database:
        index = b"".join(block for (block,) in database.execute("SELECT block FROM piece_grams_data"))
    assert [char for char in WORD if char.encode() in index] == []  # the index keeps pairs without what they share
