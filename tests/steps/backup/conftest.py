"""Two bureaus at work, their backup, and the empty place to which it is put back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from acts.counted import FIRST as CIZAO_FIRST
from acts.counted import piece, report
from acts.office import STATION_NAME, SUBJECT, form, mail, manuscript, photo, whole_piece
from servers.netease import Netease
from servers.scripted import ScriptedImap
from sqlmodel import col, select
from steps.table import ACCEPTANCE, FIRST, Table
from steps.test_nowhere import WORD, secret

from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.steps.backup import backup
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.fetch import fetch_new
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.steps.process import open_desk
from pipeline.steps.quarantine import quarantine
from pipeline.steps.receive import receive
from pipeline.steps.restore import Place
from pipeline.steps.review import Order, decide
from pipeline.store.tables import LetterRow

LINK = "http://example.com/a"


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """Both bureaus at work: accepted, held, returned and sealed letters, points, a document that was issued."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(whole_piece(), mail(SUBJECT, [manuscript("另一篇"), photo(2)]), secret())
    table.come(mail(SUBJECT, [manuscript("第三篇"), form("第三篇", sensitive=True), photo(3)]))
    decide(table.house, Order(name=FIRST, verb="return", reason="请补一张图", by="李主任"), readers)
    table.clock.forward(days=730)
    for raw in (piece(CIZAO_FIRST, 5), report([(CIZAO_FIRST, "晋江市双拥简报", LINK, "2022-05-20")])):
        table.clock.forward(days=10)
        import_letters(table.house, "jinjiang", [LetterFile(name="x", raw=raw)], readers, receipts=True)
    count_quietly(table.house, "jinjiang")
    issued = table.house.data / "out" / "jinjiang" / "2022-04" / "通报.docx"
    issued.parent.mkdir(parents=True)
    issued.write_bytes(b"issued")
    return table


@pytest.fixture(scope="session")
def archive(laid: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "all.tar.gz"
    backup(laid.house, file)
    return file


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path / "new" / "data", config=tmp_path / "new" / "config")


@pytest.fixture
def half_done(laid: Table, tmp_path: Path) -> Iterator[tuple[Table, ScriptedImap]]:
    """A mailbox whose last three letters are kept and not read: one of them is marked; one cannot be read at all."""
    box = Netease.holding({})
    table = laid.copy(tmp_path)
    at = table.clock.now - timedelta(hours=1)
    with ScriptedImap(box) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in (("IMAP_HOST", "127.0.0.1"), ("IMAP_PORT", server.port), ("YUHUA_PASSWORD", "geheim")):
            patch.setenv(f"BAOSONG_{name}", str(value))
        for name, value in (("SMTP_HOST", "127.0.0.1"), ("SMTP_PORT", 1)):
            patch.setenv(f"BAOSONG_{name}", str(value))
        table.house = replace(table.house, settings=load(ACCEPTANCE))
        box.put(whole_piece(f"2020年度+{STATION_NAME}+读过的", title="已经读过的一篇", seed=31), at=at)
        assert receive(table.house, "yuhua", table.readers).fault is None
        box.put(secret().replace(b"<secret@", b"<another@"), at=at)
        box.put(whole_piece(f"2020年度+{STATION_NAME}+没读的", title="还没有读的一篇", seed=32), at=at)
        box.put(mail(f"2020年度+{STATION_NAME}+{WORD}", [manuscript(WORD)]), at=at)
        fetch_new(table.house, table.house.bureau("yuhua"), Counter())
        with table.house.database.writing() as session:
            last = session.exec(select(LetterRow).order_by(col(LetterRow.id).desc())).first()
            quarantine(open_desk(table.house, "yuhua").pen(session), last, f"crash\n{WORD}")  # type: ignore[arg-type]
        yield table, server
