"""The first rounds at a mailbox of old letters: kept and archived, not answered, stopped and gone on at any point."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from acts.office import whole_piece
from servers.netease import Netease
from servers.scripted import ScriptedImap
from steps.table import ACCEPTANCE, Table

from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps.fetch import fetch_new
from pipeline.steps.house import House
from pipeline.steps.process import open_desk
from pipeline.steps.receive import process_unfinished
from pipeline.store.tables import LetterRow, OutboxRow, SightingRow

OLD, NEW = 90, 2
YEARS_AGO = datetime(2019, 5, 6, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def table(tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """A house before its first round; its mailbox holds tiny letters of years ago, and two of now behind them."""
    box = Netease.holding({})
    for n in range(OLD):
        box.put(b"Subject: %d\r\nFrom: a@units.test\r\n\r\nold\r\n" % n, at=YEARS_AGO)
    for n in range(NEW):
        box.put(whole_piece(f"2020年度+左家塘+走访{n}", title=f"第{n}次走访慰问老兵", seed=n))
    table = Table.laid(tmp_path, readers)
    with ScriptedImap(box) as server:
        monkeypatch.setenv("BAOSONG_IMAP_HOST", "127.0.0.1")
        monkeypatch.setenv("BAOSONG_IMAP_PORT", str(server.port))
        monkeypatch.setenv("BAOSONG_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("BAOSONG_SMTP_PORT", "1")
        monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "geheim")
        table.house = replace(table.house, settings=load(ACCEPTANCE))
        yield table


def fetched(house: House, most: int = OLD + NEW) -> tuple[int, list[tuple[int, int]]]:
    """One round of fetching that is stopped after so many letters; what it told on the way."""
    tally: Counter[str] = Counter()
    told: list[tuple[int, int]] = []
    asked = iter(range(1_000_000))
    stopping = lambda: next(asked) > most  # noqa: E731 - asked before the folders and after each letter
    fetch_new(house, house.bureau("yuhua"), tally, stopping=stopping, progress=lambda *done: told.append(done))
    return tally["fetched"], told


def test_a_first_run_goes_on_where_it_was_stopped_and_fetches_nothing_twice(table: Table) -> None:
    first, told = fetched(table.house, most=50)
    assert 45 <= first <= 51
    assert told[-1] == (first, OLD + NEW)
    second, told = fetched(table.house, most=10_000)
    assert first + second == OLD + NEW
    assert told[-1] == (second, second)
    assert len(table.rows(SightingRow)) == len(table.rows(LetterRow)) == OLD + NEW
    assert sum(row.archive for row in table.rows(LetterRow)) == OLD
    assert fetched(table.house, most=10_000)[0] == 0


def test_letters_of_now_are_answered_first_and_old_ones_read_as_far_as_time_allows(table: Table) -> None:
    fetched(table.house, most=10_000)
    out_of_time = replace(table.house.settings.intervals, poll_deadline_seconds=0)
    hurried = replace(table.house, settings=replace(table.house.settings, intervals=out_of_time))
    assert process_unfinished(open_desk(hurried, "yuhua"), table.readers) == {Disposition.ACCEPTED: NEW}
    told: list[tuple[int, int]] = []
    done = process_unfinished(open_desk(table.house, "yuhua"), table.readers, progress=lambda *done: told.append(done))
    assert done == {Disposition.IGNORED: OLD}
    assert told[-1] == (OLD, OLD)
    assert len(table.rows(OutboxRow)) == NEW
