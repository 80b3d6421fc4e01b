"""What one does while another is at the same thing: a person's word stands, and nothing is taken from under a hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import STATION, SUBJECT, form, mail, manuscript, photo
from servers.netease import Netease
from servers.scripted import HOST, Connection, ScriptedImap
from steps.table import FIRST, SECOND, Table

from pipeline.domain.words import OutboxState
from pipeline.ingest.readers import Readers
from pipeline.steps.deliver import deliver
from pipeline.steps.join import JoinOrder, join
from pipeline.steps.receive import receive
from pipeline.steps.review import Order, decide
from pipeline.steps.sending import cancel
from pipeline.store.tables import HealthRow, OutboxRow


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """With one piece, whose receipt waits."""
    table = Table.laid(tmp_path, readers)
    table.come(mail(SUBJECT, [manuscript(), form(), photo()]))
    return table


def with_mailbox(table: Table, server: ScriptedImap) -> None:
    """The bureau's mailbox is on this server."""
    settings = table.house.settings
    bureau = settings.bureaus["yuhua"]
    account = replace(bureau.imap, host=HOST, port=server.port, security="none", timeout_seconds=5)
    settings = replace(settings, bureaus=settings.bureaus | {"yuhua": replace(bureau, imap=account)})
    table.house = replace(table.house, settings=settings)


def test_a_mail_that_a_person_cancels_while_the_sent_folder_is_searched_is_not_sent(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "geheim")
    with table.house.database.writing() as session:
        session.get_one(OutboxRow, 1).state = OutboxState.UNKNOWN.value

    class Slow(Netease):
        def before(self, line: Connection, word: str) -> bytes | None:
            if word == "EXAMINE":
                cancel(table.house, table.rows(OutboxRow)[0], OutboxState.UNKNOWN.value)
            return super().before(line, word)

    with ScriptedImap(Slow()) as server:
        with_mailbox(table, server)
        deliver(table.house, "yuhua")
        assert "EXAMINE" in server.script.seen
    assert [row.state for row in table.rows(OutboxRow)] == ["cancelled"]


def test_a_mailbox_whose_time_passes_without_a_single_letter_is_told_as_a_fault(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "geheim")
    box = Netease.holding({3: mail(SUBJECT, [manuscript(), form(), photo()])}, dripping=frozenset({"FETCH"}))
    with ScriptedImap(box) as server:
        with_mailbox(table, server)
        settings = table.house.settings
        hurried = replace(settings, intervals=replace(settings.intervals, poll_deadline_seconds=1))
        done = receive(replace(table.house, settings=hurried), "yuhua", table.readers)
    assert done.fault is not None
    with table.house.database.reading() as session:
        row = session.get_one(HealthRow, ("yuhua", "imap"))
    assert (row.failures, row.succeeded_at) == (1, None)


def test_a_letter_that_was_joined_leaves_nothing_in_the_scratch_folder(table: Table) -> None:
    table.come(mail("2020年度+左家塘+别的稿件", [manuscript("另一篇稿件的标题"), form("另一篇稿件的标题"), photo(2)]))
    join(table.house, JoinOrder(name=SECOND, to=FIRST, by="李主任", reason="是同一篇"), table.readers)
    assert [path for path in table.house.scratch.rglob("*") if path.is_file()] == []


def test_a_piece_that_a_person_takes_up_again_is_not_withdrawn_once_more_by_the_same_letter(table: Table) -> None:
    table.come(mail(f"撤回 {FIRST}", [], sender=STATION))
    assert table.piece().state == "withdrawn"
    decide(table.house, Order(name=FIRST, verb="accept", reason="误撤回", by="李主任"), table.readers)
    assert table.piece().state == "received"
    table.again("L2")
    assert table.piece().state == "received"
    assert [row.kind for row in table.rows(OutboxRow) if row.letter_id == 2] == ["withdrawn"]
