"""No mail goes out that names a sealed letter: also none about other things that waited when it was sealed."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from acts.office import STATION, mail
from steps.table import Table
from steps.test_nowhere import PHRASE, STRICT, WORD, nowhere, secret, stricter

from pipeline.ingest.readers import Readers
from pipeline.steps.daily import send_digest
from pipeline.steps.import_letters import import_letters
from pipeline.steps.reprocess import reprocess
from pipeline.store.tables import OutboxRow


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """With a letter that is marked in a way that nobody minds yet."""
    table = Table.laid(tmp_path, readers)
    table.come(secret(STRICT + "★1年"))
    return table


def told(table: Table) -> str:
    """What the newest mail says."""
    mime = table.rows(OutboxRow)[-1].mime
    body = message_from_bytes(mime, policy=policy.default).get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def sealed_now(table: Table) -> bool:
    reread = reprocess(stricter(table).house, "L1", table.readers)
    return reread is not None and reread.disposition == "sealed"


def test_the_daily_list_that_names_it_is_not_sent(table: Table) -> None:
    assert send_digest(table.house, "yuhua") > 0
    assert WORD in told(table)
    assert sealed_now(table)
    assert {row.state for row in table.rows(OutboxRow) if row.kind == "digest"} == {"cancelled"}
    assert nowhere(table)


def test_an_answer_that_names_it_among_others_is_written_anew_without_it(table: Table) -> None:
    table.come(mail("查询", [], sender=STATION))
    assert WORD in told(table)
    assert sealed_now(table)
    import_letters(stricter(table).house, "yuhua", [], table.readers, receipts=False)
    assert [row.kind for row in table.rows(OutboxRow) if row.letter_id == 2] == ["status"]
    assert PHRASE not in told(table)
    assert nowhere(table)
