"""What is nearly the same as another piece is told to the office alone, and changes no disposition."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from acts.office import PARAGRAPHS, TITLE, form, mail, manuscript, photo
from sqlalchemy import func
from sqlmodel import select
from steps.table import FIRST, SECOND, THIRD, Table

from pipeline.ingest.readers import Readers
from pipeline.settings import BureauSettings
from pipeline.settings.alike import AlikeSettings
from pipeline.settings.values import CheckRow
from pipeline.steps.alike import Alike, alike_to
from pipeline.steps.daily import send_digest
from pipeline.steps.review import Order, decide
from pipeline.store.tables import OutboxRow, PartKeyRow

OTHER, OTHER_TITLE = "高桥街道退役军人服务站", "高桥街道走访慰问退役老兵"
NEAR = [PARAGRAPHS[0].replace("街道", "高桥街道"), *PARAGRAPHS[1:]]
MARKED = ["内部资料", *NEAR]
_LEVELS = ("绝密", "机密", "秘密", "内部资料")


def station(paragraphs: list[str] = PARAGRAPHS, title: str = TITLE, seed: int = 1) -> bytes:
    """左家塘's letter."""
    return mail(f"2020年度+左家塘+{title}", [manuscript(title, paragraphs), form(title), photo(seed)])


def neighbour(paragraphs: list[str] = NEAR, title: str = OTHER_TITLE, seed: int = 2) -> bytes:
    """高桥's letter."""
    files = [manuscript(title, paragraphs), form(title, OTHER), photo(seed)]
    return mail(f"2020年度+高桥+{title}", files, sender="gaoqiao@yuhua.test")


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    return Table.laid(tmp_path / "data", readers)


def alike(table: Table, number: str = FIRST) -> tuple[Alike, ...]:
    with table.house.database.reading() as session:
        return alike_to(session, AlikeSettings(), table.piece(number))


def keys_of(table: Table) -> int:
    with table.house.database.reading() as session:
        return session.exec(select(func.count()).select_from(PartKeyRow)).one()


def words_of(mail_: OutboxRow) -> str:
    read = message_from_bytes(mail_.mime, policy=policy.default)
    body = read.get_body(("plain",))
    return mail_.subject + (body.get_content() if body is not None else "")


def test_a_near_text_of_another_unit_is_told_on_both_pieces_and_in_no_receipt(table: Table) -> None:
    table.come(station(), neighbour())
    (there,), (here,) = alike(table), alike(table, SECOND)
    assert (there.number, there.unit, there.title, there.same) == (SECOND, "gaoqiao", OTHER_TITLE, False)
    assert (here.number, here.percent, here.pictures) == (FIRST, there.percent, 0)
    assert there.percent >= 90
    assert [table.piece(n).disposition for n in (FIRST, SECOND)] == ["accepted", "accepted"]
    told = [words_of(row) for row in table.rows(OutboxRow) if row.kind.startswith("receipt_")]
    assert [(FIRST in said, SECOND in said) for said in told] == [(True, False), (False, True)]
    assert all("相近" not in said and "相似" not in said for said in told)


def test_the_very_same_content_of_another_unit_is_told_however_short(table: Table) -> None:
    said, title = ["今日走访。"], "走访慰问"
    table.come(station(said, title), neighbour(said, title, seed=1))
    (found,) = alike(table)
    assert (found.number, found.same, found.percent, found.pictures) == (SECOND, True, 0, 1)
    assert table.piece(SECOND).disposition == "accepted"


def test_pieces_of_their_own_and_short_ones_that_resemble_each_other_are_not_told(table: Table) -> None:
    table.come(station(), neighbour(["五月七日，高桥街道召开座谈会，听取退役士兵对就业工作的意见。"] * 6))
    table.come(station(["今天走访慰问了三名老兵。"], "走访三名老兵", seed=3))
    table.come(neighbour(["今天走访慰问了五名老兵。"], "走访五名老兵", seed=4))
    assert [alike(table, f"YH-2020-0000{n}") for n in range(1, 5)] == [()] * 4


def test_a_picture_that_was_sent_before_is_told_with_the_piece_it_came_with(table: Table) -> None:
    table.come(station(), station(["七月一日，街道为立功军人家庭送去喜报，敲锣打鼓，乡亲祝贺。"] * 6, "送喜报上门"))
    (found,) = alike(table, SECOND)
    assert (found.number, found.percent, found.pictures) == (FIRST, 0, 1)


def test_a_piece_that_is_sealed_afterwards_is_named_no_more_until_it_is_released(table: Table) -> None:
    table.come(station(), neighbour(MARKED), neighbour(seed=3, title="高桥街道慰问老兵"))
    assert {one.number for one in alike(table)} == {SECOND, THIRD}
    before = keys_of(table)
    bureau = table.house.settings.bureaus["yuhua"]
    try:
        table.house.settings.bureaus["yuhua"] = replace(bureau, checks=replace(bureau.checks, rows=_stricter(bureau)))
        table.again(SECOND)
        assert table.piece(SECOND).state == "sealed"
        assert ({one.number for one in alike(table)}, alike(table, SECOND)) == ({THIRD}, ())
        assert keys_of(table) < before
    finally:
        table.house.settings.bureaus["yuhua"] = bureau
    decide(table.house, Order(name=SECOND, verb="release", reason="误判", by="李主任"), table.readers)
    assert {one.number for one in alike(table)} == {SECOND, THIRD}


def _stricter(bureau: BureauSettings) -> tuple[CheckRow, ...]:
    rows = bureau.checks.rows
    return tuple(replace(r, terms=r.terms | {"levels": _LEVELS}) if r.name == "secrecy_marking" else r for r in rows)


def test_the_days_digest_tells_each_pair_once(table: Table) -> None:
    table.come(station(), neighbour())
    table.clock.forward(hours=1)
    assert send_digest(table.house, "yuhua") > 0
    said = words_of(next(row for row in table.rows(OutboxRow) if row.kind == "digest")).partition("内容相近的")[2]
    assert said.count("怎样相近") == 1
    assert said.index(SECOND) < said.index(OTHER_TITLE) < said.index(FIRST) < said.index("%的文字相同")
